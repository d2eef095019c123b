import { describe, expect, test } from 'vitest';
import { entriesIn, historyFile, importLedger, outcomeOf, tableSizes } from './import-ledger.ts';

const lotsIn = (db: ReturnType<typeof importLedger>['db']) =>
  db
    .prepare(
      'SELECT external_id AS id, granted, starting, booked, manual, left, last_day AS lastDay, ends_at AS endsAt FROM lots ORDER BY number',
    )
    .all();
const on = (day: number) => `2026-03-${String(day).padStart(2, '0')}T12:00:00Z`;

describe('rows of one customer, credit and lot id form a lot', () => {
  test('that is granted what the file says, at its first row in time, and keeps its last day', () => {
    const { db, path } = importLedger();
    const lot = { lot_external_id: 'P1', lot_granted: 10 };
    outcomeOf(
      path,
      historyFile([
        { ...lot, used_on: on(9), amount: 2 },
        { ...lot, used_on: on(4), amount: 3, lot_last_day: '2026-03-31' },
      ]),
    );
    expect(lotsIn(db)).toEqual([
      {
        id: 'P1',
        granted: 10,
        starting: 10,
        booked: 5,
        manual: 0,
        left: 5,
        lastDay: '2026-03-31',
        endsAt: Date.parse('2026-03-31T22:00:00Z'),
      },
    ]);
    expect(entriesIn(db).map(({ kind, amount, at, line }) => ({ kind, amount, at, line }))).toEqual([
      { kind: 1, amount: 10, at: on(4), line: null },
      { kind: 2, amount: -3, at: on(4), line: 3 },
      { kind: 2, amount: -2, at: on(9), line: 2 },
    ]);
  });

  test('that is granted just what its rows take where the file does not say, so that it ends at zero', () => {
    const { db, path } = importLedger();
    outcomeOf(path, historyFile([{ amount: 4 }, { amount: 3 }, { credit: 'Room', credit_kind: 'time', amount: 90 }]));
    expect(lotsIn(db)).toMatchObject([
      { id: null, granted: 7, booked: 7, left: 0 },
      { id: null, granted: 90, booked: 90, left: 0 },
    ]);
  });

  test('in which what is given back is there for what is taken later', () => {
    const { db, path } = importLedger();
    const rows = [
      { used_on: on(1), amount: 5 },
      { used_on: on(2), amount: 5, entry: 'free_cancellation' },
      { used_on: on(3), amount: 4 },
      { used_on: on(4), amount: 2, entry: 'manual_add', description: 'Goodwill' },
      { used_on: on(5), amount: 3, entry: 'Removed manually' },
    ];
    expect(outcomeOf(path, historyFile(rows))).toMatchObject({ accepted: 5, rejectedTotal: 0 });
    expect(lotsIn(db)).toMatchObject([{ granted: 5, booked: 9, manual: -1, left: 0 }]);
    expect(entriesIn(db).find((entry) => entry.kind === 6)?.memo).toBe('Goodwill');
  });

  test('whose grant is told by a row and by what it began with begins with it once, wherever the row stands', () => {
    const lot = { lot_external_id: 'P1', lot_granted: 10 };
    const granted = { ...lot, used_on: on(1), amount: 10, entry: 'grant', external_id: 'G' };
    const used = { ...lot, used_on: on(1), amount: 3, external_id: 'U' };
    for (const rows of [
      [granted, used],
      [used, { ...granted, lot_granted: '' }],
    ]) {
      const { db, path } = importLedger();
      expect(outcomeOf(path, historyFile(rows))).toMatchObject({ accepted: 2, created: { entries: 2 } });
      expect(lotsIn(db)).toMatchObject([{ granted: 10, starting: 10, booked: 3, left: 7 }]);
    }
    const { db, path } = importLedger();
    outcomeOf(path, historyFile([used]));
    expect(outcomeOf(path, historyFile([granted]))).toMatchObject({
      rejected: [{ reason: 'is the grant that its lot began with, which an earlier import brought in' }],
    });
    outcomeOf(path, historyFile([{ ...granted, used_on: on(5), external_id: 'G2' }]));
    expect(lotsIn(db)).toMatchObject([{ granted: 10, starting: 20, left: 17 }]);
  });

  test('that needs no grant where its first row adds enough', () => {
    const { db, path } = importLedger();
    outcomeOf(
      path,
      historyFile([
        { used_on: on(1), amount: 8, entry: 'grant' },
        { used_on: on(2), amount: 3 },
      ]),
    );
    expect(lotsIn(db)).toMatchObject([{ granted: 8, starting: 8, left: 5 }]);
    expect(entriesIn(db)).toHaveLength(2);
  });
});

