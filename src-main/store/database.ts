import type BetterSqlite3 from 'better-sqlite3';
import type { z } from 'zod';

/** An open ledger file. */
export type Db = BetterSqlite3.Database;
/** What a statement's `?` and `@name` take. */
export type Params = readonly unknown[] | Record<string, unknown>;

const prepared = new WeakMap<Db, Map<string, BetterSqlite3.Statement>>();

/** The prepared statement of an SQL text, prepared once per connection. */
export function statement(db: Db, sql: string): BetterSqlite3.Statement {
  const statements = prepared.get(db) ?? new Map<string, BetterSqlite3.Statement>();
  prepared.set(db, statements);
  const found = statements.get(sql) ?? db.prepare(planOnce(sql));
  statements.set(sql, found);
  return found;
}

/**
 * An SQL text whose plan does not depend on what is bound: `= ?` becomes `= +?`, which means the same. SQLite 3.54 otherwise
 * looks at the values while it plans, and to be able to it prepares nearly every statement anew each time that it is bound:
 * a look-up by key took 18 µs instead of 3.
 */
export function planOnce(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|(\?|@\w+)/g, (found, parameter?: string) => (parameter ? `+${parameter}` : found));
}

type Immediately = BetterSqlite3.Transaction<(work: () => unknown) => unknown>;
const transactions = new WeakMap<Db, Immediately>();

/** Runs work in one immediate transaction: all that it writes is kept, or, where it throws, nothing. */
export function immediately<Answer>(db: Db, work: () => Answer): Answer {
  // Made once per connection: making it takes longer than a transaction's beginning and end.
  const transaction = transactions.get(db) ?? db.transaction((inside: () => unknown) => inside());
  transactions.set(db, transaction);
  return transaction.immediate(work) as Answer;
}

/** What SQLite says where the disk is full or the file can't be written (any more): all of it can still be read. */
const unwritable = /^SQLITE_(FULL|READONLY(_\w+)?|IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|SHMSIZE))$/;

/** True for an error that tells of a ledger that can't be written, and of nothing else. */
export function isUnwritable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && unwritable.test(String(error.code));
}

/** All rows of a query, each parsed by the schema. */
export function all<Row extends z.ZodType>(db: Db, schema: Row, sql: string, params: Params = []): z.infer<Row>[] {
  return statement(db, sql)
    .all(params)
    .map((row) => schema.parse(row));
}

/** The first row of a query, parsed by the schema, or null. */
export function first<Row extends z.ZodType>(
  db: Db,
  schema: Row,
  sql: string,
  params: Params = [],
): z.infer<Row> | null {
  const row = statement(db, sql).get(params);
  return row === undefined ? null : schema.parse(row);
}

/** The first column of the first row of a query, or null; the caller parses it. */
export function value(db: Db, sql: string, params: Params = []): unknown {
  const row = statement(db, sql).raw(true).get(params) as unknown[] | undefined;
  return row?.[0] ?? null;
}

/** Runs a statement that changes rows; the number of rows changed and the new row's number. */
export function run(db: Db, sql: string, params: Params = []): { changes: number; row: number } {
  const result = statement(db, sql).run(params);
  return { changes: result.changes, row: Number(result.lastInsertRowid) };
}
