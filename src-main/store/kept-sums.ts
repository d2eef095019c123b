import { endOfDay, isDay, isTimeZone } from '../../src-shared/days.ts';
import { entryKindNames, entryKindOf, entryKinds, type SummaryLine } from '../../src-shared/ledger/entry-kinds.ts';
import { tellsNegative } from '../../src-shared/ledger/summary.ts';
import { type Db, statement, value } from './database.ts';
import type { EntrySums, LotSaid } from './entry-sums.ts';
import { isKindCode } from './sealed-rows.ts';

/** Takes down something that is not as the entries say; `entry` where it is about one. */
export type Tell = (entry: number | null, problem: string) => void;

const pageSize = 1000;

/** The lines of a summary that the ledger keeps for each lot, and their columns. */
const keptLines: Record<SummaryLine, string> = {
  starting: 'starting',
  booked: 'booked',
  freeCancellations: 'free_cancellations',
  rollover: 'rollover',
  manual: 'manual',
  expired: 'expired',
  rolledOver: 'rolled_over',
};
/** How each of them is made of sums by kind, in the same order. */
const lineSums = (Object.keys(keptLines) as SummaryLine[]).map((line) => ({
  sign: tellsNegative.has(line) ? -1 : 1,
  codes: entryKindNames.filter((kind) => entryKinds[kind].line === line).map((kind) => entryKinds[kind].code),
}));

/** What the ledger keeps about lots, as sentences name it, and the columns. */
const kept = {
  customer: 'customer',
  credit: 'credit',
  membership: 'membership',
  lastDay: 'last_day',
  endsAt: 'ends_at',
  granted: 'granted',
  ...keptLines,
  left: 'left',
  open: 'open',
};
const keptNames = Object.keys(kept);
const lotsSql = `SELECT number, ${Object.values(kept).join(', ')} FROM lots WHERE number > ? ORDER BY number LIMIT ?`;

/** Compares every lot with what its entries say: that it is there, whose it is, its days and its sums. Yields after each page. */
export function* compareLots(db: Db, sums: EntrySums, tell: Tell): Generator<void, void, void> {
  const endsAt = endsOf(db);
  let last = 0;
  for (let done = 0; ; done = last) {
    // Not parsed by a schema: whatever a damaged row holds, it is not what the entries say.
    const rows = statement(db, lotsSql).raw(true).all(done, pageSize) as [number, ...unknown[]][];
    for (const row of rows) {
      const [number] = row;
      if (number !== last + 1) tell(null, `lot ${last + 1} is missing`);
      last = number;
      const said = sums.lot(number);
      if (said) compareLot(row, said, endsAt, tell);
      else tell(null, `lot ${number} has no entries`);
    }
    if (rows.length === 0 || last <= done) return;
    yield;
  }
}

function compareLot(row: readonly [number, ...unknown[]], said: LotSaid, endsAt: EndOf, tell: Tell): void {
  const { customer, credit, membership, lastDay, granted, kinds, left } = said;
  // In the order of `kept`.
  const expected = [customer, credit, membership, lastDay, endsAt(lastDay), granted];
  for (const { sign, codes } of lineSums) {
    let sum = 0;
    for (const code of codes) sum += kinds[code] ?? 0;
    expected.push(sign * sum);
  }
  expected.push(left, left > 0 ? 1 : 0);
  for (let place = 0; place < expected.length; place += 1) {
    if (row[place + 1] === expected[place]) continue;
    tell(null, `lot ${row[0]} says ${keptNames[place]} ${row[place + 1]}, its entries say ${expected[place]}`);
  }
  if (left < 0) tell(null, `lot ${row[0]} is below zero: ${left}`);
}

type EndOf = (lastDay: string | null) => number | null;

/** When lots with a last day end, in the studio's zone; each day worked out once. */
function endsOf(db: Db): EndOf {
  const zone = value(db, 'SELECT time_zone FROM studio');
  const timeZone = typeof zone === 'string' && isTimeZone(zone) ? zone : 'UTC';
  const known = new Map<string, number | null>();
  return (lastDay) => {
    if (lastDay === null) return null;
    // A day that is none is told by the entry's hash.
    const end = known.get(lastDay) ?? (isDay(lastDay) ? endOfDay(lastDay, timeZone) : null);
    known.set(lastDay, end);
    return end;
  };
}

/** Compares lots with their memberships: they wait exactly while it is paused. */
export function comparePauses(db: Db, tell: Tell): void {
  const astray = statement(
    db,
    `SELECT l.number, l.paused FROM lots l LEFT JOIN memberships m ON m.number = l.membership
     WHERE (l.paused IS NOT 0 OR l.left > 0) AND l.paused IS NOT (m.paused_from IS NOT NULL AND m.pause_at IS NULL) LIMIT 100`,
  ).raw(true);
  for (const [number, paused] of astray.all() as [number, unknown][]) {
    if (paused === 1) tell(null, `lot ${number} is paused, its membership is not`);
    else if (paused === 0) tell(null, `lot ${number} is not paused, its membership is`);
    else tell(null, `lot ${number} says paused ${paused}`);
  }
}

/** Compares the kept total of every credit and kind with what its entries say. */
export function compareTotals(db: Db, sums: EntrySums, tell: Tell): void {
  const rows = statement(db, 'SELECT credit, kind, total, entries FROM credit_totals').raw(true).all();
  for (const [credit, kind, total, entries] of rows as [number, number, number, number][]) {
    const said = sums.total(credit, kind);
    if (total === said.total && entries === said.entries) continue;
    const name = isKindCode(kind) ? entryKindOf(kind) : `kind ${kind}`;
    tell(null, `the total of ${name} for credit ${credit} is kept as ${total}, its entries say ${said.total}`);
  }
  if (rows.length < sums.totals) tell(null, 'a total of a credit is missing');
}
