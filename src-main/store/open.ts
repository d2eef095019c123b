import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Db } from './database.ts';
import { formatOf, loadMigrations, migrate } from './migrate.ts';

/** 'TALY': marks the file as a Tallydesk ledger. */
export const applicationId = 0x54414c59;

/** What keeps a ledger file from being used, in words for people; the file is as it was. */
export type LedgerProblem = {
  readonly code: 'NOT_A_LEDGER' | 'DAMAGED' | 'NEWER' | 'UNREADABLE' | 'RUNTIME_TOO_OLD';
  readonly message: string;
  readonly advice: string;
};

/** An open ledger, or why there is none. `readOnly`: the file or its folder can't be written. */
export type Opened =
  | { readonly ok: true; readonly db: Db; readonly readOnly: boolean }
  | { readonly ok: false; readonly problem: LedgerProblem };

/** Opens the ledger at `path`, making it where there is none; never changes a file that is not a healthy ledger of this or an older format. */
export function openLedger(path: string): Opened {
  const tooOld = runtimeProblem(process.versions);
  if (tooOld) return { ok: false, problem: tooOld };
  try {
    if (!existsSync(path)) createLedger(path);
    const problem = fileProblem(path);
    if (problem) return { ok: false, problem };
    return openExisting(path);
  } catch (error) {
    return { ok: false, problem: problemOf(error, path) };
  }
}

/** Opens a second connection for reading only: a worker's. Throws what SQLite throws. */
export function openForReading(path: string): Db {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  db.pragma('busy_timeout = 5000');
  return db;
}

/** Opens a further writing connection to a ledger that is open and migrated already: an import's worker. */
export function openForWriting(path: string): Db {
  const db = new Database(path, { fileMustExist: true });
  setPragmas(db);
  return db;
}

/** Node below 22.14 crashes without a word when this driver opens a file; a sentence must come before that. */
export function runtimeProblem(versions: { node: string; electron?: string | undefined }): LedgerProblem | null {
  const [major = 0, minor = 0] = versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 14)) return null;
  return {
    code: 'RUNTIME_TOO_OLD',
    message: `Tallydesk needs Node 22.14 or newer to open a ledger; this is ${versions.node}.`,
    advice: 'Start it with "npm start", which brings the right version along.',
  };
}

function setPragmas(db: Db): void {
  // Under WAL a file's synchronous setting falls back to NORMAL at every opening; FULL is what makes an answer durable.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // Without this, INSERT OR REPLACE deletes rows without firing their delete triggers.
  db.pragma('recursive_triggers = ON');
  db.pragma('busy_timeout = 5000');
  db.pragma('trusted_schema = OFF');
  db.pragma('cache_size = -65536');
  db.pragma('temp_store = MEMORY');
}

/** Makes a new file, switches it to WAL, closes it and syncs its folder before anything is answered: a power cut leaves a whole ledger or none. */
function createLedger(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path);
  try {
    db.pragma(`application_id = ${applicationId}`);
    setPragmas(db);
    migrate(db);
    db.pragma('journal_mode = WAL');
  } finally {
    db.close();
  }
  syncFolder(dirname(path));
}

function openExisting(path: string): Opened {
  const readOnly = !writable(path);
  const db = new Database(path, { readonly: readOnly, fileMustExist: true });
  try {
    const problem = contentProblem(db, path);
    if (problem) {
      db.close();
      return { ok: false, problem };
    }
    if (readOnly) return { ok: true, db, readOnly };
    const migrations = loadMigrations();
    if (formatOf(db) < migrations.length) {
      copyFileSync(path, `${path}.before-format-${migrations.length}`, constants.COPYFILE_EXCL);
      migrate(db, migrations);
    }
    db.pragma('journal_mode = WAL');
    setPragmas(db);
    return { ok: true, db, readOnly };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What the first bytes say, read without SQLite so that nothing beside the file is touched. */
function fileProblem(path: string): LedgerProblem | null {
  const { size } = statSync(path);
  if (size === 0) {
    return {
      code: 'DAMAGED',
      message: `The ledger file ${path} is empty.`,
      advice: 'Put a backup in its place, or move the file away to begin a new ledger.',
    };
  }
  const head = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, 100, 0);
  } finally {
    closeSync(file);
  }
  const isSqlite = size >= 100 && head.toString('latin1', 0, 15) === 'SQLite format 3';
  if (isSqlite && head.readUInt32BE(68) === applicationId) return null;
  return notALedger(path);
}

function notALedger(path: string): LedgerProblem {
  return {
    code: 'NOT_A_LEDGER',
    message: `The file ${path} is not a Tallydesk ledger. It was left as it is.`,
    advice: 'Start Tallydesk with another data folder (--data), or put a backup of your ledger in its place.',
  };
}

function contentProblem(db: Db, path: string): LedgerProblem | null {
  const format = formatOf(db);
  const known = loadMigrations().length;
  if (format > known) {
    return {
      code: 'NEWER',
      message: `The ledger ${path} was written by a newer Tallydesk (format ${format}; this version knows ${known}).`,
      advice: 'Install the newer version on this computer too. The file was left as it is.',
    };
  }
  if (format === 0) return notALedger(path);
  const damage = db.pragma('quick_check(1)', { simple: true });
  if (damage !== 'ok') return damaged(path, String(damage));
  return null;
}

function damaged(path: string, detail: string): LedgerProblem {
  return {
    code: 'DAMAGED',
    message: `The ledger file ${path} is damaged: ${detail}.`,
    advice: 'Keep a copy of the file as it is, then put the latest backup in its place. Nothing in it was changed.',
  };
}

function problemOf(error: unknown, path: string): LedgerProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_NOTADB') return notALedger(path);
  if (code.startsWith('SQLITE_CORRUPT')) return damaged(path, error instanceof Error ? error.message : code);
  return {
    code: 'UNREADABLE',
    message: `The ledger ${path} can't be opened: ${error instanceof Error ? error.message : String(error)}.`,
    advice: 'See that the folder exists, that you may write to it, and that the disk is not full; then start again.',
  };
}

function writable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return (statSync(path).mode & 0o222) !== 0;
  } catch {
    return false;
  }
}

/** Makes the folder's entry of a new file durable; a no-op where folders can't be synced (Windows). */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
