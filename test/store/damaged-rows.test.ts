import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { callByName } from '../router/operations.ts';
import { openTestApp } from '../support/open-studio.ts';
import { ledgerIn, makeLedger, openRaw, openUnguarded } from './ledger-rows.ts';
import { verifyInRanges, verifyWhole } from './verify-in-process.ts';

/** What a cell may hold after damage, whatever its column's type. */
const anything = [
  "x'ff00fe'",
  "CAST(x'c328ff' AS TEXT)",
  "'a' || char(0) || 'b'",
  "'use'",
  "'1,2],[3'",
  '1.5',
  '9e300',
  '9223372036854775807',
  '-9223372036854775808',
  'NULL',
];

/** The ledger with tables that take anything. */
async function openLax(): Promise<Database.Database> {
  const path = ledgerIn(await makeLedger());
  const db = openUnguarded(path);
  db.unsafeMode();
  db.pragma('writable_schema = ON');
  const types = ['INTEGER', 'TEXT', 'BLOB'];
  const lax = types.reduce(
    (sql, type) => `replace(${sql}, '${type} NOT NULL', '${type}')`,
    "replace(replace(sql, ') STRICT, WITHOUT', ') WITHOUT'), ') STRICT', ')')",
  );
  db.exec(`UPDATE sqlite_schema SET sql = ${lax} WHERE type = 'table' AND name <> 'studio'`);
  db.close();
  return openRaw(path);
}

const proven: Readonly<Record<string, RegExp>> = {
  entries: /./,
  lots: /./,
  labels: /^(number|text)$/,
  transactions: /^(number|id)$/,
  bookings: /^(number|id|name|resource|starts_at|ends_at|booked_by)$/,
  imports: /^(number|file_name|sha256)$/,
  credit_totals: /^(credit|kind|total|entries)$/,
};

test.each(Object.entries(proven))(
  'whatever a row of %s holds after damage, it is told and nothing breaks',
  async (table, names) => {
    const db = await openLax();
    expect(verifyWhole(db)).toMatchObject({ ok: true });
    const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
    let changes = 0;
    for (const column of columns.filter((name) => names.test(name))) {
      for (const damage of anything) {
        db.exec('BEGIN');
        try {
          if (!tryChange(db, table, column, damage)) continue;
          changes += 1;
          const whole = verifyWhole(db);
          expect([column, damage, whole.ok]).toEqual([column, damage, false]);
          expect(verifyInRanges(db, 2).problems[0]).toEqual(whole.problems[0]);
        } finally {
          db.exec('ROLLBACK');
        }
      }
    }
    expect(changes).toBeGreaterThan(columns.length);
  },
);

test('a lot that is called open though nothing is left in it keeps nothing from going on, and is told', async () => {
  const dataDir = await makeLedger();
  const db = openRaw(ledgerIn(dataDir));
  const spent = 'SELECT number FROM lots WHERE left = 0 AND ends_at IS NOT NULL LIMIT 1';
  expect(db.prepare(`UPDATE lots SET open = 1 WHERE number = (${spent})`).run().changes).toBe(1);
  db.close();
  const { desk } = await openTestApp({ dataDir, now: '2027-06-01T08:00:00Z' });
  const { ok, problems } = await desk.ledger.verify({});
  expect([ok, problems.length]).toEqual([false, 1]);
});

test('an entry whose lot is not there: lists that would hold it say that the file is damaged, and the rest goes on', async () => {
  const dataDir = await makeLedger();
  const db = openUnguarded(ledgerIn(dataDir));
  expect(db.prepare('DELETE FROM lots WHERE number = (SELECT max(lot) FROM entries)').run().changes).toBe(1);
  db.close();
  const { desk } = await openTestApp({ dataDir, now: '2026-03-20T08:00:00Z' });
  for (let asked = 0; asked < 2; asked += 1) {
    expect(await callByName(desk, 'usage.entries', { scope: { studio: true } })).toMatchObject({
      code: 'LEDGER_UNAVAILABLE',
      message: expect.stringMatching(
        /^The ledger file is damaged \(entry \d+ is of lot \d+, which is not there\)\. Close Tallydesk, keep a copy/,
      ),
    });
  }
  expect(await desk.app.status({})).toMatchObject({ state: 'ready', problem: null });
  expect((await desk.customers.search({})).rows.length).toBeGreaterThan(0);
  expect(await desk.ledger.verify({})).toMatchObject({ ok: false });
});

/** Changes one row that holds something else; false where SQLite itself does not take it (a row's number is always whole). */
function tryChange(db: Database.Database, table: string, column: string, damage: string): boolean {
  const key = table === 'credit_totals' ? '(credit, kind)' : 'number';
  try {
    const sql = `UPDATE ${table} SET ${column} = ${damage} WHERE ${key} IN (SELECT ${key.replace(/[()]/g, '')} FROM ${table}
      WHERE ${column} IS NOT ${damage} ORDER BY ${column} IS NULL LIMIT 1)`;
    return db.prepare(sql).run().changes === 1;
  } catch (error) {
    if (error instanceof Error && /constraint|datatype mismatch/.test(error.message)) return false;
    throw error;
  }
}
