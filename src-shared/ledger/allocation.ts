import { AMOUNT_MAX, amountOf, sumAmounts } from '../amounts.ts';
import type { Amount, CreditNumber, InstantMs, LotNumber } from '../ids.ts';
import { isOver, type Lot, spendingOrder } from './lot.ts';
import { type Decision, type Posting, planned, refused } from './posting.ts';

/** A lot that may pay, and whether it is a company's that shares its credit. */
export type Candidate = Lot & { readonly shared: boolean };

/** What one lot pays: its remainder before and after, in the credit's smallest unit. */
export type AllocationLine = {
  readonly lot: Candidate;
  readonly amount: Amount;
  readonly before: Amount;
  readonly after: Amount;
};

/** What is asked for. `coverUntil`: the instant that a paying lot must outlast (the session's start), or null where only now counts. */
export type SpendingRequest = {
  readonly amount: Amount;
  readonly now: InstantMs;
  readonly coverUntil: InstantMs | null;
};

/** What a caller saw in a preview, lot by lot in the order of spending. */
export type ExpectedLine = { readonly lot: LotNumber; readonly amount: number };

/**
 * Which lots pay, in the order of spending (domain.md, Which lots pay): the customer's own before a company's, then by
 * `spendingOrder`, all of one credit: the first whose lots suffice alone. Refused with `INSUFFICIENT_CREDIT` (with what is
 * available and what is left but ends before the session starts) where none suffices.
 */
export function planAllocation(candidates: readonly Candidate[], request: SpendingRequest): Decision<AllocationLine[]> {
  const payable = candidates.filter((lot) => canPayNow(lot, request.now)).sort(byOwnerThenSpendingOrder);
  const covering = byCredit(payable.filter((lot) => covers(lot, request.coverUntil)));
  const endingBefore = byCredit(payable.filter((lot) => !covers(lot, request.coverUntil)));
  const suffices = covering.find((lots) => totalLeft(lots) >= request.amount);
  if (suffices) return planned(takeInOrder(suffices, request.amount));
  return refused({
    code: 'INSUFFICIENT_CREDIT',
    requested: request.amount,
    available: mostOf(covering),
    endsBefore: mostOf(endingBefore),
  });
}

/** The decision, if it is exactly what a preview showed; otherwise `BALANCE_CHANGED`, also where the credit no longer suffices. No expectation: as it is. */
export function asExpected(
  decision: Decision<AllocationLine[]>,
  expected: readonly ExpectedLine[] | undefined,
): Decision<AllocationLine[]> {
  if (expected === undefined) return decision;
  const same =
    decision.ok &&
    expected.length === decision.plan.length &&
    decision.plan.every(
      (line, place) => expected[place]?.lot === line.lot.number && expected[place]?.amount === line.amount,
    );
  return same ? decision : refused({ code: 'BALANCE_CHANGED' });
}

/** The entries of an allocation: one of `kind` per lot, negative, at one instant. */
export function spend(
  lines: readonly AllocationLine[],
  kind: 'use' | 'manual_deduct',
  happenedAt: InstantMs,
  memo: string | null = null,
): Posting[] {
  return lines.map((line) => ({ kind, amount: amountOf(-line.amount), happenedAt, lot: line.lot.number, memo }));
}

function canPayNow(lot: Candidate, now: InstantMs): boolean {
  return lot.left > 0 && !lot.paused && lot.validFrom <= now && !isOver(lot, now);
}

function covers(lot: Candidate, until: InstantMs | null): boolean {
  return until === null || lot.endsAt === null || lot.endsAt > until;
}

function byOwnerThenSpendingOrder(a: Candidate, b: Candidate): number {
  return Number(a.shared) - Number(b.shared) || spendingOrder(a, b);
}

/** Lots by credit, credits in the order of their first lot. */
function byCredit(lots: readonly Candidate[]): Candidate[][] {
  const groups = new Map<CreditNumber, Candidate[]>();
  for (const lot of lots) {
    const group = groups.get(lot.credit);
    if (group) group.push(lot);
    else groups.set(lot.credit, [lot]);
  }
  return [...groups.values()];
}

/** What lots hold together; capped at the largest amount, which suffices for any request. */
function totalLeft(lots: readonly Candidate[]): Amount {
  return sumAmounts(lots.map((lot) => lot.left)) ?? amountOf(AMOUNT_MAX);
}

/** The most that the lots of any one credit hold together: different credits are never added. */
function mostOf(credits: readonly Candidate[][]): Amount {
  return amountOf(Math.max(0, ...credits.map(totalLeft)));
}

function takeInOrder(lots: readonly Candidate[], amount: Amount): AllocationLine[] {
  const lines: AllocationLine[] = [];
  let missing: number = amount;
  for (const lot of lots) {
    if (missing === 0) break;
    const taken = Math.min(lot.left, missing);
    missing -= taken;
    lines.push({ lot, amount: amountOf(taken), before: lot.left, after: amountOf(lot.left - taken) });
  }
  return lines;
}
