import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { closeLedger } from '../../src-main/store/log-mark.ts';
import { openLedger } from '../../src-main/store/open.ts';
import { type Desk, openTestApp, temporaryFolder } from '../support/open-studio.ts';
import { filesIn, ledgerIn, makeLedger } from './ledger-rows.ts';

const full = vi.hoisted(() => ({ folder: null as string | null }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const copyUnlessFull: typeof fs.copyFileSync = (from, to, mode) => {
    if (full.folder === null || !String(to).startsWith(full.folder)) return fs.copyFileSync(from, to, mode);
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };
  return { ...fs, copyFileSync: copyUnlessFull };
});

const now = '2026-03-20T08:00:00Z';

/** Adds as many entries, one by one; they are told by their memo. */
async function add(desk: Desk, count: number, memo: string): Promise<void> {
  const { rows } = await desk.customers.search({ query: 'mara' });
  const { rows: credits } = await desk.credits.list({});
  const change = { customerId: rows[0]?.id ?? '', creditId: credits[0]?.id ?? '', amount: 1, lastDay: null, memo };
  for (let at = 0; at < count; at += 1) await desk.adjustments.add({ ...change, key: `${memo}-${at}` });
}

/** What the files of a folder are at this moment: as the machine's sudden end leaves them. */
function crashedCopy(dataDir: string): string {
  const folder = temporaryFolder();
  cpSync(dataDir, folder, { recursive: true });
  for (const name of readdirSync(folder).filter((one) => one.startsWith('ledger.lock'))) rmSync(join(folder, name));
  return folder;
}

/** A data folder whose app ended in the middle, after entries with the memo `last`, and a backup made of it before: days with `later` entries lie between. */
async function crashAfterBackup(later: number): Promise<{ dataDir: string; backup: string }> {
  const dataDir = await makeLedger();
  const backup = join(temporaryFolder(), 'backup.sqlite');
  const days = [
    ['before', 3],
    ['later', later],
  ] as const;
  for (const [memo, count] of days) {
    const { desk, close } = await openTestApp({ dataDir, now });
    await add(desk, count, memo);
    await close();
    if (memo === 'before') copyFileSync(ledgerIn(dataDir), backup);
  }
  const { desk } = await openTestApp({ dataDir, now });
  await add(desk, 5, 'last');
  return { dataDir: crashedCopy(dataDir), backup };
}

function memosIn(path: string): string[] {
  const copy = join(temporaryFolder(), 'looked-at.sqlite');
  copyFileSync(path, copy);
  const db = new Database(copy);
  const texts = db.prepare(
    "SELECT DISTINCT t.text FROM entries e JOIN labels t ON t.number = e.memo WHERE t.text IN ('before', 'later', 'last') ORDER BY e.number",
  );
  try {
    return texts.pluck().all() as string[];
  } finally {
    db.close();
  }
}

const setAside = (dataDir: string) => readdirSync(dataDir).filter((name) => name.includes('.set-aside-'));

test.each([
  ['the day before', 0],
  ['many entries ago', 300],
])(
  'a backup of %s that is put in place after a crash is used as it is, and the old log is kept under another name',
  async (_, later) => {
    const { dataDir, backup } = await crashAfterBackup(later);
    const log = readFileSync(`${ledgerIn(dataDir)}-wal`);
    copyFileSync(backup, ledgerIn(dataDir));
    const told: string[] = [];
    const { desk, close } = await openTestApp({
      dataDir,
      now,
      log: { info: (text) => void told.push(text), error() {} },
    });
    const status = await desk.app.status({});
    expect(status).toMatchObject({ state: 'ready', readOnly: false, notice: told[0] });
    expect(told).toEqual([
      expect.stringMatching(
        /^The ledger file was replaced .* set aside as ledger\.sqlite-wal\.set-aside-\d{4}-\d\d-\d\d\.$/,
      ),
    ]);
    expect(await desk.ledger.verify({})).toMatchObject({ ok: true });
    await add(desk, 2, 'later');
    await close();
    expect(memosIn(ledgerIn(dataDir))).toEqual(['before', 'later']);
    expect(setAside(dataDir).map((name) => readFileSync(join(dataDir, name)))).toEqual([log]);
    expect(await (await openTestApp({ dataDir, now })).desk.app.status({})).toMatchObject({
      state: 'ready',
      notice: null,
    });
  },
);

