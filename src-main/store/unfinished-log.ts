import { renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Db } from './database.ts';
import { freeName, hasLog, isLarge, syncToDisk, withCopy } from './ledger-files.ts';
import { damageOf, type LedgerProblem, newerFormat } from './ledger-problems.ts';
import { formatInLog } from './log-format.ts';
import { isOwnLog } from './log-mark.ts';

/** What is to be done with a ledger whose log was not taken in when it was last closed. `alone`: the log is not the file's. */
export type Judged =
  | { readonly ok: true; readonly alone: boolean }
  | { readonly ok: false; readonly problem: LedgerProblem };

/** With what a ledger is judged: where copies go, the formats that are known, and what an open copy says against using it, every page of which is looked at. */
type Means = {
  readonly temporary: string;
  readonly known: number;
  readonly look: (db: Db) => LedgerProblem | null;
};

/**
 * Tells whether the log beside a ledger belongs to it, and whether the ledger is healthy, both in copies: opening the file itself
 * would take the log in, and so change a file that may not be ours to change. A large ledger is copied only where no mark tells
 * whose the log is.
 */
export function judgeLog(path: string, { temporary, known, look }: Means): Judged {
  if (!hasLog(path)) return { ok: true, alone: false };
  const problemIn = (alone: boolean) => withCopy(path, { temporary, alone }, (copy) => lookAt(copy, path, look));
  const own = isOwnLog(path);
  if (own !== null) return judged(isLarge(path) ? formatProblem(path, own, known) : problemIn(!own), !own);
  // A log of a time before there were marks, or one that lost it: only where it would spoil a healthy file it is not the file's.
  const together = problemIn(false);
  if (together?.code !== 'DAMAGED') return judged(together, false);
  return problemIn(true) === null ? { ok: true, alone: true } : judged(together, false);
}

/** Gives a log that is not the ledger's another name, durably, and tells what was done. */
export function setLogAside(path: string): string {
  const log = `${path}-wal`;
  const day = statSync(log).mtime.toISOString().slice(0, 10);
  const kept = freeName(`${log}.set-aside-${day}`);
  renameSync(log, kept);
  // Only an index of the log.
  rmSync(`${path}-shm`, { force: true });
  syncToDisk(dirname(path));
  return `The ledger file was replaced after Tallydesk had ended without closing it. It is used as it is; the log of the file before it, which does not belong to it, was set aside as ${basename(kept)}.`;
}

/** The file's own format has been looked at already. */
function formatProblem(path: string, own: boolean, known: number): LedgerProblem | null {
  const format = own ? formatInLog(path) : null;
  return format !== null && format > known ? newerFormat(path, format, known) : null;
}

function judged(problem: LedgerProblem | null, alone: boolean): Judged {
  return problem ? { ok: false, problem } : { ok: true, alone };
}

function lookAt(copy: string, path: string, look: (db: Db) => LedgerProblem | null): LedgerProblem | null {
  const db = new Database(copy);
  try {
    return look(db);
  } catch (error) {
    const damage = damageOf(error, path);
    if (!damage) throw error;
    return damage;
  } finally {
    db.close();
  }
}
