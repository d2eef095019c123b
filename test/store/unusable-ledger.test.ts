import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { applicationId } from '../../src-main/store/file-header.ts';
import { isWriteProtected } from '../../src-main/store/ledger-files.ts';
import { problemOf } from '../../src-main/store/ledger-problems.ts';
import { callByName, operations } from '../router/operations.ts';
import { openTestApp, temporaryFolder } from '../support/open-studio.ts';
import { filesIn, ledgerIn, makeLedger } from './ledger-rows.ts';

/** The operations that answer whatever the ledger is like. */
const always = ['app.status', 'events.subscribe'];

/** What every other operation answers, by code. */
async function codesOf(desk: object): Promise<string[]> {
  const codes = new Set<string>();
  for (const operation of operations.filter((one) => !always.includes(one))) {
    const answer = await callByName(desk, operation, {});
    codes.add(answer.ok ? `${operation} answered` : answer.code);
  }
  return [...codes];
}

function flipBytes(path: string, from: number, count: number): void {
  const bytes = readFileSync(path);
  for (let at = from; at < from + count; at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}

/** Where the ledger's pages are that hold a table's rows. */
function pageOf(path: string, table: string): number {
  const db = new Database(path);
  try {
    return db.prepare('SELECT max(pageno) FROM dbstat WHERE name = ?').pluck().get(table) as number;
  } finally {
    db.close();
  }
}

const pageBytes = 4096;
/** Of the system, not of this project. */
const pipeMaker = 'mkfifo';

const kinds: Readonly<Record<string, { code: string; says: RegExp; make: (path: string) => void }>> = {
  'an empty file': { code: 'DAMAGED', says: /is empty/, make: (path) => writeFileSync(path, '') },
  'random bytes': {
    code: 'NOT_A_LEDGER',
    says: /not a Tallydesk ledger/,
    make: (path) => writeFileSync(path, Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 251))),
  },
  'a text of a few letters': {
    code: 'NOT_A_LEDGER',
    says: /not a Tallydesk ledger/,
    make: (path) => writeFileSync(path, 'hello'),
  },
  'a truncated ledger': {
    code: 'DAMAGED',
    says: /damaged/,
    make: (path) => truncateSync(path, Math.floor(statSync(path).size / 2 / pageBytes) * pageBytes),
  },
  'a ledger that lacks its last bytes': {
    code: 'DAMAGED',
    says: /damaged/,
    make: (path) => truncateSync(path, statSync(path).size - 10),
  },
  'a ledger with a page of entries turned over': {
    code: 'DAMAGED',
    says: /damaged/,
    make: (path) => flipBytes(path, (pageOf(path, 'entries') - 1) * pageBytes, pageBytes),
  },
  'a ledger with its list of tables turned over': {
    code: 'DAMAGED',
    says: /damaged/,
    make: (path) => flipBytes(path, 100, 1000),
  },
  'the database of another program': {
    code: 'NOT_A_LEDGER',
    says: /not a Tallydesk ledger/,
    make(path) {
      writeFileSync(path, '');
      const db = new Database(path);
      db.exec('CREATE TABLE notes (text TEXT)');
      db.close();
    },
  },
  'a ledger that was begun and never made': {
    code: 'NOT_A_LEDGER',
    says: /not a Tallydesk ledger/,
    make(path) {
      writeFileSync(path, '');
      const db = new Database(path);
      db.pragma(`application_id = ${applicationId}`);
      db.close();
    },
  },
  'a ledger of a newer Tallydesk': {
    code: 'NEWER',
    says: /written by a newer Tallydesk \(format 999; this version knows up to \d+\)/,
    make(path) {
      const db = new Database(path);
      db.pragma('user_version = 999');
      db.close();
    },
  },
  'a ledger of a newer Tallydesk that ended without closing it': {
    code: 'NEWER',
    says: /format 999/,
    make: leaveOpenAsNewer,
  },
};