test.each([
  ['with the mark of its log', true],
  ['without it, as of a Tallydesk that wrote none', false],
])('a ledger that was left open, copied with its log and %s, has everything that was answered', async (_, marked) => {
  const { dataDir } = await crashAfterBackup(2);
  expect(existsSync(`${ledgerIn(dataDir)}-opening`)).toBe(true);
  if (!marked) rmSync(`${ledgerIn(dataDir)}-opening`);
  const { desk, close } = await openTestApp({ dataDir, now });
  expect(await desk.app.status({})).toMatchObject({ state: 'ready', notice: null });
  expect(await desk.ledger.verify({})).toMatchObject({ ok: true });
  await close();
  expect(memosIn(ledgerIn(dataDir))).toEqual(['before', 'later', 'last']);
  expect(setAside(dataDir)).toEqual([]);
  expect(readdirSync(dataDir).sort()).toEqual(['ledger.lock', 'ledger.sqlite']);
});

test('without a mark a log is set aside only where it would spoil a healthy file', async () => {
  const { dataDir, backup } = await crashAfterBackup(300);
  rmSync(`${ledgerIn(dataDir)}-opening`);
  copyFileSync(backup, ledgerIn(dataDir));
  const { desk } = await openTestApp({ dataDir, now });
  expect(await desk.app.status({})).toMatchObject({ state: 'ready', notice: expect.stringContaining('set aside') });
  expect(await desk.ledger.verify({})).toMatchObject({ ok: true });
});

test('a write-protected backup is read without the old log, which stays where it is', async () => {
  const { dataDir, backup } = await crashAfterBackup(300);
  copyFileSync(backup, ledgerIn(dataDir));
  const before = filesIn(dataDir);
  const opened = openLedger(ledgerIn(dataDir), { readOnly: true, temporary: temporaryFolder() });
  if (!opened.ok) throw new Error(opened.problem.message);
  expect(opened.db.pragma('quick_check', { simple: true })).toBe('ok');
  opened.db.close();
  expect(filesIn(dataDir)).toEqual(before);
});

test('a backup that is damaged itself is told so, and neither it nor the old log is touched', async () => {
  const { dataDir, backup } = await crashAfterBackup(0);
  truncateSync(backup, statSync(backup).size - 4096);
  copyFileSync(backup, ledgerIn(dataDir));
  const before = filesIn(dataDir);
  const { desk, close } = await openTestApp({ dataDir, now });
  expect(await desk.app.status({})).toMatchObject({ state: 'problem', problem: { code: 'DAMAGED' } });
  await close();
  expect(filesIn(dataDir)).toEqual(before);
});

test('a change of tables by a tool of a stranger, while the app is open, does not part the log from its file', async () => {
  const dataDir = await makeLedger();
  const { desk } = await openTestApp({ dataDir, now });
  const stranger = new Database(ledgerIn(dataDir));
  stranger.exec('CREATE INDEX of_a_stranger ON entries (memo)');
  stranger.pragma('wal_checkpoint(PASSIVE)');
  await add(desk, 2, 'last');
  const crashed = crashedCopy(dataDir);
  stranger.close();
  const { desk: again, close } = await openTestApp({ dataDir: crashed, now });
  expect(await again.app.status({})).toMatchObject({ state: 'ready', notice: null });
  await close();
  expect(memosIn(ledgerIn(crashed))).toEqual(['last']);
});

test('while a stranger reads the file, its opening stays without a mark and nothing waits', async () => {
  const path = ledgerIn(await makeLedger());
  const reader = new Database(path);
  onTestFinished(() => void reader.close());
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM entries').get();
  const opened = openLedger(path);
  if (!opened.ok) throw new Error(opened.problem.message);
  expect(existsSync(`${path}-opening`)).toBe(false);
  expect(opened.db.pragma('busy_timeout', { simple: true })).toBe(5000);
  closeLedger(opened.db, path);
});

test('a ledger file that is missing while its log is there is told, and no new one is made', async () => {
  const { dataDir } = await crashAfterBackup(0);
  const moved = join(temporaryFolder(), 'moved.sqlite');
  renameSync(ledgerIn(dataDir), moved);
  const before = filesIn(dataDir);
  const { desk, close } = await openTestApp({ dataDir, now });
  const { state, problem } = await desk.app.status({});
  expect([state, problem?.code]).toEqual(['problem', 'MISSING']);
  expect(problem?.message).toBe(
    `The ledger file ${ledgerIn(dataDir)} is missing; the log ${ledgerIn(dataDir)}-wal that belongs to it is still there.`,
  );
  await close();
  expect(filesIn(dataDir)).toEqual(before);
  renameSync(moved, ledgerIn(dataDir));
  const again = await openTestApp({ dataDir, now });
  expect(await again.desk.app.status({})).toMatchObject({ state: 'ready', notice: null });
  await again.close();
  expect(memosIn(ledgerIn(dataDir))).toEqual(['before', 'last']);
});