describe('a row that would take its lot below zero is refused', () => {
  const lot = { lot_external_id: 'P1', lot_granted: 5 };

  test('in order of time, not of lines; what is smaller still goes in', () => {
    const { db, path } = importLedger();
    const outcome = outcomeOf(
      path,
      historyFile([
        { ...lot, used_on: on(3), amount: 2 },
        { ...lot, used_on: on(2), amount: 9 },
        { ...lot, used_on: on(1), amount: 3 },
        { ...lot, used_on: on(4), amount: 1 },
      ]),
    );
    expect(outcome.rejected).toEqual([
      { line: 3, reason: 'takes 9, but its lot has only 2 left by then', value: '9' },
      { line: 5, reason: 'takes 1, but its lot has only 0 left by then', value: '1' },
    ]);
    expect(lotsIn(db)).toMatchObject([{ granted: 5, booked: 5, left: 0 }]);
  });

  test('and refused again when the file comes again, though a later row adds to the lot', () => {
    const { db, path } = importLedger();
    const file = historyFile([
      { ...lot, used_on: on(1), amount: 9 },
      { ...lot, used_on: on(2), amount: 9, entry: 'manual_add' },
    ]);
    expect(outcomeOf(path, file)).toMatchObject({ accepted: 1, rejectedTotal: 1 });
    const before = tableSizes(db);
    expect(outcomeOf(path, file)).toMatchObject({ accepted: 0, skipped: 1, rejectedTotal: 1 });
    expect(tableSizes(db)).toEqual({ ...before, imports: 2 });
  });

  test('a lot of which every row is refused is not made, nor is its customer', () => {
    const { db, path } = importLedger();
    const outcome = outcomeOf(path, historyFile([{ ...lot, amount: 6 }]));
    expect(outcome).toMatchObject({ accepted: 0, created: { customers: 0, credits: 0, lots: 0, entries: 0 } });
    expect(tableSizes(db)).toMatchObject({ customers: 0, credits: 0, lots: 0, entries: 0, transactions: 0 });
  });

  test('and so are rows that contradict what the lot’s first line says of it', () => {
    const { path } = importLedger();
    const rows = [
      { ...lot, lot_last_day: '2026-05-01' },
      { ...lot, lot_granted: 6 },
      { ...lot, lot_last_day: '2026-05-02' },
    ];
    expect(outcomeOf(path, historyFile(rows)).rejected.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '3: says that its lot began with 6, but line 2 says 5',
      '4: says that its lot’s last day is 2026-05-02, but line 2 says 2026-05-01',
    ]);
  });

  test('sums never leave the range of amounts', () => {
    const { path } = importLedger();
    const most = '9007199254740991';
    const outcome = outcomeOf(
      path,
      historyFile([
        { amount: most, used_on: on(1) },
        { amount: 1, customer_name: 'Ben' },
      ]),
    );
    expect(outcome).toMatchObject({
      accepted: 1,
      rejected: [{ line: 3, reason: 'would take the sums of its credit beyond 9,007,199,254,740,991' }],
    });
    expect(outcomeOf(path, historyFile([{ amount: 2, external_id: 'later' }]))).toMatchObject({
      accepted: 0,
      rejectedTotal: 1,
    });
  });

  test('and where they would, the lot that began later is the one that is refused', () => {
    const { path } = importLedger();
    const rows = [
      { amount: '9007199254740991', used_on: on(9) },
      { amount: 1, customer_name: 'Ben', used_on: on(1) },
    ];
    expect(outcomeOf(path, historyFile(rows))).toMatchObject({ accepted: 1, rejected: [{ line: 2 }] });
  });
});

