import { amountOf } from '../../src-shared/amounts.ts';
import { isoOf } from '../../src-shared/days.ts';
import type { Amount, CreditNumber, CustomerNumber, Day, MembershipNumber } from '../../src-shared/ids.ts';
import { planManualAdd, planReversal } from '../../src-shared/ledger/adjustments.ts';
import { spend } from '../../src-shared/ledger/allocation.ts';
import { endingOf } from '../../src-shared/ledger/cycles.ts';
import { entryKindOf } from '../../src-shared/ledger/entry-kinds.ts';
import type { Posting } from '../../src-shared/ledger/posting.ts';
import { type CreditRow, loadCredit } from '../store/catalogue.ts';
import { type CustomerRow, loadCustomer } from '../store/customers.ts';
import { loadLotByNumber } from '../store/lots.ts';
import { loadMembership } from '../store/memberships.ts';
import { type EntryRecord, loadEntry } from '../store/usage-entries.ts';
import { loadLeft } from '../store/usage-summary.ts';
import { type Actor, type Core, change, preview, type Reading } from './core.ts';
import { found, Refused, refuseInput } from './refused.ts';
import { agreed, allocate, refuseBeyondRange } from './spending.ts';
import { namesOf, tellAllocation } from './telling.ts';

type Common = {
  readonly customerId: string;
  readonly creditId: string;
  readonly amount: number;
  readonly memo: string | null;
  readonly membershipId?: string | undefined;
};
/** What adding credit by hand is made from (contract: adjustments.add). */
export type AddInput = Common & { readonly lastDay: string | null; readonly key?: string | undefined };
/** What deducting credit by hand is made from (contract: adjustments.deduct). */
export type DeductInput = Common & {
  readonly lotId?: string | undefined;
  readonly expect?: { lotId: string; amount: number }[] | undefined;
  readonly key?: string | undefined;
};

type Target = { customer: CustomerRow; credit: CreditRow };

/** What an adjustment would do, lot by lot, and the customer's own balance before and after; nothing is changed. */
export function previewAdjustment(
  core: Core,
  input: ({ type: 'add' } & AddInput) | ({ type: 'deduct' } & DeductInput),
) {
  return preview(core, (reading) => {
    const target = targetOf(reading, input);
    const before = ownBalance(reading, target);
    if (input.type === 'deduct') {
      const lines = deduction(reading, target, input);
      refuseBeyondRange(reading.db, spend(lines, 'manual_deduct', reading.now));
      return { allocation: tellAllocation(reading.db, lines), before, left: before - input.amount };
    }
    const posting = addition(reading, target, input);
    refuseBeyondRange(reading.db, [posting]);
    return { allocation: [tellNewLot(target, posting, '')], before, left: before + input.amount };
  });
}

/** Adds credit by hand: a new lot. */
export function addCredit(core: Core, actor: Actor, input: AddInput) {
  return change(core, { operation: 'adjustments.add', actor, input, areas: ['ledger'] }, (changing) => {
    const target = targetOf(changing, input);
    const posting = addition(changing, target, input);
    const appended = changing.entries.post(posting);
    const allocation = [tellNewLot(target, posting, appended.lotId ?? '')];
    return { allocation, entries: [appended.number], left: ownBalance(changing, target) };
  });
}

/** Deducts credit by hand, from the customer's own lots in the order of spending. */
export function deductCredit(core: Core, actor: Actor, input: DeductInput) {
  return change(core, { operation: 'adjustments.deduct', actor, input, areas: ['ledger'] }, (changing) => {
    const target = targetOf(changing, input);
    const lines = deduction(changing, target, input);
    const postings = spend(lines, 'manual_deduct', changing.now, input.memo);
    const entries = postings.map((posting) => changing.entries.post(posting).number);
    return { allocation: tellAllocation(changing.db, lines), entries, left: ownBalance(changing, target) };
  });
}

