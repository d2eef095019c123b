import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type SetupFolder, setupFolder } from '../support/setup-folder.ts';

const file = process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/node/bin/node';
const asNode20 =
  "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.11.0'}})";

/** A project whose own Node is there but made for another system, with a script that prints the Node that it gets. */
function folderOfAnotherSystem(): SetupFolder {
  const folder = setupFolder();
  folder.write(file, 'a program of another system');
  chmodSync(join(folder.path, file), 0o755);
  folder.write(
    'build/only-node.mjs',
    `import { prepare } from './setup/packages.mjs';
import { main } from './setup/say.mjs';
await main(async () => console.log(await prepare()));`,
  );
  return folder;
}

test("a Node of the project's that does not run here is told in a sentence", async () => {
  const ended = await folderOfAnotherSystem().run('build/only-node.mjs', { flags: ['--import', asNode20] });
  expect(ended).toMatchObject({ status: 1, out: '' });
  expect(ended.err).toMatch(/^The project's own Node \([^\n]+\) does not run here: [^\n]+ Install Node 24, [^\n]+\n$/);
});

test('nobody misses it where the Node that started is new enough', async () => {
  const ended = await folderOfAnotherSystem().run('build/only-node.mjs');
  expect(ended).toMatchObject({ status: 0, out: `${process.execPath}\n`, err: '' });
});