/** As after a loss of power: what was written last is in the log, and nobody has taken it in. */
function leaveOpenAsNewer(path: string): void {
  const db = new Database(path);
  db.pragma('user_version = 999');
  for (const part of ['', '-wal']) copyFileSync(`${path}${part}`, `${path}${part}.kept`);
  db.close();
  for (const part of ['', '-wal']) copyFileSync(`${path}${part}.kept`, `${path}${part}`);
}

test.each(Object.entries(kinds))(
  '%s: the app says what is wrong and what can be done, and changes nothing',
  async (_, kind) => {
    const dataDir = await makeLedger();
    kind.make(ledgerIn(dataDir));
    const before = filesIn(dataDir);
    const { desk, close } = await openTestApp({ dataDir });
    const status = await desk.app.status({});
    expect(status).toMatchObject({ state: 'problem', readOnly: false, problem: { code: kind.code } });
    expect(status.problem?.message).toMatch(kind.says);
    expect(status.problem?.message).toContain(ledgerIn(dataDir));
    expect(status.problem?.advice).toMatch(/^[A-Z].*\.$/);
    expect(await codesOf(desk)).toEqual(['LEDGER_UNAVAILABLE']);
    const refusal = await callByName(desk, 'customers.search', {});
    expect(refusal).toMatchObject({ message: `${status.problem?.message} ${status.problem?.advice}` });
    await close();
    expect(filesIn(dataDir)).toEqual(before);
  },
);

