import { describe, expect, test } from 'vitest';
import { type SetupFolder, setupFolder } from '../support/setup-folder.ts';

/** A person at a screen, whoever runs the tests. */
const atScreen = {
  flags: ['--import', 'data:text/javascript,process.getuid=()=>1000'],
  env: { DISPLAY: ':0' },
};

/** An app that is built, with Electron's program in place as these lines for the shell, and a browser host that says so. */
function folderWithElectron(lines: string): SetupFolder {
  const folder = setupFolder();
  folder.write('node_modules/electron/path.txt', 'electron');
  folder.program('node_modules/electron/dist/electron', lines);
  folder.write('out/main/browser.js', "console.log('the browser host', ...process.argv.slice(2));");
  return folder;
}

// A stand-in for Electron is a program for the shell, and Windows has no signals.
describe.skipIf(process.platform === 'win32')('npm start', () => {
  const start = (electron: string) =>
    folderWithElectron(electron).run('build/start.mjs', { ...atScreen, args: ['--demo'] });
  const inBrowser = 'Tallydesk opens in the browser instead.';

  test.each([
    ['TRAP', 133],
    ['ABRT', 134],
    ['SEGV', 139],
    ['ILL', 132],
  ])('opens in the browser where Electron ends by SIG%s', async (signal, status) => {
    const ended = await start(`kill -${signal} $$`);
    expect(ended).toMatchObject({ status: 0, out: 'the browser host --demo\n' });
    expect(ended.err).toContain(
      `Electron's window has ended by a fault of Electron (status ${status}): ${inBrowser}\n`,
    );
  });

  test('opens in the browser where a library of Electron is missing', async () => {
    const ended = await start('exit 127');
    expect(ended).toMatchObject({ status: 0, out: 'the browser host --demo\n' });
    expect(ended.err).toContain(`Electron's window cannot be opened here (its program does not start): ${inBrowser}\n`);
  });

  test.each([
    ['exit 0', 0],
    ['exit 1', 1],
    ['kill -INT $$', 130],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
  ])('ends where Electron has ended as it was meant to: %s', async (lines, status) => {
    const ended = await start(lines);
    expect(ended).toMatchObject({ status, out: '' });
    expect(ended.err).not.toContain('browser');
  });
});
