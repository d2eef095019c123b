import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Db } from './database.ts';
import { schemaNumber } from './file-header.ts';
import { hasLog, syncToDisk } from './ledger-files.ts';

/** As many changes of its tables may happen to a ledger while it is open (by a stranger's tool): each adds one to the number. */
const changesMax = 1024;
const numbers = 2 ** 32;

const markSchema = z.object({ opening: z.number() });

const markOf = (path: string) => `${path}-opening`;

/**
 * Gives this opening a number of its own: in the ledger file and, for the log that is written from here on, in a small file beside
 * it. The file keeps it where SQLite counts the changes of its tables, in the first page, where any number will do. Only an empty
 * log is marked: while a stranger's tool has the file, or where the disk is full, it stays without a mark.
 */
export function markLog(db: Db, path: string): void {
  db.pragma('busy_timeout = 0');
  try {
    unmarkLog(path);
    const opening = randomBytes(4).readUInt32BE();
    // SQLite keeps strangers from this number by the same setting that keeps them from its tables.
    db.unsafeMode(true);
    db.pragma(`schema_version = ${opening | 0}`);
    db.pragma('wal_checkpoint(TRUNCATE)');
    if (hasLog(path) || schemaNumber(path) !== opening) return;
    writeFileSync(markOf(path), JSON.stringify({ opening } satisfies z.infer<typeof markSchema>), { flush: true });
    syncToDisk(dirname(path));
  } catch {
    // Without a mark the log is judged by what it makes of the file.
  } finally {
    db.unsafeMode(false);
    db.pragma('busy_timeout = 5000');
  }
}

/** Durably: the file's number must not change while an older mark is there. */
function unmarkLog(path: string): void {
  if (!existsSync(markOf(path))) return;
  rmSync(markOf(path), { force: true, maxRetries: 5 });
  syncToDisk(dirname(path));
}

/** Whether the log beside a ledger was written to this very file, or, say, to the one that a backup has replaced; null where no mark tells. */
export function isOwnLog(path: string): boolean | null {
  const opening = readMark(path);
  if (opening === null) return null;
  return (schemaNumber(path) - opening + numbers) % numbers < changesMax;
}

/** Closes a ledger; without a log there is nothing that a mark would have to tell. */
export function closeLedger(db: Db, path: string): void {
  db.close();
  try {
    if (!hasLog(path)) rmSync(markOf(path), { force: true, maxRetries: 5 });
  } catch {
    // The next opening writes it anew.
  }
}

function readMark(path: string): number | null {
  try {
    return markSchema.parse(JSON.parse(readFileSync(markOf(path), 'utf8'))).opening;
  } catch {
    return null;
  }
}
