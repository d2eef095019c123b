import { amountOf, isAmount } from '../amounts.ts';
import type { Amount, CreditNumber, CustomerNumber, Day, InstantMs, MembershipNumber } from '../ids.ts';
import type { EntryKind } from './entry-kinds.ts';
import { isOver, type Lot, type LotFacts } from './lot.ts';
import { type Decision, type Posting, planned, refused } from './posting.ts';

/** A last day with the instant at which it is over; both null for "never". */
export type Ending = { readonly lastDay: Day | null; readonly endsAt: InstantMs | null };

/** What adding by hand has to know; `membership` with the cycle that runs now, where the credit shall belong to one. */
export type AddRequest = {
  readonly customer: CustomerNumber;
  readonly credit: CreditNumber;
  readonly amount: Amount;
  readonly ending: Ending;
  readonly memo: string | null;
  readonly membership: { readonly number: MembershipNumber; readonly cycle: number | null } | null;
  readonly now: InstantMs;
  readonly today: Day;
};

/** A new lot of source `manual`; refused with `DATE_IN_THE_PAST` where its last day is over already. */
export function planManualAdd(request: AddRequest): Decision<Posting> {
  const { lastDay, endsAt } = request.ending;
  if (lastDay !== null && lastDay < request.today) return refused({ code: 'DATE_IN_THE_PAST', today: request.today });
  const lot: LotFacts = {
    customer: request.customer,
    credit: request.credit,
    source: 'manual',
    sourceName: 'Added manually',
    membership: request.membership?.number ?? null,
    cycle: request.membership?.cycle ?? null,
    benefit: null,
    rolls: 0,
    mayRoll: false,
    rolledFrom: null,
    validFrom: request.now,
    lastDay,
    endsAt,
  };
  return planned({ kind: 'manual_add', amount: request.amount, happenedAt: request.now, lot, memo: request.memo });
}

/** A lot's new remainder, new last day, or both; what is undefined stays. */
export type LotChange = {
  readonly left?: Amount | undefined;
  readonly ending?: Ending | undefined;
  readonly memo: string;
  readonly now: InstantMs;
  readonly today: Day;
};

/**
 * The entries that edit a lot: one of amount 0 that keeps both last days, one manual entry for the difference.
 * Refused: a new last day in the past; a remainder for a lot that is over and stays so.
 */
export function planLotChange(lot: Lot, change: LotChange): Decision<Posting[]> {
  const { ending, left, now } = change;
  const moves = ending !== undefined && ending.lastDay !== lot.lastDay;
  if (moves && ending.lastDay !== null && ending.lastDay < change.today) {
    return refused({ code: 'DATE_IN_THE_PAST', today: change.today });
  }
  const difference = left === undefined ? 0 : left - lot.left;
  if (difference !== 0 && !moves && isOver(lot, now)) {
    const expected = 'expected a last day from today on as well, because the last day of this credit is over';
    return refused({ code: 'INVALID_INPUT', field: 'lastDay', expected });
  }
  const postings: Posting[] = [];
  if (moves) postings.push(lastDayPosting(lot, ending, change.memo, now));
  if (difference !== 0) {
    const kind = difference > 0 ? 'manual_add' : 'manual_deduct';
    postings.push({ kind, amount: amountOf(difference), happenedAt: now, lot: lot.number, memo: change.memo || null });
  }
  return planned(postings);
}

/** The entry of amount 0 that moves a lot's last day; both dates stand in its memo. */
export function lastDayPosting(lot: Lot, ending: Ending, memo: string, happenedAt: InstantMs): Posting {
  const dates = `last day ${lot.lastDay ?? 'never'} → ${ending.lastDay ?? 'never'}`;
  return {
    kind: 'manual_add',
    amount: amountOf(0),
    happenedAt,
    lot: lot.number,
    memo: memo === '' ? dates : `${memo} (${dates})`,
    lastDayChange: { before: lot.lastDay, after: ending.lastDay, endsAt: ending.endsAt },
  };
}

/** The entries that empty lots; a lot with nothing left needs none. */
export function planLotsDeletion(lots: readonly Lot[], memo: string | null, now: InstantMs): Posting[] {
  return lots
    .filter((lot) => lot.left > 0)
    .map((lot) => ({
      kind: 'manual_deduct',
      amount: amountOf(-lot.left),
      happenedAt: now,
      lot: lot.number,
      memo: memo ?? 'Deleted',
    }));
}

/** What a reversal has to know of the entry that it undoes. */
export type ReversalRequest = {
  readonly entry: { readonly number: number; readonly kind: EntryKind; readonly amount: Amount };
  readonly reversedBy: number | null;
  readonly lot: Lot;
  readonly memo: string | null;
  readonly now: InstantMs;
};

/**
 * Undoes a `manual_add` or `manual_deduct` once. What goes back to a lot that is over expires again at once.
 * Refused: `NOT_REVERSIBLE` for other kinds and for changes of the last day, `ALREADY_REVERSED`, `INSUFFICIENT_CREDIT`
 * where the lot no longer holds what was added, `AMOUNT_OUT_OF_RANGE`.
 */
export function planReversal(request: ReversalRequest): Decision<{ postings: Posting[]; expiresAgain: boolean }> {
  const { entry, lot, now } = request;
  const reversible = (entry.kind === 'manual_add' || entry.kind === 'manual_deduct') && entry.amount !== 0;
  if (!reversible) return refused({ code: 'NOT_REVERSIBLE' });
  if (request.reversedBy !== null) return refused({ code: 'ALREADY_REVERSED', by: request.reversedBy });
  if (entry.amount > lot.left) {
    const requested = entry.amount;
    return refused({ code: 'INSUFFICIENT_CREDIT', requested, available: lot.left, endsBefore: amountOf(0) });
  }
  if (!isAmount(lot.left - entry.amount)) return refused({ code: 'AMOUNT_OUT_OF_RANGE' });
  const back: Posting = {
    kind: 'reversal',
    amount: amountOf(-entry.amount),
    happenedAt: now,
    lot: lot.number,
    memo: request.memo,
    reverses: entry.number,
  };
  const expiresAgain = back.amount > 0 && isOver(lot, now);
  if (!expiresAgain) return planned({ postings: [back], expiresAgain });
  const expiry: Posting = { kind: 'expiry', amount: entry.amount, happenedAt: now, lot: lot.number };
  return planned({ postings: [back, expiry], expiresAgain });
}
