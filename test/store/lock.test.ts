import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { LedgerInUseError, openApp } from '../../src-main/app.ts';
import { silentLog } from '../../src-main/platform/log.ts';
import { callByName } from '../router/operations.ts';
import { openTestApp, temporaryFolder } from '../support/open-studio.ts';
import { makeLedger } from './ledger-rows.ts';

const full = vi.hoisted(() => ({ disk: false }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const openUnlessFull: typeof fs.openSync = (path, ...more) => {
    if (!full.disk || !String(path).endsWith('ledger.lock')) return fs.openSync(path, ...more);
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };
  return { ...fs, openSync: openUnlessFull };
});

const opener = fileURLToPath(new URL('./open-in-process.ts', import.meta.url));

/** A process of its own that opens the app on a folder; the lines that it tells. */
function openElsewhere(dataDir: string): { child: ChildProcess; line: () => Promise<string> } {
  const child = spawn(process.execPath, [opener, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => String((await lines.next()).value) };
}

const address = 'http://127.0.0.1:5055/';

test('a second start is refused, and told where the first is open', async () => {
  const dataDir = temporaryFolder();
  const { app } = await openTestApp({ dataDir });
  app.announce(address);
  const { line } = openElsewhere(dataDir);
  const told = JSON.parse(await line());
  expect(told).toMatchObject({ name: 'LedgerInUseError', holder: { pid: process.pid, address } });
  expect(told.message).toBe(`The ledger in ${dataDir} is already open in another Tallydesk. It is open at ${address}.`);
});

test('the lock goes with its process, however that ends, and nothing stands in the way of the next', async () => {
  const dataDir = temporaryFolder();
  const { child, line } = openElsewhere(dataDir);
  expect(JSON.parse(await line())).toMatchObject({ state: 'empty' });
  const refused = await openApp({ dataDir, host: 'script', log: silentLog }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(LedgerInUseError);
  expect(refused).toMatchObject({ holder: { pid: child.pid, address } });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  const { desk } = await openTestApp({ dataDir });
  expect(await desk.app.status({})).toMatchObject({ state: 'empty', readOnly: false });
});

test('the same process does not open a ledger twice, and may open it again once it is closed', async () => {
  const first = await openTestApp();
  const again = () => openApp({ dataDir: first.dataDir, host: 'script', log: silentLog });
  await expect(again()).rejects.toBeInstanceOf(LedgerInUseError);
  await first.close();
  await (await again()).close();
});

/** The folder that a link to a ledger lies in. */
function linkedFolder(dataDir: string): string {
  const folder = temporaryFolder();
  symlinkSync(join(dataDir, 'ledger.sqlite'), join(folder, 'ledger.sqlite'));
  return folder;
}

test.skipIf(process.platform === 'win32')(
  'a ledger that is open is met by whoever comes over a link to it, and its log is found that way',
  async () => {
    const dataDir = await makeLedger();
    const folder = linkedFolder(dataDir);
    const first = await openTestApp({ dataDir });
    await expect(openApp({ dataDir: folder, host: 'script', log: silentLog })).rejects.toBeInstanceOf(LedgerInUseError);
    await first.close();
    const over = await openTestApp({ dataDir: folder });
    await expect(openApp({ dataDir, host: 'script', log: silentLog })).rejects.toBeInstanceOf(LedgerInUseError);
    const { id } = await over.desk.customers.create({ kind: 'person', name: 'Eva' });
    // The machine ends here: what is on the disk now is opened again, over a link.
    const crashed = temporaryFolder();
    cpSync(dataDir, crashed, { recursive: true });
    expect(statSync(join(crashed, 'ledger.sqlite-wal')).size).toBeGreaterThan(0);
    const { desk } = await openTestApp({ dataDir: linkedFolder(crashed) });
    expect(await desk.customers.get({ id })).toMatchObject({ name: 'Eva' });
  },
);

test.each([
  ['a folder', 'is a folder', (file: string) => mkdirSync(file)],
  [
    'write-protected',
    'is write-protected',
    (file: string) => {
      writeFileSync(file, '');
      chmodSync(file, 0o444);
    },
  ],
])(
  'a lock file that is %s, while the ledger can be written, is told, and nothing is opened',
  async (_, fault, make) => {
    for (const dataDir of [await makeLedger(), temporaryFolder()]) {
      const file = join(dataDir, 'ledger.lock');
      rmSync(file, { force: true });
      make(file);
      const before = readdirSync(dataDir);
      const { desk, close } = await openTestApp({ dataDir });
      const { state, problem } = await desk.app.status({});
      expect([state, problem?.code]).toEqual(['problem', 'NO_LOCK']);
      expect(problem?.message).toBe(
        `The lock file ${file} ${fault}, so nothing tells whether another Tallydesk has the ledger open.`,
      );
      await close();
      expect(readdirSync(dataDir)).toEqual(before);
    }
  },
);

test('a lock file that holds something else is emptied and locks', async () => {
  const dataDir = await makeLedger();
  writeFileSync(join(dataDir, 'ledger.lock'), 'something else '.repeat(500));
  const { desk } = await openTestApp({ dataDir });
  expect(await desk.app.status({})).toMatchObject({ state: 'ready', readOnly: false, problem: null });
  await expect(openApp({ dataDir, host: 'script', log: silentLog })).rejects.toBeInstanceOf(LedgerInUseError);
});

test('a disk that is full at the start is told, wherever something is refused', async () => {
  const dataDir = await makeLedger();
  rmSync(join(dataDir, 'ledger.lock'), { force: true });
  full.disk = true;
  onTestFinished(() => {
    full.disk = false;
  });
  const { desk } = await openTestApp({ dataDir });
  const reason = 'there was no room left on the disk when Tallydesk started; make room and start it again';
  const notice = `The ledger can only be read: ${reason}.`;
  expect(await desk.app.status({})).toMatchObject({ state: 'ready', readOnly: true, notice });
  const refusal = await callByName(desk, 'customers.create', { kind: 'person', name: 'Eva' });
  expect(refusal).toMatchObject({ code: 'LEDGER_READ_ONLY', message: notice });
});
