import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { root, runQuietly } from './run.mjs';
import { say } from './say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** A Chromium for the tests in a real browser: the system's, Playwright's, or one installed now; null where none can be had. */
export async function getChromium() {
  return findChromium() ?? (await installFromDebian()) ?? (await installFromPlaywright());
}

function findChromium() {
  return systemPrograms().find(runs) ?? playwrightsOwn();
}

function systemPrograms() {
  if (process.env.TALLYDESK_CHROMIUM) return [process.env.TALLYDESK_CHROMIUM];
  const inPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const bundles = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
  const windows = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA].flatMap(
    (base) =>
      base
        ? [join(base, 'Google/Chrome/Application/chrome.exe'), join(base, 'Microsoft/Edge/Application/msedge.exe')]
        : [],
  );
  const here = { win32: windows, darwin: bundles }[process.platform] ?? inPath;
  return here.filter((file) => existsSync(file));
}

/** Some names are only a hint to install the real thing; asking for the version tells (on Windows it would open a window). */
function runs(program) {
  return process.platform === 'win32' || spawnSync(program, ['--version'], { timeout: 20_000 }).status === 0;
}

function playwrightsOwn() {
  const file = createRequire(join(root, 'package.json'))('playwright-core').chromium.executablePath();
  return file && existsSync(file) ? file : null;
}

async function installFromDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  say('Installing Chromium for the tests with apt-get…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  const first = await runQuietly('apt-get', install, { env });
  if (first.status !== 0) {
    await runQuietly('apt-get', ['update'], { env });
    await runQuietly('apt-get', install, { env });
  }
  return findChromium();
}

async function installFromPlaywright() {
  say('Installing Chromium for the tests with Playwright…');
  const cli = join(root, 'node_modules', 'playwright', 'cli.js');
  await runQuietly(process.execPath, [cli, 'install', 'chromium'], { limitMs: 240_000 });
  return findChromium();
}
