import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/open-studio.ts';

const poster = fileURLToPath(new URL('./post-in-process.ts', import.meta.url));
const postings = 100;
/** Of the system, not of this project: a test without it is skipped. */
const tracer = 'strace';

/** Why system calls can't be watched here, or null. */
function whyUnwatched(): string | null {
  if (process.platform !== 'linux') return 'system calls are watched with strace, which is of Linux';
  const tried = spawnSync(tracer, ['-f', '-o', '/dev/null', 'true']);
  if (tried.error) return 'strace is not installed (Debian: apt-get install strace)';
  return tried.status === 0 ? null : `strace may not watch here: ${tried.stderr}`;
}

/** The syncs and renames of a process that posts entries into a folder's ledger: before, during and after the postings. */
function watch(dataDir: string): { before: string[]; during: string[] } {
  const trace = join(temporaryFolder(), 'trace');
  const calls = 'trace=fsync,fdatasync,mkdir,mkdirat,rename,renameat,renameat2';
  const watched = [
    '-f',
    '-y',
    '--seccomp-bpf',
    '-s',
    '400',
    '-e',
    calls,
    '-o',
    trace,
    process.execPath,
    poster,
    dataDir,
    String(postings),
  ];
  const { status, stderr } = spawnSync(tracer, watched, { encoding: 'utf8' });
  expect([status, stderr.replace(/strace: .*\n/g, '')]).toEqual([0, '']);
  const lines = readFileSync(trace, 'utf8').split('\n');
  const begin = lines.findIndex((line) => line.includes('mark-begin-'));
  const end = lines.findIndex((line) => line.includes('mark-end-'));
  expect([begin > 0, end > begin]).toEqual([true, true]);
  return { before: lines.slice(0, begin), during: lines.slice(begin, end) };
}

const isSync = (line: string) => /\b(fsync|fdatasync)\(/.test(line) && !line.includes('resumed');

test('each posting is synced to the disk before it is answered, on a new ledger and on one that is opened again', ({
  skip,
}) => {
  const why = whyUnwatched();
  skip(why !== null, why ?? '');
  const dataDir = temporaryFolder();
  const made = watch(dataDir);
  const opened = watch(dataDir);
  for (const { during } of [made, opened]) {
    const logSyncs = during.filter((line) => isSync(line) && line.includes('ledger.sqlite-wal'));
    expect(logSyncs.length).toBeGreaterThanOrEqual(postings);
  }
  const named = made.before.findIndex((line) => /rename\w*\(.*ledger\.sqlite\.new.*ledger\.sqlite"/.test(line));
  expect(named).toBeGreaterThan(0);
  expect(made.before.slice(0, named).some((line) => isSync(line) && line.includes('ledger.sqlite.new'))).toBe(true);
  const afterwards = made.before.slice(named);
  const folderSync = afterwards.findIndex((line) => isSync(line) && line.includes(`<${dataDir}>`));
  const firstAnswer = afterwards.findIndex((line) => isSync(line) && line.includes('ledger.sqlite-wal'));
  expect([folderSync > 0, firstAnswer > folderSync]).toEqual([true, true]);
});
