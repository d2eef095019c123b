import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { LedgerInUseError, openApp } from '../../src-main/app.ts';
import { silentLog } from '../../src-main/platform/log.ts';
import { openTestApp, temporaryFolder } from '../support/open-studio.ts';

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
