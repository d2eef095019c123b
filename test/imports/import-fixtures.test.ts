import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportOutcome } from '../../src-main/imports/run-import.ts';
import { entriesIn, historyFile, importLedger, outcomeOf, tableSizes } from './import-ledger.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/imports/${name}`, import.meta.url));
const cdnow = fixture('history-cdnow.csv');
const nexudus = fixture('nexudus-use-history.json');

describe('the history of 2,357 real customers', () => {
  let ledger: ReturnType<typeof importLedger>;
  let outcome: ImportOutcome;
  beforeAll(() => {
    ledger = importLedger(afterAll);
    outcome = outcomeOf(ledger.path, { path: cdnow });
  });

  test('imports completely, to the figures that the file holds', () => {
    const { db } = ledger;
    expect(outcome).toMatchObject({
      format: 'history',
      rows: 13_830,
      accepted: 13_830,
      skipped: 0,
      rejectedTotal: 0,
      created: { customers: 2357, credits: 2, lots: 4706, entries: 18_536 },
    });
    const rows = readFileSync(cdnow, 'utf8').trim().split('\n').slice(1);
    const used = (credit: string) =>
      rows
        .map((row) => row.split(','))
        .filter((cells) => cells[3] === credit)
        .reduce((sum, cells) => sum + Number(cells[6]), 0);
    const totals = db
      .prepare(
        'SELECT c.name, c.kind, c.decimals, sum(l.booked) AS booked, sum(l.starting) AS starting, sum(l.left) AS left FROM lots l JOIN credits c ON c.number = l.credit GROUP BY c.number ORDER BY c.name',
      )
      .all();
    expect(totals).toEqual([
      { name: 'Discs', kind: 'session', decimals: 0, booked: used('Discs'), starting: used('Discs'), left: 0 },
      {
        name: 'Store money',
        kind: 'money',
        decimals: 2,
        booked: used('Store money'),
        starting: used('Store money'),
        left: 0,
      },
    ]);
  });

  test('adds nothing when it is imported again, and the preview says so', () => {
    const { db, path } = ledger;
    const before = { ...tableSizes(db), imports: 2 };
    const again = {
      accepted: 0,
      skipped: 13_830,
      rejectedTotal: 0,
      created: { customers: 0, credits: 0, lots: 0, entries: 0 },
    };
    expect(outcomeOf(path, { path: cdnow }, { apply: false })).toMatchObject(again);
    expect(outcomeOf(path, { path: cdnow })).toMatchObject(again);
    expect(tableSizes(db)).toEqual(before);
  });

  test('keeps file name, line and SHA-256 with each row', () => {
    const { db } = ledger;
    const { importId, sha256 } = outcome;
    expect(sha256).toBe(createHash('sha256').update(readFileSync(cdnow)).digest('hex'));
    expect(
      db.prepare('SELECT id, file_name, sha256, format, staff FROM imports ORDER BY number LIMIT 1').all(),
    ).toEqual([{ id: importId, file_name: 'history-cdnow.csv', sha256, format: 'history', staff: 1 }]);
    const m7 = entriesIn(db).find((entry) => entry.externalId === 'history:M7');
    expect(m7).toMatchObject({
      customer: 'Customer 00050',
      amount: -679,
      line: 15,
      what: 'Order of 1997-01-01',
      at: '1997-01-01T12:00:00Z',
    });
    expect(
      db
        .prepare('SELECT count(*) FROM entries e JOIN transactions t ON t.number = e.tx WHERE t.import IS NULL')
        .pluck()
        .get(),
    ).toBe(0);
  });
});

