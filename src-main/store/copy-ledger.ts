import { z } from 'zod';
import { all, type Db, value } from './database.ts';

const rowsAtOnce = 250;

/** Kept by the trigger on entries: they come out of the entries again and are not copied. */
const derivedTables = new Set(['credit_totals']);
const derivedOfLots = [
  'granted',
  'starting',
  'booked',
  'free_cancellations',
  'rollover',
  'manual',
  'expired',
  'rolled_over',
  'left',
];

const tableSchema = z.object({ name: z.string(), withoutRowid: z.number() });
const columnSchema = z.object({ name: z.string() });

/**
 * Copies everything from another ledger file, attached to `db` under the name `source`, into an empty one of the same format, piece
 * by piece; every trigger of the ledger sees the rows. Yields the pieces' sizes. The caller holds the write transaction of `db`.
 */
export function* copyLedger(db: Db, source: string): Generator<number, void, void> {
  const tables = all(
    db,
    tableSchema,
    `SELECT t.name, t.wr AS withoutRowid FROM pragma_table_list t JOIN ${source}.sqlite_schema s ON s.name = t.name
     WHERE t.schema = ? AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY s.rowid`,
    [source],
  );
  for (const { name, withoutRowid } of tables) {
    if (derivedTables.has(name)) continue;
    const columns = columnsOf(db, name, source);
    const copy = `INSERT INTO main.${name} (${columns}) SELECT ${columns} FROM ${source}.${name}`;
    yield* withoutRowid === 1 ? copyAtOnce(db, copy) : copyInPieces(db, name, source, copy);
  }
}

function columnsOf(db: Db, table: string, source: string): string {
  const names = all(db, columnSchema, 'SELECT name FROM pragma_table_info(?, ?)', [table, source]).map(
    (row) => row.name,
  );
  return names.filter((name) => table !== 'lots' || !derivedOfLots.includes(name)).join(', ');
}

function* copyAtOnce(db: Db, copy: string): Generator<number, void, void> {
  yield db.prepare(copy).run().changes;
}

/** In order of the rows' numbers, as the ledger wants its entries and lots. */
function* copyInPieces(db: Db, table: string, source: string, copy: string): Generator<number, void, void> {
  const last = (value(db, `SELECT max(rowid) FROM ${source}.${table}`) as number | null) ?? 0;
  const piece = db.prepare(`${copy} WHERE rowid > ? AND rowid <= ? ORDER BY rowid`);
  for (let from = 0; from < last; from += rowsAtOnce) yield piece.run(from, from + rowsAtOnce).changes;
}
