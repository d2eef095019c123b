import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root, runQuietly } from './run.mjs';
import { Missing, say } from './say.mjs';

const out = join(root, 'out');
const stamp = join(out, '.built-from');
const lock = join(out, '.building');
const sources = ['src-main', 'src-renderer', 'src-shared', 'electron.vite.config.ts', 'package-lock.json'];

/** Builds the app into out/ unless what stands there was built from these very sources. */
export async function ensureBuilt(node) {
  mkdirSync(out, { recursive: true });
  await withLock(async () => {
    const digest = digestOf(sources);
    if (readOr(stamp, '') === digest) return;
    say('Building the app (about half a minute)…');
    rmSync(stamp, { force: true });
    const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const { status, output } = await runQuietly(node, [builder, 'build']);
    if (status !== 0) throw new Missing(`${output}\nThe app could not be built; the reason is above.`);
    writeFileSync(stamp, digest);
  });
}

/** One builder at a time: a second start waits for the first one's build instead of writing into it. */
async function withLock(work) {
  while (!take(lock)) {
    if (!isAlive(Number(readOr(lock, '')))) rmSync(lock, { force: true });
    else await pause(200);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function digestOf(names) {
  const hash = createHash('sha256');
  for (const name of names)
    for (const file of filesIn(name)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** The file of that name, or all in the folder, each from the project's folder on; folder by folder, as Node 20.0 can. */
function filesIn(name) {
  const path = join(root, name);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [name];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => filesIn(join(name, entry)));
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
