import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStudio, temporaryFolder } from '../support/open-studio.ts';

const mainOf = (host: string) => fileURLToPath(new URL(`../../src-main/hosts/${host}/main.ts`, import.meta.url));

/** Starts a host as people's shells do, in which new files are for everybody to read. */
function start(host: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const shell = ['-c', 'umask 022; exec "$0" "$@"', process.execPath, mainOf(host), ...args];
  const child = spawn('/bin/sh', shell, { env: { ...process.env, TALLYDESK_DEV_TOKEN: 'a-token', ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (told += part.toString()));
  return { child, told: () => told, ended: new Promise((resolve) => child.once('close', resolve)) };
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const modesIn = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, modeOf(join(folder, name))]));

const studio = {
  op: 'studio.create',
  input: {
    name: 'Lindenhof',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    locale: 'en',
    manager: { name: 'Ada', email: 'ada@example.org', pin: '2580' },
  },
};

describe.skipIf(process.platform === 'win32')('what others on the computer may read', () => {
  test('nothing of the ledger, though any report that is saved', async () => {
    const [home, reports] = [temporaryFolder(), temporaryFolder()];
    const dataDir = join(home, 'share', 'tallydesk');
    const path = join(reports, 'usage.csv');
    const { child, told, ended } = start('script', ['-', '--data', dataDir]);
    const asked = { scope: { studio: true }, format: 'csv', path };
    child.stdin.write(`${JSON.stringify(studio)}\n${JSON.stringify({ op: 'reports.export', input: asked })}\n`);
    await expect.poll(told, { timeout: 20_000 }).toMatch(/sha256/);
    expect(modeOf(dataDir)).toBe('700');
    expect(Object.keys(modesIn(dataDir))).toEqual(
      expect.arrayContaining(['ledger.holder.json', 'ledger.sqlite', 'ledger.sqlite-wal']),
    );
    expect(new Set(Object.values(modesIn(dataDir)))).toEqual(new Set(['600']));
    expect(modesIn(reports)).toEqual({ 'usage.csv': '644' });
    child.stdin.end();
    await ended;
  });

  test('a folder that somebody chose stays as open as it was, the files in it do not', async () => {
    const dataDir = temporaryFolder();
    chmodSync(dataDir, 0o755);
    const { told } = start('browser', ['--data', dataDir, '--no-open', '--port', '0']);
    await expect.poll(told, { timeout: 20_000 }).toContain('Tallydesk is ready at');
    expect(modeOf(dataDir)).toBe('755');
    expect(new Set(Object.values(modesIn(dataDir)))).toEqual(new Set(['600']));
  });

  test('a browser that is opened saves its own files as ever', async () => {
    const programs = temporaryFolder();
    mkdirSync(join(programs, 'saved'));
    const saved = join(programs, 'saved', 'page.html');
    writeFileSync(join(programs, 'xdg-open'), `#!/bin/sh\necho saved > "${saved}"\n`);
    chmodSync(join(programs, 'xdg-open'), 0o755);
    const { told } = start('browser', ['--data', temporaryFolder(), '--port', '0'], { PATH: programs, DISPLAY: ':0' });
    await expect.poll(told, { timeout: 20_000 }).toContain('Tallydesk is ready at');
    if (process.platform === 'linux')
      await expect.poll(() => modesIn(join(programs, 'saved'))).toEqual({ 'page.html': '644' });
  });

  test('where a host is reached, though a file that a crash has left was open to all', async () => {
    const { app, dataDir } = await openStudio();
    const holder = join(dataDir, 'ledger.holder.json');
    chmodSync(holder, 0o644);
    app.announce('http://127.0.0.1:5055/?token=a');
    expect(modeOf(holder)).toBe('600');
  });
});
