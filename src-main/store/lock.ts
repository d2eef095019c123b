import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { setMode } from '../platform/private-files.ts';
import { isNoRoom, isWritable, isWriteProtected, realLedgerPath } from './ledger-files.ts';
import { type LedgerProblem, lockUnusable } from './ledger-problems.ts';

/** Who has the ledger: the process, and where people reach it. */
export type LockHolder = { readonly pid: number; readonly address: string | null };

/** Another process has this ledger open: one writing process per ledger. */
export class LedgerInUseError extends Error {
  readonly holder: LockHolder | null;
  constructor(dataDir: string, holder: LockHolder | null) {
    const where = holder?.address ? ` It is open at ${holder.address}.` : '';
    super(`The ledger in ${dataDir} is already open in another Tallydesk.${where}`);
    this.name = 'LedgerInUseError';
    this.holder = holder;
  }
}

/**
 * A ledger's lock: tell the address, or let it go. `held` false: there is none, so that the ledger may only be read. `reason`: why,
 * where that is not that the ledger is write-protected; `problem`: why it may not even be read, though it could be written.
 */
export type LedgerLock = {
  readonly held: boolean;
  readonly reason: string | null;
  readonly problem: LedgerProblem | null;
  announce(address: string): void;
  release(): void;
};

/** What stands for a lock where there can be none. */
export const noLock: LedgerLock = { held: false, reason: null, problem: null, announce() {}, release() {} };

const holderSchema = z.object({ pid: z.number(), address: z.string().nullable() });

/** Why a lock's file can't be used, to follow "it". */
class LockFileFault extends Error {}

/**
 * Takes the lock of a ledger; throws LedgerInUseError at once where another process has it. It is SQLite's own lock on a file of
 * its own beside the ledger (where that is a link, beside the file that it leads to, so that whoever comes by another way meets
 * it), so the operating system lets it go when the process ends, however it ends.
 */
export function lockLedger(ledgerPath: string): LedgerLock {
  const path = realLedgerPath(ledgerPath);
  if (path === null) return noLock;
  const beside = (ending: string) => join(dirname(path), `${basename(path, '.sqlite')}.${ending}`);
  const holderFile = beside('holder.json');
  try {
    return heldLock(takeLock(beside('lock')), holderFile);
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY'))
      throw new LedgerInUseError(dirname(ledgerPath), readHolder(holderFile));
    if (isNoRoom(error)) {
      return {
        ...noLock,
        reason: 'there was no room left on the disk when Tallydesk started; make room and start it again',
      };
    }
    return isFolder(dirname(path)) && isWritable(path)
      ? { ...noLock, problem: lockUnusable(beside('lock'), faultOf(error)) }
      : noLock;
  }
}

/** Locks the file, made where there is none. One that holds something else than a lock does is emptied: nothing is ever kept in it. */
function takeLock(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true });
  refuseUnwritable(file);
  try {
    return lockFile(file);
  } catch (error) {
    if (!['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(codeOf(error))) throw error;
    // Not removed: another process may have emptied and locked it meanwhile, and must still be met.
    truncateSync(file);
    return lockFile(file);
  }
}

/** SQLite would open a file that it can't write for reading, and then lock nothing. */
function refuseUnwritable(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) {
    // What keeps it from being made is told better than by SQLite. A file that is there is never closed here: that would let our own lock go.
    closeSync(openSync(file, 'a'));
    return;
  }
  if (stats.isDirectory()) throw new LockFileFault('is a folder');
  if (!stats.isFile()) throw new LockFileFault('is not a file');
  if (isWriteProtected(stats, process.platform)) throw new LockFileFault('is write-protected');
  accessSync(file, constants.W_OK);
}

function lockFile(file: string): Database.Database {
  const db = new Database(file, { timeout: 0 });
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function heldLock(db: Database.Database, holderFile: string): LedgerLock {
  const announce = (address: string | null) => {
    try {
      // The address opens a window: it is for this user's eyes only, also where an earlier start left the file open to others.
      setMode(holderFile, 0o600);
      writeFileSync(holderFile, JSON.stringify({ pid: process.pid, address }), { mode: 0o600 });
    } catch {
      // The lock itself is held; a second start is refused without naming where this one is.
    }
  };
  announce(null);
  return {
    held: true,
    reason: null,
    problem: null,
    announce,
    release() {
      try {
        rmSync(holderFile, { force: true, maxRetries: 5 });
      } catch {
        // It names nobody once the lock is free, and the next start writes it anew.
      } finally {
        db.exec('ROLLBACK');
        db.close();
      }
    },
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readHolder(file: string): LockHolder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function faultOf(error: unknown): string {
  if (error instanceof LockFileFault) return error.message;
  return ['EACCES', 'EPERM'].includes(codeOf(error)) ? 'may not be written by you' : "can't be used";
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