describe('the use history of Nexudus', () => {
  test('imports completely, each lot granted just enough and never below zero', () => {
    const { db, path } = importLedger();
    expect(outcomeOf(path, { path: nexudus })).toMatchObject({
      format: 'nexudus-use-history',
      rows: 186,
      accepted: 186,
      rejectedTotal: 0,
      created: { customers: 5, credits: 1, lots: 24 },
    });
    const records: { CoworkerBookingCreditId: number; CreditUsed: number }[] = JSON.parse(
      readFileSync(nexudus, 'utf8'),
    ).Records;
    const sum = (id: string, sign: 1 | -1) =>
      records
        .filter((record) => String(record.CoworkerBookingCreditId) === id && Math.sign(record.CreditUsed) === sign)
        .reduce((total, record) => total + record.CreditUsed, 0);
    const lots = db.prepare('SELECT external_id AS id, booked, manual, starting, left FROM lots').all() as {
      id: string;
      booked: number;
      manual: number;
      starting: number;
      left: number;
    }[];
    for (const lot of lots) expect(lot).toMatchObject({ booked: sum(lot.id, 1), manual: Math.abs(sum(lot.id, -1)) });
    // Lot 500113 had used 255 before its last 60 were added: it must have begun with 255, and 60 are left.
    expect(lots.find((lot) => lot.id === '500113')).toMatchObject({ starting: 255, left: 60 });
    expect(lots.filter((lot) => lot.left !== 0)).toHaveLength(1);
    expect(lowestBalances(db)).toEqual([]);
  });

  test('adds nothing when it is imported again', () => {
    const { db, path } = importLedger();
    outcomeOf(path, { path: nexudus });
    const before = { ...tableSizes(db), imports: 2 };
    expect(outcomeOf(path, { path: nexudus })).toMatchObject({ accepted: 0, skipped: 186, rejectedTotal: 0 });
    expect(tableSizes(db)).toEqual(before);
  });

  test('tells bookings, events, invoices, notes and who recorded them apart', () => {
    const { db, path } = importLedger();
    outcomeOf(path, { path: nexudus });
    const seen = (externalId: string) =>
      db
        .prepare(
          `SELECT e.for_type AS forType, w.text AS what, r.text AS reference, m.text AS memo, s.text AS staff, u.text AS usedBy,
             b.name AS booking, b.external_id AS bookingId FROM entries e LEFT JOIN labels w ON w.number = e.what
           LEFT JOIN labels r ON r.number = e.reference LEFT JOIN labels m ON m.number = e.memo LEFT JOIN labels s ON s.number = e.staff_label
           LEFT JOIN labels u ON u.number = e.used_by_label LEFT JOIN bookings b ON b.number = e.booking WHERE e.external_id = ?`,
        )
        .get(`nexudus-use-history:${externalId}`);
    const none = {
      forType: null,
      reference: null,
      memo: null,
      booking: null,
      bookingId: null,
      staff: 'admin@example.org',
    };
    expect(seen('5d9dc9f8-1818-4811-892f-902bd23f0824')).toEqual({
      ...none,
      what: 'Boardroom',
      usedBy: 'ines@example.org',
      booking: 'Boardroom',
      bookingId: '954303',
    });
    expect(seen('93bd04cf-0fd6-40f1-b29d-0da9953f48f1')).toEqual({
      ...none,
      forType: 'event',
      what: 'Pitch night',
      reference: 'Member ticket, attendee 6821',
      usedBy: 'ines@example.org',
    });
    expect(seen('923a7369-94e3-4f91-9a61-dbe22e44158b')).toEqual({
      ...none,
      forType: 'invoice',
      what: 'INV-01625',
      reference: 'line 31353, invoice 17998',
      usedBy: 'ines@example.org',
    });
    expect(seen('b0a844e5-2587-4e6b-9c9b-cf35873be078')).toEqual({
      ...none,
      what: null,
      usedBy: null,
      memo: 'Goodwill after heating failure',
    });
  });
});

/** Lots that were below zero at some time, if their entries are read in order of time. */
function lowestBalances(db: ReturnType<typeof importLedger>['db']): unknown[] {
  return db
    .prepare(
      `SELECT lot, min(balance) AS lowest FROM (SELECT lot, sum(amount) OVER (PARTITION BY lot ORDER BY happened_at, number) AS balance FROM entries)
       GROUP BY lot HAVING lowest < 0`,
    )
    .all();
}

test('a file with broken rows brings in the good ones and names the others by line, with the reason and what they say', () => {
  const { db, path } = importLedger();
  const file = historyFile([
    { external_id: 'A1' },
    { amount: 'two' },
    { amount: 0 },
    { amount: -3 },
    { amount: '29.33' },
    { used_on: '2026-02-30' },
    { used_on: '' },
    { credit_kind: 'bread' },
    { entry: 'gift' },
    { entry: 'reversal' },
    { customer_name: '' },
    { customer_email: 'mara at home' },
    { credit: '' },
    { lot_granted: 'x', lot_external_id: 'P' },
    { lot_last_day: '2026-13-01' },
    { amount: '9007199254740993' },
    { customer_name: 'M\uFFFDller' },
    { external_id: 'A1', amount: 2 },
    { external_id: 'A2' },
  ]);
  const outcome = outcomeOf(path, file);
  expect(outcome).toMatchObject({ rows: 19, accepted: 2, skipped: 0, rejectedTotal: 17 });
  expect(outcome.rejected.map(({ line, reason, value }) => `${line}: ${reason} [${value}]`)).toEqual([
    '3: amount is not a number: expected a whole number in the smallest unit [two]',
    '4: amount is 0: expected a whole number greater than 0 [0]',
    '5: amount is negative, but the kind of the entry gives the sign: expected a whole number greater than 0 [-3]',
    '6: amount is not a whole number: amounts are counted in the smallest unit, so 29.33 is 2933 [29.33]',
    '7: used_on is not a day of the calendar between 1900 and 9999 [2026-02-30]',
    '8: used_on is empty: expected a date such as 2026-03-31 []',
    '9: credit_kind is not a kind of credit: expected session, time, money, printing or pass [bread]',
    '10: entry is not a kind of entry: expected one of grant, use, free_cancellation, rollover_in, rollover_out, manual_add, manual_deduct, expiry [gift]',
    '11: entry is not a kind of entry: expected one of grant, use, free_cancellation, rollover_in, rollover_out, manual_add, manual_deduct, expiry [reversal]',
    '12: names no customer: expected a name, an e-mail address or an external id []',
    '13: customer_email is not an e-mail address [mara at home]',
    '14: credit is empty: expected the name of a credit []',
    '15: lot_granted is not a number: expected a whole number in the smallest unit [x]',
    '16: lot_last_day is not a day of the calendar between 1900 and 9999 [2026-13-01]',
    '17: amount is beyond 9,007,199,254,740,991, the largest amount that the ledger takes [9007199254740993]',
    '18: customer_name has characters that were lost to a wrong encoding (\uFFFD) [M\uFFFDller]',
    '19: has the external id of line 2, but says something else [A1]',
  ]);
  expect(entriesIn(db).map(({ kind, amount, line }) => [kind, amount, line])).toEqual([
    [1, 2, null],
    [2, -1, 2],
    [2, -1, 20],
  ]);
});
