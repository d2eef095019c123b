import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Db } from './database.ts';
import { applicationId, headerProblem } from './file-header.ts';
import { copyInto, freeName, hasLog, isLarge, isWritable, realLedgerPath, syncToDisk } from './ledger-files.ts';
import {
  damaged,
  type LedgerProblem,
  linkToNowhere,
  missingFile,
  newerFormat,
  notALedger,
  notMigrated,
  problemOf,
} from './ledger-problems.ts';
import { isOwnLog, markLog } from './log-mark.ts';
import { formatOf, loadMigrations, type Migration, migrate } from './migrate.ts';
import { judgeLog, setLogAside } from './unfinished-log.ts';

/** An open ledger, or why there is none. `readOnly`: the file or its folder can't be written; `path`: where further connections read; `notice`: what people should know of the opening, or null. */
export type Opened =
  | {
      readonly ok: true;
      readonly db: Db;
      readonly readOnly: boolean;
      readonly path: string;
      readonly notice: string | null;
    }
  | { readonly ok: false; readonly problem: LedgerProblem };

/** How a ledger is opened. `readOnly`: even where the file can be written; `temporary`: where the copy of a write-protected ledger goes. */
export type OpenOptions = {
  readonly migrations?: readonly Migration[];
  readonly readOnly?: boolean;
  readonly temporary?: string;
};

/** Opens the ledger at a path, or where that is a link, the one that it leads to, making it where there is none; never changes a file that is not a healthy ledger of this or an older format. */
export function openLedger(named: string, options: OpenOptions = {}): Opened {
  const path = realLedgerPath(named);
  if (path === null) return { ok: false, problem: linkToNowhere(named) };
  try {
    const migrations = options.migrations ?? loadMigrations();
    if (!existsSync(path) && hasLog(path)) return { ok: false, problem: missingFile(path) };
    if (!existsSync(path)) createLedger(path, migrations);
    const problem = headerProblem(path, migrations.length, hasLog(path) && isOwnLog(path) !== false);
    if (problem) return { ok: false, problem };
    const temporary = options.temporary ?? tmpdir();
    const known = migrations.length;
    const judged = judgeLog(path, { temporary, known, look: (db) => contentProblem(db, path, known, true) });
    if (!judged.ok) return judged;
    if (options.readOnly || !isWritable(path)) return openCopy(path, migrations, { temporary, alone: judged.alone });
    return openExisting(path, migrations, judged.alone ? setLogAside(path) : null);
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

function openExisting(path: string, migrations: readonly Migration[], notice: string | null): Opened {
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
    markLog(db, path);
    // The log is moved into the file when the desk is quiet (checkpoint.ts); this is for desks that never are: 32 MB.
    db.pragma('wal_autocheckpoint = 8000');
    return { ok: true, db, readOnly: false, path, notice };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A write-protected ledger is read from a copy: SQLite would have to write a log beside the file itself. */
function openCopy(
  path: string,
  migrations: readonly Migration[],
  { temporary, alone }: { temporary: string; alone: boolean },
): Opened {
  const copy = copyInto(mkdtempSync(join(temporary, 'read-only-')), path, alone);
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
  return { ok: true, db, readOnly: true, path: copy, notice: null };
}

function contentProblem(db: Db, path: string, known: number, whole = false): LedgerProblem | null {
  const format = formatOf(db);
  if (format > known) return newerFormat(path, format, known);
  if (format === 0) return notALedger(path);
  if (!whole && isLarge(path)) return null;
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

/** Copies the whole ledger to `…before-format-N`, or where that is taken, to `…before-format-N-2` and so on; the copy's path. It has its name only once it is whole. */
function keepCopy(db: Db, path: string, format: number): string {
  db.pragma('wal_checkpoint(TRUNCATE)');
  const copy = freeName(`${path}.before-format-${format + 1}`);
  const making = `${copy}.unfinished`;
  try {
    copyFileSync(path, making);
    syncToDisk(making);
    renameSync(making, copy);
  } catch (error) {
    rmSync(making, { force: true });
    throw error;
  }
  syncToDisk(dirname(copy));
  return copy;
}
