import { expect, test } from 'vitest';
import { setupFolder } from '../support/setup-folder.ts';

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
  expect([first.status, first.err]).toEqual([
    0,
    'Building the app (about half a minute)…\nBuilt: out/ is up to date with the sources.\n',
  ]);
  expect((await build()).err).toBe('Built: out/ is up to date with the sources.\n');
  folder.write('src-main/store/append.ts', 'two');
  expect((await build()).status).toBe(0);
  expect(folder.read('out/built')).toBe('built\nbuilt\n');
});
