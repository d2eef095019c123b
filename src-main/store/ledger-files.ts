import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdtempSync,
  openSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

const noRoomCodes = ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'];

/** Up to this size the whole file is looked through at each start; damage in larger ones is told where it is met. */
const checkedBytesMax = 64 * 1024 * 1024;

/** True where a ledger is too large to be looked through, or copied, at each start. */
export function isLarge(path: string): boolean {
  return statSync(path).size > checkedBytesMax;
}

/** The file that a path leads to where it is a link, else the path itself: SQLite's log, and our lock, lie beside the file. Null where a link leads nowhere. */
export function realLedgerPath(path: string): string | null {
  if (!isLink(path)) return path;
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    // Nothing is there, or what keeps it from being seen is told by whoever opens it.
    return false;
  }
}

/** True where the last process ended without closing the ledger: what it wrote last is still in the log beside it. */
export function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** The first of `base`, `base-2`, `base-3` … that nothing has yet. */
export function freeName(base: string): string {
  let name = base;
  for (let count = 2; existsSync(name); count += 1) name = `${base}-${count}`;
  return name;
}

/** Copies a ledger and, unless `alone`, its log into a folder; the copy's path. The copy can be written. */
export function copyInto(folder: string, path: string, alone: boolean): string {
  const copy = join(folder, basename(path));
  for (const part of alone || !hasLog(path) ? [''] : ['', '-wal']) {
    copyFileSync(`${path}${part}`, `${copy}${part}`);
    chmodSync(`${copy}${part}`, 0o600);
  }
  return copy;
}

/** Works with a copy of a ledger (and, unless `alone`, of its log), which is gone afterwards; where the temporary folder has no room for it, beside the ledger. */
export function withCopy<Answer>(
  path: string,
  { temporary, alone }: { temporary: string; alone: boolean },
  work: (copy: string) => Answer,
): Answer {
  const workIn = (prefix: string) => {
    const folder = mkdtempSync(prefix);
    try {
      return work(copyInto(folder, path, alone));
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  };
  try {
    return workIn(join(temporary, 'check-'));
  } catch (error) {
    if (!isNoRoom(error)) throw error;
    return workIn(`${path}.check-`);
  }
}

/** True where an error tells that there is no room left on a disk. */
export function isNoRoom(error: unknown): boolean {
  return error instanceof Error && 'code' in error && noRoomCodes.includes(String(error.code));
}

/** True where a file and its folder, or, where there is no file yet, its folder can be written. Asks the modes too, which do not bind an administrator: a file that was marked as write-protected is meant so. */
export function isWritable(path: string): boolean {
  try {
    return [path, dirname(path)].filter(existsSync).every((one) => {
      accessSync(one, constants.W_OK);
      return !isWriteProtected(statSync(one), process.platform);
    });
  } catch {
    return false;
  }
}

/** True where a mode lets nobody write. Not asked of Windows' folders: there the mark says that a folder looks special, and binds nobody. */
export function isWriteProtected(stats: Pick<Stats, 'mode' | 'isDirectory'>, platform: NodeJS.Platform): boolean {
  if (platform === 'win32' && stats.isDirectory()) return false;
  return (stats.mode & 0o222) === 0;
}

/** Makes a file, or a folder's names, durable; a no-op for folders where they can't be synced (Windows). */
export function syncToDisk(path: string): void {
  const isFolder = statSync(path).isDirectory();
  if (isFolder && process.platform === 'win32') return;
  const file = openSync(path, isFolder ? 'r' : 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
