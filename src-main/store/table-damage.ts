import { z } from 'zod';
import { all, type Db } from './database.ts';

const tableSchema = z.object({ name: z.string() });

/** The ledger's tables, in the order in which they were made. */
export function loadTableNames(db: Db): string[] {
  const sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
  return all(db, tableSchema, sql).map(({ name }) => name);
}

/** What is wrong with a table, its rows or its indexes, in a sentence that says what to do; null where they agree. Some seconds for a million rows, during which nothing else can be heard. */
export function damageInTable(db: Db, table: string): string | null {
  const found = String(db.pragma(`integrity_check("${table}")`, { simple: true }));
  if (found === 'ok') return null;
  const detail = found.replaceAll(/\s+/g, ' ').trim();
  return `the table ${table} is not whole (${detail}): lists and figures that use it can be wrong. Close Tallydesk, keep a copy of the ledger file, and put the latest backup in its place`;
}
