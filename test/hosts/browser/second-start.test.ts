import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../support/open-studio.ts';

const host = fileURLToPath(new URL('../../../src-main/hosts/browser/main.ts', import.meta.url));

type Start = { told(): string; ended: Promise<number | null> };

/** Starts the browser host from its source; programs that it starts are looked for in `programs`. */
function start(dataDir: string, programs: string, ...more: string[]): Start {
  const child = spawn(process.execPath, [host, '--data', dataDir, '--port', '0', ...more], {
    env: { ...process.env, PATH: programs, DISPLAY: ':0', TALLYDESK_DEV_TOKEN: 'the-launch-token' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (told += part.toString()));
  return { told: () => told, ended: new Promise((resolve) => child.once('close', resolve)) };
}

/** A folder with a browser that only writes down what it was asked to open. */
function fakeBrowser(): { folder: string; asked(): string } {
  const folder = temporaryFolder();
  const [program, notes] = [join(folder, 'xdg-open'), join(folder, 'asked')];
  writeFileSync(program, `#!/bin/sh\nprintf '%s' "$*" > "${notes}.part" && /bin/mv "${notes}.part" "${notes}"\n`);
  chmodSync(program, 0o755);
  return { folder, asked: () => (existsSync(notes) ? readFileSync(notes, 'utf8') : '') };
}

test.skipIf(process.platform !== 'linux')(
  'a second start opens the first one’s page by an address that works once, never by the launch’s token',
  async () => {
    const dataDir = temporaryFolder();
    const browser = fakeBrowser();
    const first = start(dataDir, browser.folder, '--no-open');
    await expect.poll(first.told, { timeout: 20_000 }).toContain('Tallydesk is ready at');
    const second = start(dataDir, browser.folder);
    expect(await second.ended).toBe(0);
    expect(second.told()).toMatch(/^Tallydesk already runs on this ledger at http:\/\/127\.0\.0\.1:\d+\//);
    await expect.poll(browser.asked, { timeout: 20_000 }).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    expect(browser.asked()).not.toContain('the-launch-token');
    const open = () => fetch(browser.asked(), { redirect: 'manual' }).then(({ status }) => status);
    expect([await open(), await open()]).toEqual([303, 401]);
  },
);