describe('a later file of the same lots', () => {
  test('goes on with a lot whose grant was told, and can’t take more than it has', () => {
    const { db, path } = importLedger();
    const lot = { lot_external_id: 'P1', lot_granted: 5 };
    outcomeOf(path, historyFile([{ ...lot, external_id: 'A', amount: 3 }]));
    const later = historyFile([
      { ...lot, external_id: 'A', amount: 3 },
      { lot_external_id: 'P1', external_id: 'B', amount: 2, used_on: on(20) },
      { lot_external_id: 'P1', external_id: 'C', amount: 1, used_on: on(21) },
    ]);
    expect(outcomeOf(path, later)).toMatchObject({
      accepted: 1,
      skipped: 1,
      rejected: [{ line: 4 }],
      created: { lots: 0, entries: 1 },
    });
    expect(lotsIn(db)).toMatchObject([{ granted: 5, booked: 5, left: 0 }]);
  });

  test('lets a lot grow that was granted what its rows take, even by rows from before its first', () => {
    const { db, path } = importLedger();
    outcomeOf(path, historyFile([{ external_id: 'A', amount: 3 }]));
    outcomeOf(path, historyFile([{ external_id: 'B', amount: 2, used_on: on(1) }]));
    expect(lotsIn(db)).toMatchObject([{ granted: 3, starting: 5, booked: 5, left: 0 }]);
    const below = db
      .prepare(
        'SELECT min(balance) FROM (SELECT sum(amount) OVER (ORDER BY happened_at, number) AS balance FROM entries)',
      )
      .pluck()
      .get();
    expect(below).toBe(0);
  });
});

describe('a row is taken once', () => {
  test('by its external id, whatever line it stands in and whatever is around it', () => {
    const { path } = importLedger();
    outcomeOf(path, historyFile([{ external_id: 'A' }, { external_id: 'B' }]));
    expect(
      outcomeOf(path, historyFile([{ external_id: 'C' }, { external_id: 'B' }, { external_id: 'A' }])),
    ).toMatchObject({ accepted: 1, skipped: 2 });
  });

  test('without one, by what it says and its place among those that say the same', () => {
    const { path } = importLedger();
    const twice = historyFile([{}, {}, { amount: 2 }]);
    expect(outcomeOf(path, twice)).toMatchObject({ accepted: 3 });
    expect(outcomeOf(path, twice)).toMatchObject({ accepted: 0, skipped: 3 });
    expect(outcomeOf(path, historyFile([{ amount: 2 }, {}, {}, {}]))).toMatchObject({ accepted: 1, skipped: 3 });
  });

  test('without one, wherever its columns stand, and beside a column that says nothing', () => {
    const { path } = importLedger();
    const cells = ['Mara Lindt', 'Class', 'session', '1', '2026-03-05'];
    const header = ['customer_name', 'credit', 'credit_kind', 'amount', 'used_on'];
    const file = (lines: readonly (readonly string[])[]) => lines.map((line) => line.join(',')).join('\n');
    expect(outcomeOf(path, file([header, cells, cells]))).toMatchObject({ accepted: 2 });
    const turned = [header.toReversed(), cells.toReversed(), cells.toReversed(), cells.toReversed()];
    expect(outcomeOf(path, file(turned))).toMatchObject({ accepted: 1, skipped: 2 });
    const wider = file([
      [...header, 'description'],
      [...cells, ''],
      [...cells, 'Yoga'],
    ]);
    expect(outcomeOf(path, wider)).toMatchObject({ accepted: 1, skipped: 1 });
  });

  test('an external id twice in a file counts once where it says the same, and is refused where it does not', () => {
    const { path } = importLedger();
    const file = historyFile([{ external_id: 'A' }, { external_id: 'A' }, { external_id: 'A', amount: 5 }]);
    expect(outcomeOf(path, file)).toMatchObject({ accepted: 1, skipped: 1, rejected: [{ line: 4, value: 'A' }] });
  });
});

test('a preview writes nothing and promises exactly what the import does', () => {
  const { db, path } = importLedger();
  const file = historyFile([
    { amount: 3 },
    { customer_name: 'Ben', amount: 'x' },
    { customer_name: 'Cleo', lot_external_id: 'P', lot_granted: 1, amount: 2 },
  ]);
  const before = tableSizes(db);
  const preview = outcomeOf(path, file, { apply: false });
  expect(tableSizes(db)).toEqual(before);
  const { importId, ...run } = outcomeOf(path, file);
  expect(preview).toEqual({ ...run, importId: null });
  expect(importId).toEqual(expect.any(String));
});