/** Undoes a manual entry once (a manager's right). */
export function reverseEntry(core: Core, actor: Actor, input: { entry: number; memo: string | null; key: string }) {
  return change(core, { operation: 'adjustments.reverse', actor, input, areas: ['ledger'] }, (changing) => {
    const { db, now, studio } = changing;
    const entry = found(loadEntry(db, input.entry), 'entry');
    const { decision, lot } = decideReversal(changing, entry, input.memo);
    const plan = agreed(decision, () => ({ style: studio, credit: namesOf(db).credit(lot.credit) }));
    const [reversal] = plan.postings.map((posting) => changing.entries.post(posting));
    if (!reversal) throw new Error('a reversal has no entry');
    const { number, id } = reversal;
    return {
      number,
      id,
      kind: 'reversal' as const,
      lotId: entry.lotId,
      amount: -entry.amount,
      usedOn: isoOf(now),
      memo: input.memo,
      reverses: entry.number,
      expiresAgain: plan.expiresAgain,
    };
  });
}

function decideReversal({ db, now }: Reading, entry: EntryRecord, memo: string | null) {
  const { number, kind, amount, reversedBy } = entry;
  const lot = found(loadLotByNumber(db, entry.lot), 'lot');
  const undone = { number, kind: entryKindOf(kind), amount: amountOf(amount) };
  return { lot, decision: planReversal({ entry: undone, reversedBy, lot, memo, now }) };
}

/** What undoing an entry would do as things stand, or that it can't be; null for an entry that is none to undo, or is undone. */
export function undoOf(reading: Reading, entry: EntryRecord) {
  const { lot, decision } = decideReversal(reading, entry, null);
  if (decision.ok) {
    const { postings, expiresAgain } = decision.plan;
    return {
      possible: true,
      left: postings.reduce((left, { amount }) => left + amount, lot.left as number),
      expiresAgain,
    };
  }
  const { code } = decision.problem;
  if (code === 'NOT_REVERSIBLE' || code === 'ALREADY_REVERSED') return null;
  return { possible: false, left: lot.left as number, expiresAgain: false };
}

function targetOf(reading: Reading, input: Common): Target {
  const customer = found(loadCustomer(reading.db, input.customerId), 'customer');
  return { customer, credit: found(loadCredit(reading.db, input.creditId), 'credit') };
}

function ownBalance(reading: Reading, { customer, credit }: Target): number {
  return loadLeft(reading.db, customer.number, credit.number);
}

function deduction(reading: Reading, { customer }: Target, input: DeductInput) {
  const { amount, creditId, membershipId, lotId, expect } = input;
  return allocate(reading, customer, {
    amount,
    creditId,
    membershipId,
    lotId,
    expect,
    ownOnly: true,
    coverUntil: null,
  });
}

function addition(reading: Reading, { customer, credit }: Target, input: AddInput): Posting {
  return agreed(
    planManualAdd({
      customer: customer.number as CustomerNumber,
      credit: credit.number as CreditNumber,
      amount: input.amount as Amount,
      ending: endingOf(input.lastDay as Day | null, reading.studio.timeZone),
      memo: input.memo,
      membership: membershipOf(reading, customer, input.membershipId),
      now: reading.now,
      today: reading.today,
    }),
  );
}

function membershipOf(reading: Reading, customer: CustomerRow, id: string | undefined) {
  if (id === undefined) return null;
  const membership = found(loadMembership(reading.db, id), 'membership');
  if (membership.customer !== customer.number) throw new Refused({ code: 'NOT_FOUND', what: 'membership' });
  const number = membership.number as MembershipNumber;
  if (membership.plan === null) return { number, cycle: null };
  // Credit of no cycle would be in the membership's figures and in none of its cycles'.
  if (membership.cycle === 0) refuseInput('membershipId', 'expected a membership that has started');
  return { number, cycle: membership.cycle };
}

function tellNewLot({ customer, credit }: Target, posting: Posting, lotId: string) {
  const lastDay = typeof posting.lot === 'object' ? posting.lot.lastDay : null;
  return {
    lotId,
    creditId: credit.id,
    amount: posting.amount,
    before: 0,
    after: posting.amount,
    source: 'manual' as const,
    sourceName: 'Added manually',
    lastDay,
    ownerName: customer.name,
    shared: false,
  };
}
