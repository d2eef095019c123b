import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openApp } from '../../src-main/app.ts';
import { silentLog } from '../../src-main/platform/log.ts';
import { temporaryFolder } from '../support/open-studio.ts';

const held = vi.hoisted(() => ({ names: /^$/, asked: [] as unknown[] }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const removeUnlessHeld: typeof rmSync = (path, options) => {
    if (!held.names.test(String(path))) return fs.rmSync(path, options);
    held.asked.push(options);
    throw Object.assign(new Error('resource busy or locked'), { code: 'EBUSY' });
  };
  return { ...fs, rmSync: removeUnlessHeld };
});

const open = (dataDir: string, log = silentLog) => openApp({ dataDir, host: 'script', log });

test('a temporary folder that something holds on to is told to the log, and the ledger is free again', async () => {
  const dataDir = temporaryFolder();
  const told: string[] = [];
  const app = await open(dataDir, { info() {}, error: (message) => void told.push(message) });
  held.names = /tallydesk-\d+-\w+$/;
  await app.close();
  held.names = /^$/;
  expect(held.asked).toEqual([expect.objectContaining({ maxRetries: expect.any(Number) })]);
  expect(told).toEqual([expect.stringMatching(/^the temporary folder .+ stays behind$/)]);
  rmSync(told[0]?.split(' ')[3] ?? '', { recursive: true });
  await (await open(dataDir)).close();
});

test('a file of the holder that cannot be removed does not keep the ledger locked', async () => {
  const dataDir = temporaryFolder();
  const app = await open(dataDir);
  const holder = join(dataDir, 'ledger.holder.json');
  rmSync(holder);
  mkdirSync(holder);
  await app.close();
  await (await open(dataDir)).close();
});
