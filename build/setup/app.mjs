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

/** Longer than any build takes: a lock of that age was left behind, even where its process number is in use again. */
const lockAbandonedAfterMs = 10 * 60 * 1000;

/** Builds the app into out/ unless what stands there was built from these very sources. */
export async function ensureBuilt(node) {
  if (isUpToDate(digestOf(sources))) return;
  await withLock(async () => {
    const digest = digestOf(sources);
    if (isUpToDate(digest)) return;
    say('Building the app (about half a minute)…');
    rmSync(stamp, { force: true });
    const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const { status, output } = await runQuietly(node, [builder, 'build']);
    if (status !== 0) throw new Missing(`${output}\nThe app could not be built; the reason is above.`);
    writeFileSync(stamp, digest);
  });
}

function isUpToDate(digest) {
  return readOr(stamp, '') === digest;
}

/** One builder at a time: a second start waits for the first one's build instead of writing into it. */
async function withLock(work) {
  let told = false;
  while (!inOut(take)) {
    if (isAbandoned()) inOut(() => rmSync(lock, { force: true }));
    else {
      if (!told) say('Another build is under way; waiting…');
      told = true;
      await pause(200);
    }
  }
  try {
    await work();
  } finally {
    // Who took so long that another has taken over leaves the other's lock alone.
    if (readOr(lock, '') === String(process.pid)) rmSync(lock, { force: true });
  }
}

/** Takes the lock; false where it is held. */
function take() {
  mkdirSync(out, { recursive: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function inOut(change) {
  try {
    return change();
  } catch (error) {
    throw new Missing(`The app could not be built, as its folder out/ cannot be written to (${error.message}).`);
  }
}

/** True for a lock whose process is gone, or that is too old; false where it has just been given back. */
function isAbandoned() {
  const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  if (since === undefined) return false;
  return Date.now() - since > lockAbandonedAfterMs || !isAlive(Number(readOr(lock, '')));
}

/** Of another process: in a container the number of one that is gone is soon given again, even to this one. */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
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
