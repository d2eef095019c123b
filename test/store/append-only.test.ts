import { expect, test } from 'vitest';
import { entryKindNames, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { ledgerIn, makeLedger, openRaw } from './ledger-rows.ts';

test('every table is STRICT, so that no column ever holds another type', async () => {
  const db = openRaw(ledgerIn(await makeLedger()));
  const tables = db
    .prepare(
      "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all() as { name: string; strict: number }[];
  expect(tables.length).toBeGreaterThan(20);
  expect(tables.filter((table) => table.strict !== 1)).toEqual([]);
});

const entryColumns = `id, tx, lot, kind, amount, happened_at, recorded_at, customer, credit, membership, opens_lot, used_by,
  used_by_label, staff, staff_label, booking, for_type, what, reference, memo, reverses, external_id, import_line,
  last_day_before, last_day_after, hash`;
const copyOf = (number: string, where: string) =>
  `(number, ${entryColumns}) SELECT ${number}, ${entryColumns} FROM entries WHERE ${where}`;
const next = '(SELECT max(number) + 1 FROM entries)';

const attacks: readonly (readonly [string, string])[] = [
  ['an update', 'UPDATE entries SET amount = 100 WHERE number = 1'],
  ['an update or replace', 'UPDATE OR REPLACE entries SET number = 2 WHERE number = 1'],
  ['an update or ignore', 'UPDATE OR IGNORE entries SET memo = NULL WHERE number = 1'],
  ['an update from another table', 'UPDATE entries SET amount = l.left FROM lots l WHERE l.number = entries.lot'],
  ['a deletion', 'DELETE FROM entries WHERE number = 1'],
  ['a deletion of everything', 'DELETE FROM entries'],
  ['an insert or replace', `INSERT OR REPLACE INTO entries ${copyOf('1', 'number = 2')}`],
  ['a replace', `REPLACE INTO entries ${copyOf('3', 'number = 1')}`],
  ['a replace by an external id', `REPLACE INTO entries ${copyOf(next, 'external_id IS NOT NULL LIMIT 1')}`],
  ['a replace by a reversal', `REPLACE INTO entries ${copyOf(next, 'reverses IS NOT NULL LIMIT 1')}`],
  ['an upsert', `INSERT INTO entries ${copyOf('1', 'number = 2')} ON CONFLICT (number) DO UPDATE SET amount = 100`],
  ['a gap', `INSERT INTO entries ${copyOf('1000', 'number = 1')}`],
  ['a number below 1', `INSERT INTO entries ${copyOf('-1', 'number = 1')}`],
  ['an update of a label', "UPDATE labels SET text = 'another' WHERE number = 1"],
  ['a replace of a label by its number', "REPLACE INTO labels (number, text, folded) VALUES (1, 'another', 'another')"],
  [
    'a replace of a label by its text',
    'REPLACE INTO labels (number, text, folded) SELECT 999, text, folded FROM labels WHERE number = 1',
  ],
  ['a deletion of a label', 'DELETE FROM labels WHERE number = 1'],
  ['an update of what a lot is', 'UPDATE lots SET customer = 2 WHERE number = 1'],
  ['an update or replace of a lot', 'UPDATE OR REPLACE lots SET number = 2 WHERE number = 1'],
  ['a deletion of a lot', 'DELETE FROM lots WHERE number = 1'],
  [
    'a replace of a lot',
    "REPLACE INTO lots (number, id, customer, credit, source, source_name, valid_from) VALUES (1, 'x', 1, 1, 'manual', 1, 0)",
  ],
  [
    'a replace of a lot by its id',
    "REPLACE INTO lots (number, id, customer, credit, source, source_name, valid_from) SELECT max(number) + 1, min(id), 1, 1, 'manual', 1, 0 FROM lots",
  ],
  ['an update of a transaction', "UPDATE transactions SET id = 'x' WHERE number = 1"],
  ['a replace of a transaction', "REPLACE INTO transactions (number, id, operation) VALUES (1, 'x', 'y')"],
  ['a deletion of a transaction', 'DELETE FROM transactions WHERE number = 1'],
  ['an update of what the figures of a credit mean', 'UPDATE credits SET decimals = decimals + 1 WHERE number = 1'],
  ['an update or replace of a credit', "UPDATE OR REPLACE credits SET id = 'x' WHERE number = 1"],
  [
    'a replace of a credit by its number',
    "REPLACE INTO credits (number, id, name, kind, unit, decimals) VALUES (1, 'x', 'Class', 'money', 'EUR', 2)",
  ],
  [
    'a replace of a credit by its id',
    "REPLACE INTO credits (id, name, kind, unit, decimals) SELECT id, name, 'money', 'EUR', 2 FROM credits LIMIT 1",
  ],
  ['a deletion of a credit', 'DELETE FROM credits WHERE number = 1'],
];

test('what the ledger holds is neither changed nor removed, whatever the connection and its settings', async () => {
  const db = openRaw(ledgerIn(await makeLedger()));
  const everything = () =>
    ['entries', 'labels', 'lots', 'transactions'].map((table) =>
      JSON.stringify(db.prepare(`SELECT * FROM ${table} ORDER BY number`).all()),
    );
  const before = everything();
  expect(db.prepare('SELECT count(*) FROM entries WHERE reverses IS NOT NULL').pluck().get()).toBeGreaterThan(0);
  expect(db.prepare('SELECT count(*) FROM entries WHERE external_id IS NOT NULL').pluck().get()).toBeGreaterThan(0);
  const passed = attacks.filter(([, sql]) => {
    try {
      db.exec(sql);
      return true;
    } catch (error) {
      return !/only grows|never|without gaps/.test((error as Error).message);
    }
  });
  expect(passed.map(([what]) => what)).toEqual([]);
  expect(everything()).toEqual(before);
});

test("the triggers' numbers of kinds are those of the table of kinds", async () => {
  const db = openRaw(ledgerIn(await makeLedger()));
  const kinds = db.prepare('SELECT DISTINCT kind FROM entries ORDER BY kind').pluck().all();
  expect(kinds).toEqual(entryKindNames.map((kind) => entryKinds[kind].code).sort((a, b) => a - b));
  const sums = db
    .prepare(`SELECT sum(starting) AS grant, -sum(booked) AS use, sum(free_cancellations) AS free_cancellation,
    sum(rollover) AS rollover_in, -sum(rolled_over) AS rollover_out, -sum(expired) AS expiry FROM lots`)
    .get() as Record<string, number>;
  const sumOf = db.prepare('SELECT sum(amount) FROM entries WHERE kind = ?').pluck();
  for (const [kind, sum] of Object.entries(sums))
    expect([kind, sumOf.get(entryKinds[kind as 'grant'].code)]).toEqual([kind, sum]);
});
