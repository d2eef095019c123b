import { renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Db } from './database.ts';
import { freeName, hasLog, syncToDisk, withCopy } from './ledger-files.ts';
import { damageOf, type LedgerProblem } from './ledger-problems.ts';
import { isOwnLog } from './log-mark.ts';

/** What is to be done with a ledger whose log was not taken in when it was last closed. `alone`: the log is not the file's. */
export type Judged =
  | { readonly ok: true; readonly alone: boolean }
  | { readonly ok: false; readonly problem: LedgerProblem };

/** What an open copy of a ledger says against using it. `whole`: every page is looked at, however many there are. */
export type Look = (db: Db, whole: boolean) => LedgerProblem | null;

/**
 * Tells whether the log beside a ledger belongs to it, and whether the ledger is healthy, both in copies: opening the file itself
 * would take the log in, and so change a file that may not be ours to change.
 */
export function judgeLog(path: string, temporary: string, look: Look): Judged {
  if (!hasLog(path)) return { ok: true, alone: false };
  const problemIn = (alone: boolean, whole: boolean) =>
    withCopy(path, { temporary, alone }, (copy) => lookAt(copy, path, (db) => look(db, whole)));
  const own = isOwnLog(path);
  if (own !== null) return judged(problemIn(!own, false), !own);
  // A log of a time before there were marks, or one that lost it: only where it would spoil a healthy file it is not the file's.
  const together = problemIn(false, true);
  if (together?.code !== 'DAMAGED') return judged(together, false);
  return problemIn(true, true) === null ? { ok: true, alone: true } : judged(together, false);
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
