import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { root } from './support/browser-host.ts';

type Started = { out(): string; err(): string; stop(signal: NodeJS.Signals): void; ended: Promise<number | null> };
type Fixtures = { dataDir: string; start(...args: string[]): Started };

const test = base.extend<Fixtures>({
  dataDir: async ({ playwright: _playwright }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'tallydesk-start-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  start: async ({ dataDir }, use) => {
    const started: Started[] = [];
    await use((...args) => {
      const host = startHost(['--data', dataDir, '--no-open', ...args]);
      started.push(host);
      return host;
    });
    for (const host of started) host.stop('SIGKILL');
  },
});

function startHost(args: string[]): Started {
  const child = spawn(process.execPath, ['out/main/browser.js', ...args], { cwd: root });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (part: Buffer) => out.push(part.toString()));
  child.stderr.on('data', (part: Buffer) => err.push(part.toString()));
  return {
    out: () => out.join(''),
    err: () => err.join(''),
    stop: (signal) => child.kill(signal),
    ended: new Promise((resolve) => child.once('close', resolve)),
  };
}

const readyLine = /^Tallydesk is ready at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/;
const isReady = (host: Started) => expect.poll(() => host.out(), { timeout: 30_000 }).toMatch(readyLine);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`one line says that the app is ready, and ${signal} closes the ledger cleanly`, async ({ start, dataDir }) => {
    const host = start('--port', '0');
    await isReady(host);
    host.stop(signal);
    expect(await host.ended).toBe(0);
    expect(host.out()).toMatch(readyLine);
    expect(host.err()).toBe('');
    expect(readdirSync(dataDir).sort()).toEqual(['ledger.lock', 'ledger.sqlite']);
  });
}

test('a second start on the same ledger names the address of the first and ends', async ({ start, dataDir }) => {
  const first = start('--port', '0');
  await isReady(first);
  if (process.platform !== 'win32') expect(statSync(join(dataDir, 'ledger.holder.json')).mode & 0o077).toBe(0);
  const second = start('--port', '0');
  expect(await second.ended).toBe(0);
  const address = /http:\S+/.exec(first.out())?.[0];
  expect(second.err()).toBe(`Tallydesk already runs on this ledger at ${address}\n`);
  expect(second.out()).toBe('');
});

test('after a kill the ledger opens again', async ({ start }) => {
  const first = start('--port', '0');
  await isReady(first);
  first.stop('SIGKILL');
  await first.ended;
  await isReady(start('--port', '0'));
});

test('a port that is taken is said in a sentence', async ({ start, dataDir }) => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const host = start('--port', String(typeof address === 'object' ? address?.port : 0));
  expect(await host.ended).toBe(1);
  expect(host.err()).toBe('This port is taken or not allowed. Choose another one with --port, or leave it out.\n');
  expect(readdirSync(dataDir)).not.toContain('ledger.holder.json');
  server.close();
});

test('an option that does not exist is answered with those that do', async ({ start }) => {
  const host = start('--prot', '1');
  expect(await host.ended).toBe(2);
  expect(host.err()).toContain("'--prot'");
  expect(host.err()).toContain('--data DIR');
  expect(host.err()).not.toMatch(/\n {4}at /);
});

test('a file that is no ledger stays as it is, and the app starts to say so', async ({ start, dataDir }) => {
  const text = 'This is a shopping list, not a ledger.'.repeat(10);
  writeFileSync(join(dataDir, 'ledger.sqlite'), text);
  const host = start('--port', '0');
  await isReady(host);
  const entered = await fetch(/http:\S+/.exec(host.out())?.[0] ?? '', { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const address = new URL('/rpc/app/status', /http:\S+/.exec(host.out())?.[0]);
  const headers = { cookie, 'content-type': 'application/json' };
  const status = await (await fetch(address, { method: 'POST', headers, body: '{}' })).json();
  expect(status.json).toMatchObject({ state: 'problem', problem: { code: 'NOT_A_LEDGER' } });
  host.stop('SIGTERM');
  expect(await host.ended).toBe(0);
});
