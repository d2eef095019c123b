import { type Db, statement } from './database.ts';
import { EntryColumns, type EntryRow, entryRowSql, type LotRow, lotRowSql } from './entry-columns.ts';
import { lotsOfScope, type StoreScope } from './usage-scope.ts';

const batch = 5000;

/** The entries of a scope's lots, read now. For scopes of some thousand entries; larger ones are in `whole-ledger.ts`. */
export function loadScopeColumns(db: Db, scope: StoreScope): EntryColumns {
  const { sql, params } = lotsOfScope(scope);
  const columns = new EntryColumns();
  const lots = statement(db, `SELECT ${lotRowSql} FROM lots l WHERE ${sql}`).raw(true);
  for (const lot of lots.iterate(params)) columns.lots.set(lot as LotRow);
  const entries = statement(
    db,
    `SELECT ${entryRowSql} FROM lots l CROSS JOIN entries e INDEXED BY entries_by_lot ON e.lot = l.number WHERE ${sql}`,
  ).raw(true);
  let rows: EntryRow[] = [];
  for (const row of entries.iterate(params)) {
    rows.push(row as EntryRow);
    if (rows.length < batch) continue;
    columns.add(rows);
    rows = [];
  }
  columns.add(rows);
  return columns;
}

/** True where a scope has more than `most` entries; it counts no further. */
export function hasMoreEntries(db: Db, scope: StoreScope, most: number): boolean {
  const { sql, params } = lotsOfScope(scope);
  const counted = statement(
    db,
    `SELECT count(*) FROM (SELECT 1 FROM lots l CROSS JOIN entries e INDEXED BY entries_by_lot ON e.lot = l.number
     WHERE ${sql} LIMIT @upTo)`,
  ).pluck(true);
  return (counted.get({ ...params, upTo: most + 1 }) as number) > most;
}
