import { AMOUNT_MAX } from '../../src-shared/amounts.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import type { EntryKind } from '../../src-shared/ledger/entry-kinds.ts';
import type { KnownLot } from './import-plan.ts';
import { figure } from './unreadable-file.ts';

/** A row of a lot, as far as its balance goes. `amount` has its sign. */
export type LotRow = {
  readonly line: number;
  readonly at: InstantMs;
  readonly amount: number;
  readonly kind?: EntryKind;
  /** What the row says that the lot began with; null: nothing. */
  readonly granted: number | null;
};
/** What becomes of a lot's rows: those that go in, in order of time, what is granted at the first of them, and the refused. */
export type FilledLot<Row> = {
  readonly grant: number;
  readonly grantedByRows: boolean;
  readonly rows: readonly Row[];
  readonly refused: readonly { readonly row: Row; readonly reason: string }[];
};

/**
 * Decides one lot's rows so that it is below zero at no time: in order of time (then line), each row that would take a granted
 * lot below zero is refused and the rest goes on. Where nobody says what the lot began with, it is granted the least that lets
 * every row in, which is just what its rows take. A row that is the grant which the file says that the lot began with comes first and
 * takes the place of another. `room`: how much may be added before sums leave the range of amounts.
 */
export function fillLot<Row extends LotRow>(
  rows: readonly Row[],
  known: KnownLot | null,
  room: number,
): FilledLot<Row> {
  const refused: { row: Row; reason: string }[] = [];
  const rule = grantRule(rows, known);
  const agreeing = rows.filter((row) => {
    const reason = contradiction(row, rule, known);
    if (reason !== null) refused.push({ row, reason });
    return reason === null;
  });
  const sorted = agreeing.toSorted((a, b) => a.at - b.at || a.line - b.line);
  const opening = known ? undefined : openingGrant(sorted, rule.amount);
  const inTime = opening ? [opening, ...sorted.filter((row) => row !== opening)] : sorted;
  const grantedByRows = rule.amount === null;
  const start = rule.amount === null || known || opening ? 0 : rule.amount;
  const accepted = grantedByRows ? inTime : takeWhatIsThere(inTime, start, known, refused);
  const grant = grantedByRows ? leastGrant(inTime, known) : start;
  if (addedBy(accepted, grant) <= room) return { grant, grantedByRows, rows: accepted, refused };
  const tooMuch = 'would take the sums of its credit beyond 9,007,199,254,740,991';
  return {
    grant: 0,
    grantedByRows,
    rows: [],
    refused: [...refused, ...accepted.map((row) => ({ row, reason: tooMuch }))],
  };
}

/** What a row says against what is known of how its lot began, or null. */
function contradiction(row: LotRow, rule: GrantRule, known: KnownLot | null): string | null {
  if (row.granted !== null && row.granted !== rule.amount)
    return `says that its lot began with ${figure(row.granted)}, but ${rule.by}`;
  const beganAt = known?.entries.reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY) ?? 0;
  if (known && row.kind === 'grant' && row.amount === rule.amount && row.at <= beganAt)
    return 'is the grant that its lot began with, which an earlier import brought in';
  return null;
}

/** The row that is the very grant with which the file says that the lot began: of that amount, at the lot's first instant. Rows are in order of time. */
function openingGrant<Row extends LotRow>(inTime: readonly Row[], began: number | null): Row | undefined {
  return inTime.find((row) => row.kind === 'grant' && row.amount === began && row.at === inTime[0]?.at);
}

/** All that a lot's rows and grant add; infinite where that is beyond exact figures. */
export function addedBy(rows: readonly LotRow[], grant: number): number {
  let added = grant;
  for (const row of rows) {
    if (row.amount > 0) added += row.amount;
    if (added > AMOUNT_MAX) return Number.POSITIVE_INFINITY;
  }
  return added;
}

type GrantRule = { readonly amount: number | null; readonly by: string };

/** What the lot begins with (null: what its rows take), and who says so: an earlier import first, then the first line that names it. */
function grantRule(rows: readonly LotRow[], known: KnownLot | null): GrantRule {
  if (known?.grantedByRows) return { amount: null, by: 'an earlier import granted it what its rows took' };
  if (known) return { amount: known.granted, by: `an earlier import says ${figure(known.granted)}` };
  const [named] = rows.filter((row) => row.granted !== null).toSorted((a, b) => a.line - b.line);
  return { amount: named?.granted ?? null, by: `line ${figure(named?.line ?? 0)} says ${figure(named?.granted ?? 0)}` };
}

function takeWhatIsThere<Row extends LotRow>(
  inTime: readonly Row[],
  start: number,
  known: KnownLot | null,
  refused: { row: Row; reason: string }[],
): Row[] {
  const before = leastLeftFrom(known);
  let change = start;
  return inTime.filter((row) => {
    const left = change + before(row.at);
    if (left + row.amount < 0) {
      refused.push({ row, reason: tooLittle(row, left, change + balanceAt(known, row.at)) });
      return false;
    }
    change += row.amount;
    return true;
  });
}

/** Why a row can't take what it says: there was not as much then, or it has gone since (by what an earlier import brought, or because it expired). */
function tooLittle(row: LotRow, left: number, then: number): string {
  const takes = `takes ${figure(-row.amount)}, but `;
  if (then === left) return `${takes}its lot has only ${figure(left)} left by then`;
  return `${takes}its lot has only ${figure(left)} left of the ${figure(then)} that it had then: the rest was used, deducted or expired later`;
}

/** What the entries that are there leave in a lot at an instant. */
function balanceAt(known: KnownLot | null, at: InstantMs): number {
  return (known?.entries ?? []).reduce((sum, entry) => (entry.at <= at ? sum + entry.amount : sum), 0);
}

/** The least amount that, granted at the first row, keeps the lot from ever being below zero. */
function leastGrant(inTime: readonly LotRow[], known: KnownLot | null): number {
  const before = leastLeftFrom(known);
  let change = 0;
  let lacking = 0;
  for (const row of inTime) {
    change += row.amount;
    lacking = Math.max(lacking, -(change + before(row.at)));
  }
  return lacking;
}

/** For an instant: the least that the entries which are there leave in the lot at any time from then on. */
function leastLeftFrom(known: KnownLot | null): (at: InstantMs) => number {
  if (known === null) return () => 0;
  const entries = known.entries.toSorted((a, b) => a.at - b.at);
  let balance = 0;
  const steps = entries.map((entry) => {
    balance += entry.amount;
    return { at: entry.at, least: balance };
  });
  for (let index = steps.length - 2; index >= 0; index--) {
    const step = steps[index];
    const next = steps[index + 1];
    if (step && next) step.least = Math.min(step.least, next.least);
  }
  return (at) => {
    // Entries of the same instant come first: what they leave is there for the row. Before the first, the lot holds nothing.
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : (steps[low - 1]?.least ?? 0);
  };
}
