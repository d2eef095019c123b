import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';

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

/** A data folder's lock: tell the address, or let it go. `held` false: the folder takes no lock (it can't be written), so the ledger may only be read. */
export type LedgerLock = { readonly held: boolean; announce(address: string): void; release(): void };

/** What stands for a lock where there can be none. */
export const noLock: LedgerLock = { held: false, announce() {}, release() {} };

const holderSchema = z.object({ pid: z.number(), address: z.string().nullable() });

/**
 * Takes the lock of a data folder; throws LedgerInUseError at once where another process has it. It is SQLite's own lock on
 * a file of its own, so the operating system lets it go when the process ends, however it ends.
 */
export function lockLedger(dataDir: string): LedgerLock {
  const holderFile = join(dataDir, 'ledger.holder.json');
  const db = openLockFile(dataDir);
  if (!db) return noLock;
  try {
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (codeOf(error).startsWith('SQLITE_BUSY')) throw new LedgerInUseError(dataDir, readHolder(holderFile));
    return noLock;
  }
  const tell = (address: string | null) => {
    try {
      // The address opens a window: it is for this user's eyes only.
      writeFileSync(holderFile, JSON.stringify({ pid: process.pid, address }), { mode: 0o600 });
    } catch {
      // The lock itself is held; a second start is refused without naming where this one is.
    }
  };
  tell(null);
  return {
    held: true,
    announce: tell,
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

function openLockFile(dataDir: string): Database.Database | null {
  try {
    mkdirSync(dataDir, { recursive: true });
    return new Database(join(dataDir, 'ledger.lock'), { timeout: 0 });
  } catch {
    return null;
  }
}

function readHolder(file: string): LockHolder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
