import { amountOf } from '../../src-shared/amounts.ts';
import type { InstantMs, LotNumber } from '../../src-shared/ids.ts';
import {
  type AllocationLine,
  asExpected,
  type Candidate,
  type ExpectedLine,
  planAllocation,
} from '../../src-shared/ledger/allocation.ts';
import type { Decision, Posting } from '../../src-shared/ledger/posting.ts';
import { loadCreditSums } from '../store/append.ts';
import { loadCredit, loadCredits, loadPayingCredits, loadResource } from '../store/catalogue.ts';
import { type CustomerRow, loadCompaniesOf } from '../store/customers.ts';
import type { Db } from '../store/database.ts';
import { loadLot, loadLotByNumber, loadLotsWithCredit, type StoredLot } from '../store/lots.ts';
import { loadMembership } from '../store/memberships.ts';
import { clockBehind } from './clock-behind.ts';
import type { Reading } from './core.ts';
import { found, Refused, refuseInput, type Wording } from './refused.ts';

/** What shall be paid, by ids; only what is named narrows the choice. */
export type Spending = {
  readonly amount: number;
  readonly creditId?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly membershipId?: string | undefined;
  readonly lotId?: string | undefined;
  /** Lots of the customer alone: deductions. */
  readonly ownOnly: boolean;
  readonly coverUntil: InstantMs | null;
  readonly expect?: readonly { lotId: string; amount: number }[] | undefined;
};

/** A candidate with its id, so that an allocation can be told. */
export type StoredCandidate = Candidate & StoredLot;

/** Decides which lots pay for a customer; a preview and the real thing run just this. Throws Refused where none suffice. */
export function allocate(reading: Reading, customer: CustomerRow, spending: Spending): AllocationLine[] {
  const candidates = loadCandidates(reading.db, customer, spending);
  const request = { amount: amountOf(spending.amount), now: reading.now, coverUntil: spending.coverUntil };
  const expected = spending.expect && expectedLines(reading.db, spending.expect);
  const decision = asExpected(planAllocation(candidates, request), expected);
  return agreed(explained(reading, spending, candidates, decision), () => wordingOf(reading, spending, candidates));
}

/** The decision, told with its reason where the credit that was named could not pay however much of it were held, or where the clock is why what is held is not valid yet. */
function explained<Plan>(
  reading: Reading,
  spending: Spending,
  candidates: readonly Candidate[],
  decision: Decision<Plan>,
): Decision<Plan> {
  if (decision.ok || decision.problem.code !== 'INSUFFICIENT_CREDIT') return decision;
  const why = whyNever(reading.db, spending);
  if (why) return { ok: false, problem: { ...decision.problem, why } };
  const isHeldLater = candidates.some(({ left, validFrom }) => left > 0 && validFrom > reading.now);
  const clock = isHeldLater ? clockBehind(reading) : null;
  return clock ? { ok: false, problem: { ...decision.problem, clock } } : decision;
}

/** Why the credit that was named could not pay however much of it were held; null where it could. */
function whyNever(db: Db, spending: Spending): 'pass' | 'resource' | null {
  if (spending.creditId === undefined) return null;
  const credit = found(loadCredit(db, spending.creditId), 'credit');
  if (payingCredits(db, spending).has(credit.number)) return null;
  return credit.kind === 'pass' ? 'pass' : 'resource';
}

/** The plan of a decision, or the refusal that it is; `wording` is asked for its sentence. */
export function agreed<Plan>(decision: Decision<Plan>, wording?: () => Wording): Plan {
  if (!decision.ok) throw new Refused(decision.problem, wording?.());
  return decision.plan;
}

/** Refuses, as the change itself would, what takes the sums of a credit out of the range of amounts: for previews. */
export function refuseBeyondRange(db: Db, postings: readonly Posting[]): void {
  const sums = loadCreditSums(db);
  for (const { kind, amount, lot } of postings) {
    const { credit } = typeof lot === 'object' ? lot : found(loadLotByNumber(db, lot), 'lot');
    if (!sums.fit({ credit, kind, amount })) throw new Refused({ code: 'AMOUNT_OUT_OF_RANGE' });
    sums.add({ credit, kind, amount });
  }
}

/** The figures of a refusal count the credit that was named, else the unit that all have in common that might have paid. */
function wordingOf({ db, studio }: Reading, spending: Spending, candidates: readonly StoredCandidate[]): Wording {
  const credits = loadCredits(db);
  const asked = spending.creditId === undefined ? [] : credits.filter((credit) => credit.id === spending.creditId);
  const held = credits.filter((credit) => candidates.some((one) => one.credit === credit.number));
  const paying = payingCredits(db, spending);
  const might = held.length > 0 ? held : credits.filter((credit) => paying.has(credit.number));
  const [first, ...others] = asked.length > 0 ? asked : might;
  if (!first || others.some((other) => other.unit !== first.unit || other.decimals !== first.decimals)) {
    return { style: studio };
  }
  return { style: studio, credit: others.length === 0 ? first : { ...first, name: 'credit' } };
}

function loadCandidates(db: Db, customer: CustomerRow, spending: Spending): StoredCandidate[] {
  const credit =
    spending.creditId === undefined ? undefined : found(loadCredit(db, spending.creditId), 'credit').number;
  const paying = payingCredits(db, spending);
  const companies = spending.ownOnly ? [] : loadCompaniesOf(db, customer.number).filter((one) => one.creditSharing);
  const owners = [customer, ...companies];
  const membership = spending.membershipId === undefined ? undefined : membershipOf(db, owners, spending.membershipId);
  const lot = spending.lotId === undefined ? undefined : lotOf(db, customer, spending.lotId, credit);
  return owners
    .flatMap((owner) =>
      loadLotsWithCredit(db, owner.number, { credit, membership, lot }).map((one) => ({
        ...one,
        shared: owner.number !== customer.number,
      })),
    )
    .filter((one) => paying.has(one.credit));
}

function payingCredits(db: Db, { resourceId }: Spending): Set<number> {
  const resource = resourceId === undefined ? null : found(loadResource(db, resourceId), 'resource');
  return loadPayingCredits(db, resource?.type ?? null);
}

function membershipOf(db: Db, owners: readonly CustomerRow[], id: string): number {
  const membership = found(loadMembership(db, id), 'membership');
  if (!owners.some((owner) => owner.number === membership.customer))
    throw new Refused({ code: 'NOT_FOUND', what: 'membership' });
  return membership.number;
}

function lotOf(db: Db, customer: CustomerRow, id: string, credit: number | undefined): number {
  const lot = found(loadLot(db, id), 'lot');
  if (lot.customer !== (customer.number as number)) throw new Refused({ code: 'NOT_FOUND', what: 'lot' });
  if (credit !== undefined && lot.credit !== credit) refuseInput('lotId', 'expected a lot of the credit that is named');
  return lot.number;
}

/** A preview's lines in the store's numbers; a lot that is not there any more can't match. */
function expectedLines(db: Db, expected: readonly { lotId: string; amount: number }[]): ExpectedLine[] {
  return expected.map(({ lotId, amount }) => ({ lot: loadLot(db, lotId)?.number ?? (0 as LotNumber), amount }));
}
