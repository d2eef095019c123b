import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Db } from './database.ts';
import { applicationId, headerProblem } from './file-header.ts';
import { damaged, type LedgerProblem, newerFormat, notALedger, notMigrated, problemOf } from './ledger-problems.ts';
import { formatOf, loadMigrations, type Migration, migrate } from './migrate.ts';

/** An open ledger, or why there is none. `readOnly`: the file or its folder can't be written; `path`: where further connections read. */
export type Opened =
  | { readonly ok: true; readonly db: Db; readonly readOnly: boolean; readonly path: string }
  | { readonly ok: false; readonly problem: LedgerProblem };

/** How a ledger is opened. `readOnly`: even where the file can be written; `temporary`: where the copy of a write-protected ledger goes. */
export type OpenOptions = {
  readonly migrations?: readonly Migration[];
  readonly readOnly?: boolean;
  readonly temporary?: string;
};

/** Up to this size the whole file is looked through at each start; damage in larger ones is told where it is met. */
const checkedBytesMax = 64 * 1024 * 1024;

/** Opens the ledger at `path`, making it where there is none; never changes a file that is not a healthy ledger of this or an older format. */
export function openLedger(path: string, options: OpenOptions = {}): Opened {
  try {
    const migrations = options.migrations ?? loadMigrations();
    if (!existsSync(path)) createLedger(path, migrations);
    const problem = headerProblem(path, migrations.length, hasLog(path));
    if (problem) return { ok: false, problem };
    const temporary = options.temporary ?? tmpdir();
    if (options.readOnly || !writable(path)) return openCopy(path, migrations, temporary);
    const unfinished = hasLog(path) ? problemInCopy(path, migrations, temporary) : null;
    if (unfinished) return { ok: false, problem: unfinished };
    return openExisting(path, migrations);
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

/** Opens a second connection that sees the ledger as it stood at its first look, whatever the desk does meanwhile, until it is closed. */
export function openSnapshot(path: string): Db {
  const db = openForReading(path);
  // One read transaction: it begins with the first look.
  db.exec('BEGIN');
  return db;
}

/** Opens a further writing connection to a ledger that is open and migrated already, for writing much at once: a worker's. */
export function openForWriting(path: string): Db {
  const db = new Database(path, { fileMustExist: true });
  setPragmas(db);
  // Rows of many customers lie all over the file: up to 256 MB of it are held, as far as they are touched.
  db.pragma('cache_size = -262144');
  return db;
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

/** Makes a new file under another name, switches it to WAL, closes it, gives it its name and syncs its folder before anything is answered: a power cut leaves a whole ledger or none. */
function createLedger(path: string, migrations: readonly Migration[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const making = `${path}.new`;
  for (const leftover of ['', '-journal', '-wal', '-shm']) rmSync(`${making}${leftover}`, { force: true });
  const db = new Database(making);
  try {
    db.pragma(`application_id = ${applicationId}`);
    setPragmas(db);
    migrate(db, migrations);
    db.pragma('journal_mode = WAL');
  } finally {
    db.close();
  }
  syncToDisk(making);
  renameSync(making, path);
  syncToDisk(dirname(path));
}

function openExisting(path: string, migrations: readonly Migration[]): Opened {
  const db = new Database(path, { fileMustExist: true });
  try {
    setPragmas(db);
    const problem = contentProblem(db, path, migrations.length) ?? migrateInPlace(db, path, migrations);
    if (problem) {
      db.close();
      return { ok: false, problem };
    }
    db.pragma('journal_mode = WAL');
    setPragmas(db);
    // The log is moved into the file when the desk is quiet (checkpoint.ts); this is for desks that never are: 32 MB.
    db.pragma('wal_autocheckpoint = 8000');
    return { ok: true, db, readOnly: false, path };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A write-protected ledger is read from a copy: SQLite would have to write a log beside the file itself. */
function openCopy(path: string, migrations: readonly Migration[], temporary: string): Opened {
  const copy = copyLedger(path, mkdtempSync(join(temporary, 'read-only-')));
  const writing = new Database(copy);
  try {
    const problem = contentProblem(writing, path, migrations.length);
    if (problem) return { ok: false, problem };
    migrate(writing, migrations);
    writing.pragma('journal_mode = WAL');
  } finally {
    writing.close();
  }
  const db = new Database(copy, { readonly: true });
  setPragmas(db);
  return { ok: true, db, readOnly: true, path: copy };
}

/** Looks for problems in a copy of a ledger whose log was not taken in when it was last closed: opening the file itself would take it in, and so change a file that may not be ours to change. */
function problemInCopy(path: string, migrations: readonly Migration[], temporary: string): LedgerProblem | null {
  const folder = mkdtempSync(join(temporary, 'check-'));
  try {
    const db = new Database(copyLedger(path, folder));
    try {
      return contentProblem(db, path, migrations.length);
    } finally {
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Copies a ledger and its log into a folder; the copy can be written. */
function copyLedger(path: string, folder: string): string {
  const copy = join(folder, basename(path));
  for (const part of hasLog(path) ? ['', '-wal'] : ['']) {
    copyFileSync(`${path}${part}`, `${copy}${part}`);
    chmodSync(`${copy}${part}`, 0o600);
  }
  return copy;
}

function contentProblem(db: Db, path: string, known: number): LedgerProblem | null {
  const format = formatOf(db);
  if (format > known) return newerFormat(path, format, known);
  if (format === 0) return notALedger(path);
  if (statSync(path).size > checkedBytesMax) return null;
  const damage = db.pragma('quick_check(1)', { simple: true });
  return damage === 'ok' ? null : damaged(path, String(damage));
}

/** Brings an older file to this version's format, with a copy of it as it was beside it; where that fails, the file is as it was and the copy is gone. */
function migrateInPlace(db: Db, path: string, migrations: readonly Migration[]): LedgerProblem | null {
  if (formatOf(db) === migrations.length) return null;
  const copy = keepCopy(db, path, formatOf(db));
  try {
    migrate(db, migrations);
    return null;
  } catch (error) {
    rmSync(copy, { force: true });
    return notMigrated(path, error);
  }
}

/** Copies the whole ledger to `…before-format-N`, or where that is taken, to `…before-format-N-2` and so on; the copy's path. */
function keepCopy(db: Db, path: string, format: number): string {
  db.pragma('wal_checkpoint(TRUNCATE)');
  const base = `${path}.before-format-${format + 1}`;
  let copy = base;
  for (let count = 2; existsSync(copy); count += 1) copy = `${base}-${count}`;
  copyFileSync(path, copy, constants.COPYFILE_EXCL);
  syncToDisk(copy);
  syncToDisk(dirname(copy));
  return copy;
}

/** True where the last process ended without closing the ledger: what it wrote last is still in the log beside it. */
function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Asks the modes too, which do not bind an administrator: a file that was marked as write-protected is meant so. */
function writable(path: string): boolean {
  try {
    return [path, dirname(path)].every((one) => {
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
function syncToDisk(path: string): void {
  const isFolder = statSync(path).isDirectory();
  if (isFolder && process.platform === 'win32') return;
  const file = openSync(path, isFolder ? 'r' : 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
