import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type SetupFolder, setupFolder } from '../support/setup-folder.ts';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const downloading =
  "Electron's program is not here yet: downloading it (more than 100 MB, once; 10 minutes at most)…\n";

/** A project with a script that gets Electron with the Node that `prepare` gives, and prints where its program is. */
function folderOfElectron(): SetupFolder {
  const folder = setupFolder();
  folder.write(
    'build/only-electron.mjs',
    `import { getElectron } from './setup/electron.mjs';
import { prepare } from './setup/packages.mjs';
console.log(await getElectron(await prepare()));`,
  );
  return folder;
}

/** The same with Electron's package as it is installed, but without its program: its own downloader is what runs. */
function folderWithoutProgram(): SetupFolder {
  const folder = folderOfElectron();
  const own = join(folder.path, 'node_modules', 'electron');
  mkdirSync(own, { recursive: true });
  for (const file of ['install.js', 'package.json', 'checksums.json'])
    cpSync(join(modules, 'electron', file), join(own, file));
  for (const scope of ['@electron', '@electron-internal'])
    symlinkSync(join(modules, scope), join(folder.path, 'node_modules', scope), 'junction');
  return folder;
}

/** A proxy that lets nobody through; what it was asked for, and its address. */
async function closedProxy() {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url }, socket) => {
    asked.push(String(url));
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  return { asked, address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
}

/** The environment without what would lead the download elsewhere. */
function downloadEnv(folder: SetupFolder, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
  const none = Object.fromEntries([...proxies, 'ELECTRON_MIRROR'].map((name) => [name, undefined]));
  return { ...none, electron_config_cache: join(folder.path, 'cache'), ...more };
}

describe("Electron's program", () => {
  test('is told to be missing as soon as the download is found to be out of reach, and not tried again that day', async () => {
    const folder = folderWithoutProgram();
    const env = downloadEnv(folder, { ELECTRON_MIRROR: 'http://127.0.0.1:1/' });
    expect(await folder.run('build/only-electron.mjs', { env })).toEqual({
      status: 0,
      out: 'null\n',
      err: downloading,
    });
    expect(await folder.run('build/only-electron.mjs', { env })).toEqual({ status: 0, out: 'null\n', err: '' });
  });

  test('is asked of the proxy that the environment names', async () => {
    const folder = folderWithoutProgram();
    const { asked, address } = await closedProxy();
    const ended = await folder.run('build/only-electron.mjs', {
      env: downloadEnv(folder, { HTTPS_PROXY: address }),
    });
    expect(ended).toMatchObject({ status: 0, out: 'null\n' });
    expect(new Set(asked)).toEqual(new Set(['github.com:443']));
  });

  // The project's Node is a program for the shell here.
  test.skipIf(process.platform === 'win32')("is downloaded by the project's Node, whichever started", async () => {
    const folder = folderOfElectron();
    folder.program('node_modules/node/bin/node', `OF_THE_PROJECT=yes exec "${process.execPath}" "$@"`);
    folder.write(
      'node_modules/electron/install.js',
      `const { mkdirSync, writeFileSync } = require('node:fs');
if (process.env.OF_THE_PROJECT !== 'yes') process.exit(1);
mkdirSync('dist');
writeFileSync('dist/electron', '');
writeFileSync('path.txt', 'electron');`,
    );
    const program = join(folder.path, 'node_modules', 'electron', 'dist', 'electron');
    expect(await folder.run('build/only-electron.mjs')).toEqual({ status: 0, out: `${program}\n`, err: downloading });
  });
});