test('a data folder that is a file: the app says so', async () => {
  const file = `${temporaryFolder()}/not-a-folder`;
  writeFileSync(file, 'x');
  const { desk } = await openTestApp({ dataDir: file });
  const { state, problem } = await desk.app.status({});
  expect([state, problem?.code]).toEqual(['problem', 'UNREADABLE']);
  expect(problem?.message).toMatch(/can't be opened: in the place of its folder is a file[^:]*\.$/);
  expect(readFileSync(file, 'utf8')).toBe('x');
});

test.each([
  ['file', (path: string) => chmodSync(path, 0o444)],
  ['folder', (path: string) => chmodSync(dirname(path), 0o555)],
])('a write-protected %s can be looked at, refuses every change, and stays as it was', async (_, protect) => {
  const dataDir = await makeLedger();
  protect(ledgerIn(dataDir));
  const before = filesIn(dataDir);
  const { desk, close } = await openTestApp({ dataDir, now: '2026-03-20T08:00:00Z' });
  expect(await desk.app.status({})).toMatchObject({ state: 'ready', readOnly: true, problem: null });
  const { rows } = await desk.customers.search({ query: 'mara' });
  expect(rows).toHaveLength(1);
  const { summaries } = await desk.usage.summary({ scope: { customerId: rows[0]?.id ?? '' } });
  expect(summaries.length).toBeGreaterThan(0);
  expect(await desk.ledger.verify({})).toMatchObject({ ok: true });
  const refusal = await callByName(desk, 'customers.create', { kind: 'person', name: 'Eva' });
  expect(refusal).toMatchObject({
    code: 'LEDGER_READ_ONLY',
    message: expect.stringMatching(/can only be read: .* write-protected\.$/),
  });
  const imported = await callByName(desk, 'imports.run', { content: 'name\nEva\n', format: 'customers' });
  expect(imported).toMatchObject({ code: 'LEDGER_READ_ONLY' });
  const staff = (await desk.session.choices({})).staff[0];
  const wrong = await callByName(desk, 'session.signIn', { staffId: staff?.id, pin: '0000' });
  expect(wrong).toMatchObject({ code: 'WRONG_PIN' });
  expect(await desk.session.signIn({ staffId: staff?.id ?? '', pin: '2580' })).toMatchObject({ name: 'Ada' });
  await close();
  chmodSync(dataDir, 0o755);
  expect(filesIn(dataDir)).toEqual(before);
});

test.each([
  ['linux', 'file', 0o444, true],
  ['linux', 'folder', 0o555, true],
  ['linux', 'folder', 0o755, false],
  ['win32', 'file', 0o444, true],
  ['win32', 'folder', 0o444, false],
] as const)('on %s a %s with the mode %o is write-protected: %s', (platform, kind, mode, expected) => {
  expect(isWriteProtected({ mode, isDirectory: () => kind === 'folder' }, platform)).toBe(expected);
});

test('damage that is met while the app runs ends its use of the file', async () => {
  const dataDir = await makeLedger();
  const { desk } = await openTestApp({ dataDir, now: '2026-03-20T08:00:00Z' });
  expect(await desk.app.status({})).toMatchObject({ state: 'ready' });
  const page = pageOf(ledgerIn(dataDir), 'entries');
  flipBytes(ledgerIn(dataDir), (page - 1) * pageBytes, pageBytes);
  const answer = await callByName(desk, 'ledger.verify', {});
  expect(answer).toMatchObject({ ok: false, code: 'LEDGER_UNAVAILABLE', message: expect.stringMatching(/damaged/) });
  expect(await desk.app.status({})).toMatchObject({ state: 'problem', problem: { code: 'DAMAGED' } });
  expect(await codesOf(desk)).toEqual(['LEDGER_UNAVAILABLE']);
});

test('a ledger that was being made when the power went is made anew', async () => {
  const dataDir = temporaryFolder();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(`${ledgerIn(dataDir)}.new`, 'half');
  const { desk } = await openTestApp({ dataDir });
  expect(await desk.app.status({})).toMatchObject({ state: 'empty', problem: null });
  expect(existsSync(`${ledgerIn(dataDir)}.new`)).toBe(false);
});

test('a folder in the place of the ledger is told as what it is', async () => {
  const dataDir = temporaryFolder();
  mkdirSync(ledgerIn(dataDir));
  const { desk } = await openTestApp({ dataDir });
  const { state, problem } = await desk.app.status({});
  expect([state, problem?.message]).toEqual([
    'problem',
    `${ledgerIn(dataDir)} is not a file but a folder. It was left as it is.`,
  ]);
});

test.skipIf(process.platform === 'win32')('a pipe in the place of the ledger lets nobody wait', async () => {
  const dataDir = temporaryFolder();
  execFileSync(pipeMaker, [ledgerIn(dataDir)]);
  const { desk } = await openTestApp({ dataDir });
  const { state, problem } = await desk.app.status({});
  expect([state, problem?.message]).toEqual(['problem', `${ledgerIn(dataDir)} is not a file. It was left as it is.`]);
});

test.each([
  ['EACCES', 'lstat', 'you may not read or write it, or its folder'],
  ['ENOSPC', 'write', 'there is no room left on the disk'],
  ['SQLITE_IOERR_FSYNC', 'fsync', 'the disk reported a fault'],
])('what the system calls %s is told in words', (code, call, reason) => {
  const error = Object.assign(new Error(`${code}: words of the system, ${call} 'ledger.sqlite'`), { code });
  expect(problemOf(error, 'ledger.sqlite').message).toBe(`The ledger ledger.sqlite can't be opened: ${reason}.`);
});

test.skipIf(process.platform === 'win32')('a link to a drive that is not there is told, and stays a link', async () => {
  const dataDir = temporaryFolder();
  symlinkSync('/no-such-drive/ledger.sqlite', ledgerIn(dataDir));
  const { desk, close } = await openTestApp({ dataDir });
  const { state, problem } = await desk.app.status({});
  expect([state, problem?.code]).toEqual(['problem', 'MISSING']);
  expect(problem?.message).toBe(
    `The ledger ${ledgerIn(dataDir)} is a link, and the file or drive that it leads to is not there.`,
  );
  await close();
  expect(readlinkSync(ledgerIn(dataDir))).toBe('/no-such-drive/ledger.sqlite');
});