test('a history needs its customers and credits only once, and money has the currency’s decimals', () => {
  const { db, path } = importLedger();
  outcomeOf(
    path,
    historyFile([
      { credit_kind: 'money', credit: 'Café' },
      { credit_kind: 'Money', credit: ' cafe', customer_name: 'MARA  LINDT' },
      { credit: 'Café' },
    ]),
  );
  expect(db.prepare('SELECT name, kind, unit, decimals FROM credits ORDER BY number').all()).toMatchObject([
    { name: 'Café', kind: 'money', unit: 'EUR', decimals: 2 },
    { name: 'Café', kind: 'session', decimals: 0 },
  ]);
  expect(db.prepare('SELECT name FROM customers').all()).toEqual([{ name: 'Mara Lindt' }]);
  const noKind = outcomeOf(
    path,
    historyFile([
      { credit: 'Cafe', credit_kind: '' },
      { credit: 'Yoga', credit_kind: '' },
    ]),
    { apply: false },
  );
  expect(noKind.rejected.map(({ reason }) => reason)).toEqual([
    'has no kind of credit, and there are credits of several kinds named Cafe: expected one of session, time, money, printing, pass',
    'has no kind of credit, and the catalogue has no credit named Yoga: expected one of session, time, money, printing, pass',
  ]);
});

test('of credits whose names differ in case alone, only the one that is written just so is taken', () => {
  const { db, path } = importLedger();
  const insert = db.prepare("INSERT INTO credits (id, name, kind, unit, decimals) VALUES (?, ?, 'session', '', 0)");
  for (const name of ['Class', 'class']) insert.run(name, name);
  const rows = ['class', 'CLASS'].flatMap((credit) => [{ credit }, { credit, credit_kind: '' }]);
  const outcome = outcomeOf(path, historyFile(rows));
  expect(outcome.rejected.map(({ line, reason }) => [line, reason])).toEqual([
    [4, 'may be one of several credits named CLASS'],
    [5, 'may be one of several credits named CLASS'],
  ]);
  const used = 'SELECT DISTINCT k.name FROM entries e JOIN credits k ON k.number = e.credit';
  expect(db.prepare(used).pluck().all()).toEqual(['class']);
});

test('a row after its lot’s last day is refused: the lot had expired', () => {
  const { db, path } = importLedger();
  const lot = { lot_external_id: 'P1', lot_granted: 5, lot_last_day: '2026-03-10' };
  const outcome = outcomeOf(
    path,
    historyFile([
      { ...lot, used_on: '2026-03-10 23:59:59' },
      { ...lot, used_on: '2026-03-11' },
    ]),
  );
  expect(outcome).toMatchObject({
    accepted: 1,
    rejected: [{ line: 3, reason: 'comes after its lot’s last day, 2026-03-10' }],
  });
  expect(lotsIn(db)).toMatchObject([{ id: 'P1', booked: 1, left: 4 }]);
});

test('and so it is where an earlier file made the lot, by the last day that the lot has now', () => {
  const { db, path } = importLedger();
  const lot = { lot_external_id: 'P1' };
  outcomeOf(path, historyFile([{ ...lot, used_on: '2026-01-05', lot_last_day: '2026-01-31' }]));
  const later = historyFile([
    { ...lot, used_on: '2026-01-31 23:59:59' },
    { ...lot, used_on: '2026-02-01' },
  ]);
  expect(outcomeOf(path, later)).toMatchObject({
    accepted: 1,
    rejected: [{ line: 3, reason: 'comes after its lot’s last day, 2026-01-31' }],
  });
  expect(lotsIn(db)).toMatchObject([{ starting: 2, booked: 2, left: 0 }]);
  const prolonged = Date.parse('2026-02-10T23:00:00Z');
  db.prepare("UPDATE lots SET last_day = '2026-02-10', ends_at = ?").run(prolonged);
  expect(outcomeOf(path, later)).toMatchObject({ accepted: 1, skipped: 1 });
});
