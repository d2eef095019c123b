import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Log } from '../../src-main/platform/log.ts';
import type { Db } from '../../src-main/store/database.ts';
import { openTestApp } from '../support/open-studio.ts';
import { openStory, outcomeOf, refusalOf, type Story, storyOf } from '../support/story.ts';

/** The connection of the app that was opened last: a full disk is told to it alone. */
const { held } = vi.hoisted(() => ({ held: { db: null as Db | null } }));
vi.mock('../../src-main/store/open.ts', async (original) => {
  const open = await original<typeof import('../../src-main/store/open.ts')>();
  const openLedger: typeof open.openLedger = (...asked) => {
    const opened = open.openLedger(...asked);
    if (opened.ok) held.db = opened.db;
    return opened;
  };
  return { ...open, openLedger };
});

/** A machine so slow that each slice of a catch-up does one step. */
function makeSlow(): void {
  let time = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => {
    time += 1000;
    return time;
  });
  onTestFinished(() => now.mockRestore());
}

/** Nothing fits any more, in pages that were free either: SQLite answers as it does on a disk without room. */
function fillDisk(db: Db): void {
  db.exec('VACUUM');
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
}

/** The ways in which a ledger can't be written any more, and their end. */
const faults: Readonly<Record<string, { happens(db: Db): void; passes(db: Db): void; says: RegExp }>> = {
  'the disk is full': {
    happens: fillDisk,
    passes: (db) => void db.pragma('max_page_count = 1000000'),
    says: /no room left on the disk/,
  },
  'the disk of a slow machine is full': {
    happens(db) {
      makeSlow();
      fillDisk(db);
    },
    passes: (db) => void db.pragma('max_page_count = 1000000'),
    says: /no room left on the disk/,
  },
  'the file is write-protected': {
    happens: (db) => void db.pragma('query_only = ON'),
    passes: (db) => void db.pragma('query_only = OFF'),
    says: /write-protected/,
  },
};

function connection(): Db {
  if (!held.db) throw new Error('no ledger is open');
  return held.db;
}

/** A studio whose lots end on 10 February, so much of it that posting it takes room. */
async function openWithDue() {
  const told: string[] = [];
  const log: Log = { info() {}, error: (message) => void told.push(message) };
  const first = await openStory('2026-02-01 08:00');
  const credit = await first.credit('Class');
  const mara = await first.person('Mara');
  const ends = { lastDay: '2026-02-10', memo: 'A gift of the house. '.repeat(20) };
  for (let place = 0; place < 60; place += 1) await first.add(mara, credit, 5, ends);
  await first.close();
  const story = storyOf(await openTestApp({ dataDir: first.dataDir, now: '2026-02-10T08:00:00Z', log }));
  return { story, mara, credit, told };
}

async function leftOf({ desk }: Story, customerId: string) {
  return (await desk.balance.get({ customerId })).credits.map(({ left }) => left);
}

test.each(Object.entries(faults))(
  'where %s, reading goes on as it stands and changing says why it can’t',
  async (_, fault) => {
    const { story, mara, credit, told } = await openWithDue();
    fault.happens(connection());
    story.on('2026-02-11 08:00');
    const stop = new AbortController();
    const events = await story.desk.events.subscribe({}, { signal: stop.signal });
    const heard: unknown[] = [];
    const listening = (async () => {
      for await (const event of events) heard.push(event);
    })();
    expect(await leftOf(story, mara)).toEqual([300]);
    expect((await story.desk.customers.search({})).rows).toHaveLength(1);
    expect((await story.desk.usage.entries({ scope: { studio: true } })).total).toBe(60);
    expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true });
    const more = { customerId: mara, creditId: credit, amount: 1, lastDay: null, memo: 'more', key: 'more' };
    const refusal = await refusalOf(story.desk.adjustments.add(more));
    expect(refusal).toMatchObject({ code: 'LEDGER_READ_ONLY', message: expect.stringMatching(fault.says) });
    expect(await outcomeOf(story.desk.ledger.advance({}))).toBe('LEDGER_READ_ONLY');
    expect(told).toEqual(['what is due could not be posted: the ledger can only be read']);
    // Windows that were told of a change would read again, and again.
    expect(heard.filter((event) => (event as { type: string }).type === 'changed')).toEqual([]);
    fault.passes(connection());
    expect(await leftOf(story, mara)).toEqual([0]);
    await story.desk.adjustments.add(more);
    stop.abort();
    await listening.catch(() => {});
  },
);

test('the right PIN signs in on a full disk too, though wrong ones were counted', async () => {
  const { story } = await openWithDue();
  const [ada] = (await story.desk.session.choices({})).staff;
  const signIn = (pin: string) => story.desk.session.signIn({ staffId: ada?.id ?? '', pin });
  expect(await outcomeOf(signIn('0000'))).toBe('WRONG_PIN');
  connection().pragma('query_only = ON');
  expect(await outcomeOf(signIn('0000'))).toBe('LEDGER_READ_ONLY');
  expect(await outcomeOf(signIn('2580'))).toBe('done');
});

test('any other failure of posting is not passed over', async () => {
  const { story, mara } = await openWithDue();
  story.on('2026-02-11 08:00');
  const raw = new Database(`${story.dataDir}/ledger.sqlite`);
  raw.exec("CREATE TRIGGER no_more BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'no more'); END");
  raw.close();
  expect(await outcomeOf(story.desk.balance.get({ customerId: mara }))).toBe('INTERNAL');
});
