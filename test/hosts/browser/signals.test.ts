import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openTestApp, temporaryFolder } from '../../support/open-studio.ts';

const host = fileURLToPath(new URL('../../../src-main/hosts/browser/main.ts', import.meta.url));

/** Starts the browser host from its source, as developing does, so that it needs no built page. */
function startHost(dataDir: string, temporary: string) {
  const child = spawn(process.execPath, [host, '--data', dataDir, '--no-open', '--port', '0', '--demo'], {
    env: { ...process.env, TMPDIR: temporary, TALLYDESK_DEV_TOKEN: 'a-token' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (told += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { told: () => told, ended, signal: (name: NodeJS.Signals) => child.kill(name) };
}

// Windows has no signals: it ends a process at once.
test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
  '%s while the demo is being filled closes the ledger cleanly and leaves nothing behind',
  async (name) => {
    const [dataDir, temporary] = [temporaryFolder(), temporaryFolder()];
    const { told, ended, signal } = startHost(dataDir, temporary);
    await expect.poll(() => readdirSync(temporary).join(), { timeout: 20_000 }).toContain('tallydesk-demo-');
    signal(name);
    signal(name);
    expect(await ended).toBe(0);
    expect(told()).toBe('Filling the new ledger with the demo studio…\n');
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(dataDir).sort()).toEqual(['ledger.lock', 'ledger.sqlite']);
    const { desk } = await openTestApp({ dataDir });
    expect(await desk.app.status({})).toMatchObject({ state: 'empty', problem: null });
  },
);
