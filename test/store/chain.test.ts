import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { canonicalEntry, genesis, hashEntry, type SealedEntry } from '../../src-main/store/chain.ts';
import { hashesAgain } from '../../src-main/store/sealed-rows.ts';
import type { Verified } from '../../src-main/store/verify.ts';
import { openStudio, openTestApp } from '../support/open-studio.ts';
import { ledgerIn, makeLedger, openUnguarded } from './ledger-rows.ts';
import { verifyInRanges, verifyWhole } from './verify-in-process.ts';

const grant: SealedEntry = {
  ...{ number: 1, id: '019b0000-0000-7000-8000-000000000001', transactionId: '019b0000-0000-7000-8000-00000000000a' },
  ...{ kind: 'grant', amount: 8, happenedAt: 1769814000000, recordedAt: 1769846400000 },
  ...{ lot: 1, customer: 3, credit: 2, membership: 1, usedBy: null, usedByLabel: null, staff: null, staffLabel: null },
  ...{ booking: null, forType: null, what: null, reference: null, memo: null, reverses: null },
  ...{
    externalId: null,
    importLine: null,
    importFile: null,
    importSha256: null,
    lastDayBefore: null,
    lastDayAfter: '2026-02-27',
  },
  opens: {
    ...{
      number: 1,
      id: '019b0000-0000-7000-8000-0000000000aa',
      source: 'plan',
      sourceName: 'Flow 8',
      cycle: 1,
      benefit: 1,
    },
    ...{ rolls: 0, mayRoll: 1, rolledFrom: null, validFrom: 1769814000000, externalId: null, measure: null },
  },
};
const use: SealedEntry = {
  ...{ number: 2, id: '019b0000-0000-7000-8000-000000000002', transactionId: '019b0000-0000-7000-8000-00000000000b' },
  ...{ kind: 'use', amount: -1, happenedAt: 1770022800000, recordedAt: 1770022800000 },
  ...{
    lot: 1,
    customer: 3,
    credit: 2,
    membership: 1,
    usedBy: 3,
    usedByLabel: 'Mara "M" Lindt – äöü 🧘',
    staff: 1,
    staffLabel: 'ada@example.org',
  },
  booking: {
    ...{ id: '019b0000-0000-7000-8000-0000000000bb', name: 'Reformer', resource: 4 },
    ...{ startsAt: 1770800400000, endsAt: 1770804000000, bookedBy: 'ada@example.org' },
  },
  ...{ forType: null, what: 'Reformer', reference: null, memo: null, reverses: null },
  ...{ externalId: 'history:x-1', importLine: 2, importFile: 'old-list.csv', importSha256: 'ab'.repeat(32) },
  ...{ lastDayBefore: null, lastDayAfter: null, opens: null },
};
const edit: SealedEntry = {
  ...grant,
  ...{ number: 3, kind: 'reversal', amount: 0, forType: 'print', reference: 'job-7', memo: 'line\nbreak', reverses: 2 },
  ...{ lastDayBefore: '2026-02-27', lastDayAfter: null, opens: null },
};

const measured: SealedEntry = {
  ...grant,
  number: 4,
  opens: grant.opens && { ...grant.opens, number: 2, measure: { kind: 'money', unit: 'EUR', decimals: 2 } },
};

