import { type Db, statement } from './database.ts';
import { EntryColumns, type EntryRow, entryRowSql, type LotRow, lotRowSql } from './entry-columns.ts';
import { lastEntryNumber } from './last-entry.ts';

type Whole = {
  readonly columns: EntryColumns;
  /** The highest numbers that have been read. */
  lastLot: number;
  lastEntry: number;
};

/** How many rows are read at once: some milliseconds' worth. */
const slice = 1000;

const known = new WeakMap<Db, Whole>();

/**
 * The whole ledger's entries, kept in memory for as long as the connection lives: some 60 bytes each. Entries never change, so
 * that only those are read that came since; reads all that is missing. Call it where few are missing (`readWholeLedger` first).
 */
export function wholeLedger(db: Db): EntryColumns {
  for (const _ of readWholeLedger(db));
  const { columns } = wholeOf(db);
  lookUpPauses(db, columns);
  return columns;
}

/** True where so few entries are missing in memory that reading them is not felt. */
export function isWholeLedgerRead(db: Db): boolean {
  const last = lastEntryNumber(db);
  return last - wholeOf(db).lastEntry <= slice;
}

/** Reads what is missing of the whole ledger in slices; yields how many entries are in memory after each. */
export function* readWholeLedger(db: Db): Generator<number, void, void> {
  const whole = wholeOf(db);
  // What one slice reads is of one state of the file, whoever else writes.
  const read = db.transaction(() => readSlice(db, whole));
  while (read.deferred()) yield whole.lastEntry;
}

function wholeOf(db: Db): Whole {
  const found = known.get(db);
  if (found) return found;
  const whole = { columns: new EntryColumns(), lastLot: 0, lastEntry: 0 };
  whole.columns.reserve(roomFor(lastEntryNumber(db)));
  known.set(db, whole);
  return whole;
}

/** A year's more, and never so little that it has to grow soon. */
function roomFor(entries: number): number {
  return Math.ceil(entries * 1.2) + 10_000;
}

/** True while there may be more. */
function readSlice(db: Db, whole: Whole): boolean {
  const { lots } = whole.columns;
  const newLots = statement(db, `SELECT ${lotRowSql} FROM lots l WHERE l.number > ? ORDER BY l.number LIMIT ${slice}`)
    .raw(true)
    .all(whole.lastLot) as LotRow[];
  for (const lot of newLots) lots.set(lot);
  whole.lastLot = newLots.at(-1)?.[0] ?? whole.lastLot;
  if (newLots.length === slice) return true;
  const sql = `SELECT ${entryRowSql}, e.opens_lot = 0 AND e.last_day_after IS NOT e.last_day_before FROM entries e
    WHERE e.number > ? ORDER BY e.number LIMIT ${slice}`;
  const entries = statement(db, sql).raw(true).all(whole.lastEntry) as [...EntryRow, number][];
  whole.columns.add(entries as unknown as EntryRow[]);
  whole.lastEntry = entries.at(-1)?.[0] ?? whole.lastEntry;
  const moved = new Set(entries.filter((row) => row[10] === 1).map((row) => row[1]));
  for (const lot of moved) lots.set(lotNumbered(db, lot));
  return entries.length === slice;
}

/** A lot whose last day an entry moved. */
function lotNumbered(db: Db, number: number): LotRow {
  return statement(db, `SELECT ${lotRowSql} FROM lots l WHERE l.number = ?`).raw(true).get(number) as LotRow;
}

/** Pausing and resuming write no entries: few lots are paused, and they are looked up each time. */
function lookUpPauses(db: Db, { lots }: EntryColumns): void {
  lots.paused.fill(0);
  const numbers = statement(db, 'SELECT number FROM lots WHERE paused = 1').pluck(true).all() as number[];
  for (const number of numbers) {
    const place = lots.places.get(number);
    if (place !== undefined) lots.paused[place] = 1;
  }
}
