import { type Db, statement } from './database.ts';

/** An insertion as SQL has it: of one row, of a few and of a batch. */
export type InsertSql = { readonly one: string; readonly few: string; readonly batch: string };
/** Rows on their way into a table, in order. Until they are flushed, the last of them may not be there yet. */
export type RowInserter = { add(row: readonly unknown[]): void; flush(): void };

const rowsPerBatch = 25;
const rowsPerFew = 5;

/** The insertion of rows whose values are written as `values`: `(?, ?, …)`. Made once per text, since prepared statements are found by theirs. */
export function insertSql(into: string, values: string): InsertSql {
  const sqlOf = (rows: number) => `INSERT INTO ${into} VALUES ${Array.from({ length: rows }, () => values).join(', ')}`;
  return { one: sqlOf(1), few: sqlOf(rowsPerFew), batch: sqlOf(rowsPerBatch) };
}

/** Inserts each row at once. */
export function insertOneByOne(db: Db, { one }: InsertSql): RowInserter {
  const insert = statement(db, one);
  return { add: (row) => void insert.run(row), flush: () => undefined };
}

/**
 * Inserts rows by the batch: beginning and ending a statement costs a third of what a row does. The caller flushes before
 * anything reads them; `first`: those that these rows point to.
 */
export function insertInBatches(db: Db, { one, few, batch }: InsertSql, first: RowInserter | null): RowInserter {
  const insert = statement(db, batch);
  const insertFew = statement(db, few);
  const insertOne = statement(db, one);
  let waiting: (readonly unknown[])[] = [];
  return {
    add(row) {
      if (waiting.push(row) < rowsPerBatch) return;
      first?.flush();
      insert.run(waiting.flat());
      waiting = [];
    },
    flush() {
      first?.flush();
      const inFews = waiting.length - (waiting.length % rowsPerFew);
      for (let at = 0; at < inFews; at += rowsPerFew) insertFew.run(waiting.slice(at, at + rowsPerFew).flat());
      for (const row of waiting.slice(inFews)) insertOne.run(row);
      waiting = [];
    },
  };
}