/** Made once by hand, and never to be changed: ledgers that exist are proven against these. */
const golden = [
  {
    entry: grant,
    text: '[1,[1,"019b0000-0000-7000-8000-000000000001","019b0000-0000-7000-8000-00000000000a","grant",8,1769814000000,1769846400000],[1,3,2,1],[null,null,null,null],null,[null,null,null,null,null],[null,null,null,null],[null,"2026-02-27"],[[1,"019b0000-0000-7000-8000-0000000000aa","plan","Flow 8",1,1],[0,1,null,1769814000000,null]]]',
    hash: 'cd15590a6ee2dec07afc32eecd1af4d3745ca30140e6ccd230394acabfe6839d',
  },
  {
    entry: use,
    text: `[1,[2,"019b0000-0000-7000-8000-000000000002","019b0000-0000-7000-8000-00000000000b","use",-1,1770022800000,1770022800000],[1,3,2,1],[3,"Mara \\"M\\" Lindt – äöü 🧘",1,"ada@example.org"],["019b0000-0000-7000-8000-0000000000bb","Reformer",4,1770800400000,1770804000000,"ada@example.org"],[null,"Reformer",null,null,null],["history:x-1",2,"old-list.csv","${'ab'.repeat(32)}"],[null,null],null]`,
    hash: '97091776b5cca5b36e1273bd8848b8f3203f3d2d96c7340fe05999c201b7d2f5',
  },
  {
    entry: edit,
    text: '[1,[3,"019b0000-0000-7000-8000-000000000001","019b0000-0000-7000-8000-00000000000a","reversal",0,1769814000000,1769846400000],[1,3,2,1],[null,null,null,null],null,["print",null,"job-7","line\\nbreak",2],[null,null,null,null],["2026-02-27",null],null]',
    hash: '995eac60a9554ea55008dfad54970cf7336a914d9461f4b0d6b7d345001289e9',
  },
  {
    entry: measured,
    text: '[2,[4,"019b0000-0000-7000-8000-000000000001","019b0000-0000-7000-8000-00000000000a","grant",8,1769814000000,1769846400000],[1,3,2,1],[null,null,null,null],null,[null,null,null,null,null],[null,null,null,null],[null,"2026-02-27"],[[2,"019b0000-0000-7000-8000-0000000000aa","plan","Flow 8",1,1],[0,1,null,1769814000000,null],["money","EUR",2]]]',
    hash: '979c23f6d5835997f0645ce5245801b906e8b9620123f1078cf26ee21ff21c39',
  },
];

test('golden entries have the canonical texts and hashes that they have always had', () => {
  let previous = genesis;
  for (const { entry, text, hash } of golden) {
    expect(canonicalEntry(entry)).toBe(text);
    previous = hashEntry(previous, entry);
    expect(Buffer.from(previous).toString('hex')).toBe(hash);
  }
});

/** The ledger as somebody with a tool of their own has it before them: no trigger is left. */
async function openTampered(): Promise<{ db: Database.Database; dataDir: string }> {
  const dataDir = await makeLedger();
  return { db: openUnguarded(ledgerIn(dataDir)), dataDir };
}

/** What a verification finds, in one go and, the same, in ranges of any length. */
function verify(db: Database.Database): Verified {
  const whole = verifyWhole(db);
  for (const rangeEntries of [1, 2, 3, 7]) expect(verifyInRanges(db, rangeEntries)).toEqual(whole);
  return whole;
}

/** What a verification finds after a change, which is taken back. */
function verifyAfter(db: Database.Database, sql: string): Verified {
  db.exec('BEGIN');
  try {
    const { changes } = db.prepare(sql).run();
    if (changes === 0) throw new Error(`nothing was changed by ${sql}`);
    return verify(db);
  } finally {
    db.exec('ROLLBACK');
  }
}

/** Another value of the same type, that passes for one. */
const otherValue = (column: string) => `CASE typeof(${column}) WHEN 'integer' THEN ${column} + 1
  WHEN 'text' THEN ${column} || 'x' WHEN 'blob' THEN randomblob(32) ELSE 1 END`;

const columnsOf = (db: Database.Database, table: string) =>
  db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];

/** Changes to one row that has something in the column (or, where none has, to any row). */
function tamperings(db: Database.Database, table: string, column: string): string[] {
  const row = db.prepare(`SELECT rowid FROM ${table} ORDER BY ${column} IS NULL, rowid DESC LIMIT 1`).pluck().get();
  const change = `UPDATE ${table} SET ${column} = ${otherValue(column)} WHERE rowid = ${row}`;
  const { isNullable } = db
    .prepare('SELECT NOT "notnull" AND NOT pk AS isNullable FROM pragma_table_info(?) WHERE name = ?')
    .get(table, column) as { isNullable: number };
  const isSet = db.prepare(`SELECT ${column} IS NOT NULL FROM ${table} WHERE rowid = ${row}`).pluck().get();
  return isNullable && isSet ? [change, `UPDATE ${table} SET ${column} = NULL WHERE rowid = ${row}`] : [change];
}

test('whichever column of an entry is changed, the entry is named', async () => {
  const { db } = await openTampered();
  expect(verify(db)).toMatchObject({ ok: true, problems: [] });
  for (const column of columnsOf(db, 'entries').filter((name) => name !== 'number')) {
    for (const sql of tamperings(db, 'entries', column)) {
      const entry = Number(/rowid = (\d+)/.exec(sql)?.[1]);
      const found = verifyAfter(db, sql);
      expect([sql, found.ok, found.problems.some((one) => one.entry === entry)]).toEqual([sql, false, true]);
    }
  }
});

