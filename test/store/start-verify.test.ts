import { hash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openForReading } from '../../src-main/store/open.ts';
import { loadLink, loadSealedPage } from '../../src-main/store/sealed-rows.ts';
import { startVerify } from '../../src-main/store/start-verify.ts';
import { openTestApp } from '../support/open-studio.ts';
import { ledgerIn, makeLedger, openUnguarded } from './ledger-rows.ts';
import { verifyWhole } from './verify-in-process.ts';

const threads = 3;

async function openMade() {
  const dataDir = await makeLedger();
  const ledgerPath = ledgerIn(dataDir);
  const db = openUnguarded(ledgerPath);
  const entries = db.prepare('SELECT max(number) FROM entries').pluck().get() as number;
  return { ledgerPath, db, entries };
}

test('threads find a whole ledger whole, and count every entry once', async () => {
  const { ledgerPath, db, entries } = await openMade();
  const told: [number, number][] = [];
  const onProgress = (done: number, total: number) => told.push([done, total]);
  const found = await startVerify({ ledgerPath, entries, threads, rangeEntries: 2 }, { onProgress });
  expect(found).toEqual({ ...verifyWhole(db), ok: true, entries, problems: [] });
  expect(told).toHaveLength(Math.ceil(entries / 2));
  expect(told.at(-1)).toEqual([entries, entries]);
  expect(await startVerify({ ledgerPath, entries })).toEqual(found);
});

test('threads find the same damage as one thread does, also where two ranges meet and where an entry is missing there', async () => {
  const { ledgerPath, db, entries } = await openMade();
  db.exec('UPDATE entries SET amount = amount * 2 WHERE number IN (4, 5)');
  db.exec('UPDATE entries SET hash = randomblob(32) WHERE number = 8');
  db.exec('DELETE FROM entries WHERE number IN (11, 12, 13)');
  db.exec(`UPDATE labels SET text = text || '!' WHERE number = (SELECT max(what) FROM entries)`);
  const whole = verifyWhole(db);
  expect(whole.problems.filter(({ entry }) => entry !== null && entry < 15).map(({ entry }) => entry)).toEqual(
    expect.arrayContaining([4, 5, 8, 9, 14]),
  );
  expect(whole.problems).toContainEqual({ entry: 14, problem: 'entry 11 is missing' });
  for (const rangeEntries of [1, 4, 1000]) {
    expect(await startVerify({ ledgerPath, entries, threads, rangeEntries })).toEqual(whole);
  }
});

test.each([
  ['entries_by_lot', 'entries'],
  ['bookings_by_customer', 'bookings'],
  ['lots_by_customer', 'lots'],
])(
  'an index with other keys than its rows have, as %s after a fault of the disk, is told with its table and with what to do',
  async (index, table) => {
    const { ledgerPath, db, entries } = await openMade();
    const sql = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(index) as string;
    // The index keeps its rows under other keys, and is told afterwards that they are the right ones.
    db.exec(`DROP INDEX ${index}; ${sql.replace(/\((\w+)/, '($1 + 1')}`);
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    db.prepare('UPDATE sqlite_schema SET sql = ? WHERE name = ?').run(sql, index);
    db.close();
    const again = openForReading(ledgerPath);
    expect(again.pragma('quick_check', { simple: true })).toBe('ok');
    const found = await startVerify({ ledgerPath, entries, threads });
    expect(found).toEqual(verifyWhole(again));
    again.close();
    expect(found?.ok).toBe(false);
    expect(found?.problems).toEqual([
      {
        entry: null,
        problem: expect.stringMatching(
          new RegExp(`^the table ${table} is not whole \\(.*${index}\\): .* put the latest backup in its place$`),
        ),
      },
    ]);
  },
);

test('entries that came after the ranges were cut are proven too', async () => {
  const { ledgerPath, db, entries } = await openMade();
  const order = { ledgerPath, entries: entries - 5, threads, rangeEntries: 2 };
  expect(await startVerify(order)).toMatchObject({ ok: true, entries });
  db.exec(`UPDATE entries SET memo = 1 WHERE number = ${entries - 1}`);
  expect((await startVerify(order))?.problems[0]?.entry).toBe(entries - 1);
});

test('a ledger that is written to while it is proven is whole', async () => {
  const dataDir = await makeLedger();
  const ledgerPath = ledgerIn(dataDir);
  const { desk } = await openTestApp({ dataDir, now: '2026-03-20T08:00:00Z' });
  const { entries } = await desk.ledger.verify({});
  const { rows } = await desk.customers.search({ query: 'mara' });
  const { rows: credits } = await desk.credits.list({});
  const change = { customerId: rows[0]?.id ?? '', creditId: credits[0]?.id ?? '', amount: 1, lastDay: null };
  let over = false;
  const verifying = startVerify({ ledgerPath, entries, threads, rangeEntries: 1 }).finally(() => {
    over = true;
  });
  for (let count = 0; !over; count += 1) {
    await desk.adjustments.add({ ...change, key: `add-${count}` });
    await new Promise((resolve) => setImmediate(resolve));
  }
  const found = await verifying;
  expect(found).toMatchObject({ ok: true, problems: [] });
  expect(found?.entries).toBeGreaterThan(entries);
});

test('threads stop where the work is cancelled, before and after they have begun', async () => {
  const { ledgerPath, entries } = await openMade();
  expect(await startVerify({ ledgerPath, entries }, { signal: AbortSignal.abort() })).toBeNull();
  const controller = new AbortController();
  let told = 0;
  const onProgress = () => {
    told += 1;
    controller.abort();
  };
  const order = { ledgerPath, entries, threads, rangeEntries: 1 };
  expect(await startVerify(order, { onProgress, signal: controller.signal })).toBeNull();
  expect(told).toBeGreaterThan(0);
});

test('a thread that fails ends all of them, with the error as SQLite gave it', async () => {
  const { ledgerPath, db, entries } = await openMade();
  const order = { ledgerPath, entries, threads, rangeEntries: 1 };
  await expect(startVerify({ ...order, ledgerPath: `${ledgerPath}.gone` })).rejects.toThrow(/unable to open/);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const page = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'entries'").pluck().get() as number;
  db.close();
  const file = openSync(ledgerPath, 'r+');
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, (page - 1) * 4096);
  closeSync(file);
  await expect(startVerify(order)).rejects.toMatchObject({ code: expect.stringMatching(/^SQLITE_CORRUPT/) });
});

test('SQLite writes the text of an entry exactly as the chain does, so that nothing is hashed twice', async () => {
  const { ledgerPath } = await openMade();
  const db = openForReading(ledgerPath);
  const rows = loadSealedPage(db, 0, Number.POSITIVE_INFINITY);
  expect(rows.length).toBeGreaterThan(15);
  for (const [number, recorded, text] of rows) {
    const { hash: previous } = loadLink(db, number - 1);
    expect([number, hash('sha256', previous + text)]).toEqual([number, recorded]);
  }
  db.close();
});

test('SQLite writes any text in JSON as JavaScript does', async () => {
  const { db } = await openMade();
  const written = db.prepare('SELECT json_array(text) FROM (SELECT ? AS text)').pluck();
  for (let code = 0; code < 0x3000; code += 1) {
    const text = `a${String.fromCharCode(code)}b`;
    expect(written.get(text)).toBe(JSON.stringify([text]));
  }
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => written.get(text) === JSON.stringify([text])));
});
