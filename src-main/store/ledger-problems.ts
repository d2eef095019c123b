/** What keeps a ledger file from being used, in words for people; the file is as it was. */
export type LedgerProblem = {
  readonly code:
    | 'NOT_A_LEDGER'
    | 'DAMAGED'
    | 'NEWER'
    | 'NOT_MIGRATED'
    | 'UNREADABLE'
    | 'MISSING'
    | 'NO_LOCK'
    | 'NO_TEMPORARY_FOLDER'
    | 'RUNTIME_TOO_OLD';
  readonly message: string;
  readonly advice: string;
};

/** Rows that can't belong together, in a file that SQLite itself finds whole: what asks for them can't be answered, the rest can. */
export class DamagedRowsError extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'DamagedRowsError';
  }
}

/** Node below 22.14 crashes without a word when the database driver opens a file; a sentence must come before that. */
export function runtimeProblem(versions: { node: string }): LedgerProblem | null {
  const [major = 0, minor = 0] = versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 14)) return null;
  return {
    code: 'RUNTIME_TOO_OLD',
    message: `Tallydesk needs Node 22.14 or newer to open a ledger; this is ${versions.node}.`,
    advice: 'Start it with "npm start", which brings the right version along.',
  };
}

/** The file holds nothing at all. */
export function emptyFile(path: string): LedgerProblem {
  return {
    code: 'DAMAGED',
    message: `The ledger file ${path} is empty.`,
    advice: 'Put a backup in its place, or move the file away to begin a new ledger.',
  };
}

/** There is no file, and beside its place lies the log of one. */
export function missingFile(path: string): LedgerProblem {
  return {
    code: 'MISSING',
    message: `The ledger file ${path} is missing; the log ${path}-wal that belongs to it is still there.`,
    advice:
      'Put the file back, or a backup in its place. To begin a new ledger instead, move the log to another folder first.',
  };
}

/** In the file's place is a link to another one, which is not there. */
export function linkToNowhere(path: string): LedgerProblem {
  return {
    code: 'MISSING',
    message: `The ledger ${path} is a link, and the file or drive that it leads to is not there.`,
    advice:
      'Connect the drive, or put the file back where the link leads, and start again. To begin a new ledger instead, move the link away first.',
  };
}

/** The ledger could be written, but not the file that keeps two processes from doing so at once. */
export function lockUnusable(file: string, fault: string): LedgerProblem {
  return {
    code: 'NO_LOCK',
    message: `The lock file ${file} ${fault}, so nothing tells whether another Tallydesk has the ledger open.`,
    advice: 'Close every Tallydesk, move that lock file away (nothing is kept in it), and start again.',
  };
}

/** There is no place for temporary files. */
export function noTemporaryFolder(folder: string): LedgerProblem {
  return {
    code: 'NO_TEMPORARY_FOLDER',
    message: `The temporary folder ${folder} is not there, or can't be written. The ledger was left as it is.`,
    advice:
      'Make that folder, or name another one in TMPDIR (on Windows: TEMP), see that its disk is not full, and start again.',
  };
}

/** In the file's place is something that holds no bytes of its own. */
export function notAFile(path: string, isFolder: boolean): LedgerProblem {
  return {
    code: 'NOT_A_LEDGER',
    message: `${path} is not a file${isFolder ? ' but a folder' : ''}. It was left as it is.`,
    advice: 'Move it away to begin a new ledger, or put a backup of your ledger in its place.',
  };
}

/** The file is something else. */
export function notALedger(path: string): LedgerProblem {
  return {
    code: 'NOT_A_LEDGER',
    message: `The file ${path} is not a Tallydesk ledger. It was left as it is.`,
    advice: 'Start Tallydesk with another data folder (--data), or put a backup of your ledger in its place.',
  };
}

/** The file has a format that this version does not know yet. */
export function newerFormat(path: string, format: number, known: number): LedgerProblem {
  return {
    code: 'NEWER',
    message: `The ledger ${path} was written by a newer Tallydesk (format ${format}; this version knows up to ${known}).`,
    advice: 'Install the newer version on this computer too. The file was left as it is.',
  };
}

/** The file is a ledger, and parts of it are not what they should be. */
export function damaged(path: string, detail: string): LedgerProblem {
  return {
    code: 'DAMAGED',
    message: `The ledger file ${path} is damaged (${detail.replace(/[\s.]+$/, '').replaceAll(/\s+/g, ' ')}).`,
    advice: 'Keep a copy of the file as it is, then put the latest backup in its place. Nothing in it was changed.',
  };
}

/** The file has an older format and could not be brought to this version's. */
export function notMigrated(path: string, error: unknown): LedgerProblem {
  return {
    code: 'NOT_MIGRATED',
    message: `The ledger ${path} has an older format and could not be brought to this version's: ${reasonOf(error)}. It was left as it is.`,
    advice: 'See that the disk is not full and start again; until then, the version that wrote it can go on with it.',
  };
}

/** Why a ledger could not be opened, from what was thrown. */
export function problemOf(error: unknown, path: string): LedgerProblem {
  const damage = damageOf(error, path);
  if (damage) return damage;
  if (codeOf(error) === 'SQLITE_NOTADB') return notALedger(path);
  return {
    code: 'UNREADABLE',
    message: `The ledger ${path} can't be opened: ${reasonOf(error)}.`,
    advice: 'See that the folder exists, that you may write to it, and that the disk is not full; then start again.',
  };
}

/** The damage that an error tells of, or null where it tells of something else. */
export function damageOf(error: unknown, path: string): LedgerProblem | null {
  return codeOf(error).startsWith('SQLITE_CORRUPT') ? damaged(path, sentenceOf(error)) : null;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not read or write it, or its folder',
  EPERM: 'you may not read or write it, or its folder',
  EROFS: 'its disk is write-protected',
  ENOENT: 'its folder is not there',
  ENOTDIR: 'in the place of its folder is a file',
  EEXIST: 'in the place of its folder is a file, or a link that leads nowhere',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  ENOSPC: 'there is no room left on the disk',
  EDQUOT: 'there is no room left on the disk',
  SQLITE_FULL: 'there is no room left on the disk',
  EIO: 'the disk reported a fault',
  SQLITE_IOERR: 'the disk reported a fault',
  SQLITE_BUSY: 'another program holds it',
  EBUSY: 'another program holds it',
  SQLITE_CANTOPEN: 'it, or its folder, can neither be read nor written',
};

/** The system's words for what it refused are no sentence. */
function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return reasons[code] ?? reasons[code.split('_').slice(0, 2).join('_')] ?? sentenceOf(error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function sentenceOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
