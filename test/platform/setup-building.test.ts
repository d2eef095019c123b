import { spawnSync } from 'node:child_process';
import { symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { setupFolder } from '../support/setup-folder.ts';

const building = 'Building the app (about half a minute)…\n';
const built = 'Built: out/ is up to date with the sources.\n';
const waiting = 'Another build is under way; waiting…\n';

/** Folders as Node 20.0 lists them: by name, one at a time. */
const asNode20Lists = `data:text/javascript,${encodeURIComponent(`
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const list = fs.readdirSync;
fs.readdirSync = (path) => list(path);
syncBuiltinESMExports();`)}`;

test('the app is built once, and again after a change deep in its sources, on the oldest Node as well', async () => {
  const folder = setupFolder();
  const build = () => folder.run('build/build.mjs', { flags: ['--import', asNode20Lists] });
  folder.write('src-main/store/append.ts', 'one');
  const first = await build();
  expect([first.status, first.err]).toEqual([0, building + built]);
  expect((await build()).err).toBe(built);
  folder.write('src-main/store/append.ts', 'two');
  expect((await build()).status).toBe(0);
  expect(folder.read('out/built')).toBe('built\nbuilt\n');
});

describe('of two builds at once', () => {
  test('the second says once that it waits, and takes what the first has built', async () => {
    const folder = setupFolder();
    folder.write(
      'node_modules/electron-vite/bin/electron-vite.js',
      `const { appendFileSync, existsSync } = require('node:fs');
appendFileSync('out/built', 'built\\n');
setInterval(() => existsSync('go') && process.exit(), 20);`,
    );
    const first = folder.start('build/build.mjs');
    await expect.poll(() => folder.read('out/built'), { timeout: 20_000 }).toBe('built\n');
    const second = folder.start('build/build.mjs');
    await expect.poll(second.err, { timeout: 20_000 }).toBe(waiting);
    folder.write('go', '');
    expect(await first.ended).toMatchObject({ status: 0, err: building + built });
    expect(await second.ended).toMatchObject({ status: 0, err: waiting + built });
    expect(folder.read('out/built')).toBe('built\n');
  });

  test('one that a living process seems to hold is waited for only while it can be true', async () => {
    const folder = setupFolder();
    folder.write('out/.building', String(process.pid));
    const young = folder.start('build/build.mjs');
    await expect.poll(young.err, { timeout: 20_000 }).toBe(waiting);
    young.stop();
    await young.ended;
    const elevenMinutesAgo = Date.now() / 1000 - 11 * 60;
    utimesSync(join(folder.path, 'out', '.building'), elevenMinutesAgo, elevenMinutesAgo);
    expect(await folder.run('build/build.mjs')).toMatchObject({ status: 0, err: building + built });
    expect(folder.read('out/.building')).toBe('');
  });

  test('one whose process is gone is not waited for', async () => {
    const folder = setupFolder();
    folder.write('out/.building', String(spawnSync(process.execPath, ['--version']).pid));
    expect(await folder.run('build/build.mjs')).toMatchObject({ status: 0, err: building + built });
  });
});

test('an app that is built already needs no lock', async () => {
  const folder = setupFolder();
  await folder.run('build/build.mjs');
  folder.write('out/.building', String(process.pid));
  expect(await folder.run('build/build.mjs')).toMatchObject({ status: 0, err: built });
});

describe('an out/ that cannot be written to', () => {
  const cannot = /^The app could not be built, as its folder out\/ cannot be written to \(E[A-Z]+: [^\n]+\)\.\n$/;

  test('is told in a sentence', async () => {
    const folder = setupFolder();
    folder.write('out', 'a file');
    expect(await folder.run('build/build.mjs')).toMatchObject({ status: 1, err: expect.stringMatching(cannot) });
  });

  // Only Linux has a folder in which nobody at all can make a file.
  test.skipIf(process.platform !== 'linux')('is told in a sentence when it is the lock that fails', async () => {
    const folder = setupFolder();
    symlinkSync('/proc/self', join(folder.path, 'out'));
    expect(await folder.run('build/build.mjs')).toMatchObject({ status: 1, err: expect.stringMatching(cannot) });
  });
});