/** What entries show of other tables: all of it is sealed with them, or follows from them. */
const shown: Readonly<Record<string, readonly string[]>> = {
  bookings: ['number', 'id', 'name', 'resource', 'starts_at', 'ends_at', 'booked_by'],
  labels: ['number', 'text'],
  transactions: ['number', 'id', 'import'],
  imports: ['number', 'file_name', 'sha256'],
  credits: ['kind', 'unit', 'decimals'],
};

test.each(Object.entries(shown))('what entries show of %s can not be changed unseen', async (table, columns) => {
  const { db } = await openTampered();
  for (const column of columns) {
    for (const sql of tamperings(db, table, column)) {
      const { ok, problems } = verifyAfter(db, sql);
      expect([sql, ok, problems.some((one) => one.entry !== null)]).toEqual([sql, false, true]);
    }
  }
});

test('whichever column of a lot is changed, its facts, its days and its sums, it is found', async () => {
  const { db } = await openTampered();
  for (const column of columnsOf(db, 'lots')) {
    for (const sql of tamperings(db, 'lots', column)) expect([sql, verifyAfter(db, sql).ok]).toEqual([sql, false]);
  }
});

test('kept totals that are not what the entries give are found, and so are missing and added rows', async () => {
  const { db } = await openTampered();
  const changes = [
    'UPDATE credit_totals SET total = total + 1 WHERE (credit, kind) IN (SELECT credit, kind FROM credit_totals LIMIT 1)',
    'UPDATE credit_totals SET entries = entries + 1 WHERE (credit, kind) IN (SELECT credit, kind FROM credit_totals LIMIT 1)',
    'DELETE FROM credit_totals WHERE kind = 2',
    'INSERT INTO credit_totals SELECT max(credit) + 1, 1, 5, 1 FROM credit_totals',
    'DELETE FROM entries WHERE number = 3',
    'DELETE FROM entries WHERE number = (SELECT max(number) FROM entries)',
    'DELETE FROM entries',
    'DELETE FROM lots WHERE number = 1',
    'DELETE FROM lots WHERE number = (SELECT max(number) FROM lots)',
    'UPDATE entries SET number = number + 1000 WHERE number = (SELECT max(number) FROM entries)',
    'UPDATE entries SET number = -number WHERE number = 1',
    `INSERT INTO entries SELECT (SELECT max(number) + 1 FROM entries), ${columnsOf(db, 'entries').slice(1)} FROM entries WHERE number = 2`,
    "INSERT INTO lots (id, customer, credit, source, source_name, valid_from) VALUES ('x', 1, 1, 'manual', 1, 0)",
  ];
  for (const sql of changes) expect([sql, verifyAfter(db, sql).ok]).toEqual([sql, false]);
});

test('the app says which entry is not as it was recorded', async () => {
  const { db, dataDir } = await openTampered();
  db.exec('UPDATE entries SET amount = 3 WHERE number = (SELECT number FROM entries WHERE kind = 6)');
  const { number } = db.prepare('SELECT number FROM entries WHERE kind = 6').get() as { number: number };
  db.close();
  const { desk } = await openTestApp({ dataDir, now: '2026-03-20T08:00:00Z' });
  const { ok, problems } = await desk.ledger.verify({});
  expect(ok).toBe(false);
  expect(problems).toContainEqual({
    entry: number,
    problem: 'the entry is not as it was recorded: its hash does not match',
  });
  expect(problems.some(({ problem }) => /^lot \d+ says left \d+, its entries say \d+$/.test(problem))).toBe(true);
});

test('entries of the first version, which did not cover what amounts mean, are proven as they were', async () => {
  const { db } = await openTampered();
  const count = db.prepare('SELECT count(*) FROM entries').pluck().get() as number;
  const change = db.prepare('UPDATE entries SET hash = ? WHERE number = ?');
  let previous = genesis.toString('hex');
  for (let number = 1; number <= count; number += 1) {
    previous = hashesAgain(db, number, previous).at(-1) ?? '';
    change.run(Buffer.from(previous, 'hex'), number);
  }
  expect(verify(db)).toMatchObject({ ok: true, entries: count, head: previous });
});

test('a ledger without entries is proven too', async () => {
  const { desk } = await openStudio();
  expect(await desk.ledger.verify({})).toEqual({ ok: true, entries: 0, head: '00'.repeat(32), problems: [] });
});
