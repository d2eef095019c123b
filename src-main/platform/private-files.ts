import { chmodSync } from 'node:fs';

const onlyForTheOwner = 0o077;

/** What the process was started with; null as long as that still holds. */
let ordinaryMask: number | null = null;

/**
 * From here on every file and folder that this process makes is for its own user alone: the ledger, what SQLite puts beside it,
 * where it is reached. For a host's very first line, and not for threads; Windows keeps people's folders apart by itself.
 */
export function keepFilesPrivate(): void {
  ordinaryMask ??= process.umask(onlyForTheOwner);
}

/** The mode of a file that people save to use it elsewhere: as any program of theirs would make it. Null where files get it anyway. */
export function savedFileMode(): number | null {
  return ordinaryMask === null ? null : 0o666 & ~ordinaryMask;
}

/** Starts another program, which makes its own files as people are used to. */
export function startOrdinarily<Started>(start: () => Started): Started {
  if (ordinaryMask === null) return start();
  process.umask(ordinaryMask);
  try {
    return start();
  } finally {
    process.umask(onlyForTheOwner);
  }
}

/** Gives a file that may be there already a mode; on disks that know none, or where it is somebody else's, it stays as it is. */
export function setMode(path: string, mode: number): void {
  try {
    chmodSync(path, mode);
  } catch {
    // Whoever made it keeps it as it was.
  }
}