test('a mark that is not readable counts as none', async () => {
  const { dataDir } = await crashAfterBackup(0);
  writeFileSync(`${ledgerIn(dataDir)}-opening`, '');
  const { desk, close } = await openTestApp({ dataDir, now });
  expect(await desk.app.status({})).toMatchObject({ state: 'ready', notice: null });
  await close();
  expect(memosIn(ledgerIn(dataDir))).toEqual(['before', 'last']);
});

/** Makes a ledger larger than what is looked through at each start. */
function enlarge(path: string): void {
  const db = new Database(path);
  db.exec('CREATE TABLE room (bytes BLOB); INSERT INTO room VALUES (zeroblob(70000000))');
  db.close();
}

test('a large ledger that was left open is opened without a copy, wherever temporary files would go', async () => {
  const dataDir = await makeLedger();
  enlarge(ledgerIn(dataDir));
  const { desk } = await openTestApp({ dataDir, now });
  await add(desk, 2, 'last');
  const path = ledgerIn(crashedCopy(dataDir));
  const opened = openLedger(path, { temporary: '/no-such-folder' });
  if (!opened.ok) throw new Error(opened.problem.message);
  closeLedger(opened.db, path);
  expect(memosIn(path)).toEqual(['last']);
});

test('a large ledger that a newer Tallydesk left open is not touched', async () => {
  const dataDir = await makeLedger();
  enlarge(ledgerIn(dataDir));
  await openTestApp({ dataDir, now });
  const newer = new Database(ledgerIn(dataDir));
  newer.exec('BEGIN; PRAGMA user_version = 999; CREATE TABLE more (text); COMMIT; INSERT INTO more VALUES (1)');
  const path = ledgerIn(crashedCopy(dataDir));
  newer.close();
  const before = filesIn(dirname(path));
  const opened = openLedger(path, { temporary: '/no-such-folder' });
  expect(opened).toMatchObject({
    ok: false,
    problem: { code: 'NEWER', message: expect.stringContaining('format 999') },
  });
  expect(filesIn(dirname(path))).toEqual(before);
});

test('a large backup in the place of a large ledger is used as it is', async () => {
  const dataDir = await makeLedger();
  enlarge(ledgerIn(dataDir));
  const backup = join(temporaryFolder(), 'backup.sqlite');
  copyFileSync(ledgerIn(dataDir), backup);
  const { desk } = await openTestApp({ dataDir, now });
  await add(desk, 2, 'last');
  const path = ledgerIn(crashedCopy(dataDir));
  copyFileSync(backup, path);
  const opened = openLedger(path, { temporary: '/no-such-folder' });
  if (!opened.ok) throw new Error(opened.problem.message);
  expect(opened.notice).toContain('set aside');
  expect(opened.db.pragma('quick_check', { simple: true })).toBe('ok');
  closeLedger(opened.db, path);
  expect(memosIn(path)).toEqual([]);
});

test('where the temporary folder has no room for a copy, the ledger is looked at beside itself', async () => {
  const { dataDir } = await crashAfterBackup(0);
  const temporary = temporaryFolder();
  full.folder = temporary;
  onTestFinished(() => {
    full.folder = null;
  });
  const opened = openLedger(ledgerIn(dataDir), { temporary });
  if (!opened.ok) throw new Error(opened.problem.message);
  closeLedger(opened.db, ledgerIn(dataDir));
  expect(readdirSync(temporary)).toEqual([]);
  expect(Object.keys(filesIn(dataDir))).toEqual(['ledger.sqlite']);
});

test('a temporary folder that is not there is told in a sentence, and nothing is opened', async () => {
  const { dataDir } = await crashAfterBackup(0);
  const before = filesIn(dataDir);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, '/no-such-folder');
  const { desk, close } = await openTestApp({ dataDir, now });
  vi.unstubAllEnvs();
  const { state, problem } = await desk.app.status({});
  expect([state, problem?.code]).toEqual(['problem', 'NO_TEMPORARY_FOLDER']);
  await close();
  expect(filesIn(dataDir)).toEqual(before);
});
