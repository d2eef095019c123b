import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { runtimeProblem } from '../../src-main/store/ledger-problems.ts';
import { temporaryFolder } from '../support/open-studio.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A Node on this machine that is too old for the database driver, or null. */
function findOldNode(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  const nodes = [...new Set(folders.map((folder) => join(folder, 'node')))].filter((path) => existsSync(path));
  const isOld = (path: string) => {
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().slice(1);
    return Number(version.split('.')[0]) >= 20 && runtimeProblem({ node: version }) !== null;
  };
  return nodes.find(isOld) ?? null;
}

/** The app as an old Node can read it: plain JavaScript in a folder of its own, with the driver as it is installed. */
async function bundleApp(): Promise<string> {
  const folder = temporaryFolder();
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: { ssr: join(root, 'src-main/app.ts'), outDir: folder, emptyOutDir: false, minify: false },
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

test('which versions of Node are too old is told in a sentence', () => {
  const tooOld = ['18.20.4', '20.20.2', '21.7.3', '22.13.1'];
  const fine = ['22.14.0', '22.20.0', '24.21.0', '26.0.0'];
  for (const node of tooOld) expect(runtimeProblem({ node })?.message).toContain(`this is ${node}`);
  for (const node of fine) expect(runtimeProblem({ node })).toBeNull();
});

test('an old Node gets a sentence before the driver could end it without a word', async ({ skip }) => {
  const oldNode = findOldNode();
  skip(oldNode === null, 'there is no Node below 22.14 on this machine');
  const folder = await bundleApp();
  const start = join(folder, 'start.mjs');
  writeFileSync(
    start,
    `import { openApp } from './app.js';
const app = await openApp({ dataDir: ${JSON.stringify(join(folder, 'data'))}, host: 'script' });
const { status } = app.router.app;
console.log(JSON.stringify(await status['~orpc'].handler({ context: app.openContext({ kind: 'script' }) })));
await app.close();`,
  );
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const { status, signal, stdout, stderr } = spawnSync(oldNode ?? '', [start], { encoding: 'utf8' });
  expect([status, signal, stderr]).toEqual([0, null, '']);
  expect(JSON.parse(stdout)).toMatchObject({
    state: 'problem',
    problem: {
      code: 'RUNTIME_TOO_OLD',
      message: expect.stringMatching(/^Tallydesk needs Node 22\.14 or newer to open a ledger; this is \d+/),
    },
  });
}, 60_000);
