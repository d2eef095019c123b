import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { InstantMs } from '../../src-shared/ids.ts';
import { type Figures, short, timesOf } from './figures.ts';
import type { BenchLedger } from './generate-ledger.ts';
import { type BenchApp, openBenchApp, withCopy } from './open-bench-app.ts';

const rows = 100_000;
const header =
  'customer_external_id,customer_name,customer_email,credit,credit_kind,entry,amount,used_on,description,lot_external_id,lot_granted,lot_last_day,external_id';

/** Posting one by one, importing a history, and catching up, on a copy of the ledger. */
export async function measureWriting(ledger: BenchLedger, figures: Figures): Promise<void> {
  await withCopy(ledger, async (dataDir) => {
    const app = await openBenchApp(dataDir, ledger);
    try {
      await measurePosting(app, figures);
      await measureImport(app, figures);
      await measureCatchUp(app, figures);
    } finally {
      await app.close();
    }
  });
}

/** A plain table in a file of its own, written as durably as the ledger. */
function openRaw(dataDir: string): Database.Database {
  const db = new Database(join(dataDir, 'raw.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'CREATE TABLE IF NOT EXISTS rows (a INTEGER PRIMARY KEY, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT, g TEXT, h INTEGER, i TEXT, j TEXT, k TEXT, l TEXT, m TEXT, n TEXT) STRICT',
  );
  return db;
}
const insertRaw =
  'INSERT INTO rows (b, c, d, e, f, g, h, i, j, k, l, m, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** In turns with the raw inserts, so that both meet the same disk. */
export async function measurePosting({ client, dataDir }: BenchApp, figures: Figures): Promise<void> {
  const raw = openRaw(dataDir);
  const insert = raw.prepare(insertRaw);
  const { rows: customers } = await client.customers.search({ limit: 500, offset: 10_000 });
  const { rows: credits } = await client.credits.list({});
  const creditId = credits[0]?.id ?? '';
  let key = 0;
  const post = () => {
    key += 1;
    // Each time for somebody else, as at the desk.
    const customerId = customers[key % customers.length]?.id ?? '';
    return client.adjustments.add({
      customerId,
      creditId,
      amount: 1,
      memo: 'Bench',
      lastDay: null,
      key: `bench-${key}`,
    });
  };
  let own = 0;
  let bare = 0;
  const sum = (times: number[]) => times.reduce((total, time) => total + time, 0);
  for (let round = 0; round < 10; round += 1) {
    own += sum(await timesOf(40, post, round === 0 ? 10 : 0));
    const row = Array.from({ length: 13 }, (_, place) => (place === 6 ? 1 : 'bench text'));
    bare += sum(await timesOf(40, async () => insert.run(...row), 0));
  }
  raw.close();
  const note = `${short(400_000 / own)} a second, raw rows ${short(400_000 / bare)}`;
  figures.add({
    section: 'writing',
    name: 'posting one by one, durable, against raw rows',
    figure: bare / own,
    unit: '×',
    target: 0.5,
    better: 'more',
    note,
  });
}

function historyRow(place: number): (string | number)[] {
  const customer = Math.floor(place / 4);
  const day = new Date(Date.UTC(2024, 0, 1 + (place % 300))).toISOString().slice(0, 10);
  const person = [`H-${customer}`, `Imported Person ${customer}`, `imported.${customer}@example.com`];
  return [
    ...person,
    'Imported classes',
    'session',
    'use',
    1,
    day,
    `Class ${place % 40}`,
    `P-${customer}`,
    10,
    '',
    `V-${place}`,
  ];
}

export async function measureImport({ client, dataDir }: BenchApp, figures: Figures): Promise<void> {
  const all = Array.from({ length: rows }, (_, place) => historyRow(place));
  const content = `${header}\n${all.map((row) => row.join(',')).join('\n')}\n`;
  const began = performance.now();
  const outcome = await client.imports.run({ content, format: 'history', name: 'bench.csv' });
  const seconds = (performance.now() - began) / 1000;
  if (outcome.accepted !== rows) throw new Error(`the import took ${outcome.accepted} of ${rows} rows`);
  const raw = openRaw(dataDir);
  const insert = raw.prepare(insertRaw);
  const rawBegan = performance.now();
  raw.transaction(() => {
    for (const row of all) insert.run(...row.map((cell, place) => (place === 6 ? cell : String(cell))));
  })();
  const rawSeconds = (performance.now() - rawBegan) / 1000;
  raw.close();
  const note = `${short(rows / seconds)} rows a second (or ≥ 20,000); raw batch ${short(rows / rawSeconds)}`;
  const better = Math.max(rawSeconds / seconds / 0.15, rows / seconds / 20_000);
  figures.add({
    section: 'writing',
    name: 'history import, against the nearer of its two targets',
    figure: better,
    unit: '×',
    target: 1,
    better: 'more',
    note,
  });
}

async function measureCatchUp({ client, clock }: BenchApp, figures: Figures): Promise<void> {
  clock.set((clock.now() + 33 * 86_400_000) as InstantMs);
  const heart = startHeart();
  const began = performance.now();
  const { entries } = await client.ledger.advance({});
  const seconds = (performance.now() - began) / 1000;
  const longest = heart.stop();
  const line = { section: 'writing' };
  figures.add({
    ...line,
    name: 'catching up',
    figure: entries / seconds,
    unit: 'postings/s',
    target: 20_000,
    better: 'more',
    note: `${short(entries)} postings in ${short(seconds)} s`,
  });
  figures.add({
    ...line,
    name: 'catching up, longest time that windows wait',
    figure: longest,
    unit: 'ms',
    target: 100,
    better: 'less',
  });
}

/** Feels how long the process does not answer. */
export function startHeart(): { stop(): number } {
  let longest = 0;
  let last = performance.now();
  const beat = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const timer = setInterval(beat, 1);
  return {
    stop() {
      beat();
      clearInterval(timer);
      return longest;
    },
  };
}
