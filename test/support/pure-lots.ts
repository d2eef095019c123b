import type {
  Amount,
  BenefitNumber,
  CreditNumber,
  CustomerNumber,
  Day,
  InstantMs,
  LotNumber,
  MembershipNumber,
} from '../../src-shared/ids.ts';
import type { BenefitTerms, DueMembership } from '../../src-shared/ledger/advance.ts';
import type { Candidate } from '../../src-shared/ledger/allocation.ts';
import { endingOf } from '../../src-shared/ledger/cycles.ts';
import type { Lot } from '../../src-shared/ledger/lot.ts';
import type { Decision, Posting, Problem } from '../../src-shared/ledger/posting.ts';

/** The zone of the planners' tests. */
export const zone = 'Europe/Berlin';
/** An ISO instant in milliseconds. */
export const ms = (iso: string) => Date.parse(iso) as InstantMs;
/** A day, an amount, a lot's number as the domain brands them. */
export const day = (text: string) => text as Day;
export const amt = (value: number) => value as Amount;
export const lotNumber = (value: number) => value as LotNumber;

type Plain<Shape> = { [Field in keyof Shape]?: unknown };

/** A lot of a customer with 5 left of credit 1, granted on 1 January 2026, never ending; `lastDay` sets its end as well. */
export function lotWith(facts: Plain<Omit<Lot, 'endsAt'>> = {}): Lot {
  const base = {
    number: lotNumber(1),
    customer: 1 as CustomerNumber,
    credit: 1 as CreditNumber,
    source: 'plan',
    sourceName: 'Flow 8',
    membership: 1 as MembershipNumber,
    cycle: 1,
    benefit: 1 as BenefitNumber,
    rolls: 0,
    mayRoll: true,
    rolledFrom: null,
    validFrom: ms('2026-01-01T00:00:00Z'),
    lastDay: null as Day | null,
    left: amt(5),
    paused: false,
  };
  const lot = { ...base, ...facts } as Omit<Lot, 'endsAt'>;
  return { ...lot, ...endingOf(lot.lastDay, zone) };
}

/** A lot that may pay. */
export function candidate(facts: Plain<Omit<Candidate, 'endsAt'>> = {}): Candidate {
  const { shared = false, ...lot } = facts;
  return { ...lotWith(lot), shared: shared as boolean };
}

/** A benefit of 8 of credit 1 that ends with its cycle and does not roll over. */
export function benefitWith(terms: Plain<BenefitTerms> = {}): BenefitTerms {
  const base = {
    number: 1 as BenefitNumber,
    credit: 1 as CreditNumber,
    amount: amt(8),
    expiration: { rule: 'cycle' },
    rollover: null,
  };
  return { ...base, ...terms } as BenefitTerms;
}

/** A membership whose cycle 2 starts on 28 February 2026. */
export function dueWith(
  facts: Partial<DueMembership> = {},
): DueMembership & { cycle: NonNullable<DueMembership['cycle']> } {
  return {
    number: 1 as MembershipNumber,
    customer: 1 as CustomerNumber,
    at: ms('2026-02-27T23:00:00Z'),
    on: day('2026-02-28'),
    name: 'Flow 8',
    benefits: [benefitWith()],
    ...facts,
    cycle: facts.cycle ?? { number: 2, startsOn: day('2026-02-28'), lastDay: day('2026-03-30') },
  };
}

/** The plan of a decision that must be one. */
export function planOf<Plan>(decision: Decision<Plan>): Plan {
  if (!decision.ok) throw new Error(`refused with ${decision.problem.code}`);
  return decision.plan;
}

/** The problem of a decision that must be refused. */
export function problemOf(decision: Decision<unknown>): Problem {
  if (decision.ok) throw new Error('expected a refusal, and it was planned');
  return decision.problem;
}

/** A posting as `rollover_out -3 lot 1`; a new lot's as `grant 8 new`. */
export function told(posting: Posting): string {
  return `${posting.kind} ${posting.amount} ${typeof posting.lot === 'object' ? 'new' : `lot ${posting.lot}`}`;
}
