import type { Log } from '../platform/log.ts';
import type { Db } from './database.ts';

const quietMs = 1000;
const waiting = new WeakMap<Db, NodeJS.Timeout>();

/**
 * Moves what the log holds into the ledger file once nothing has been changed for a second. Each change is durable in the log
 * before; moving it costs two more syncs and some milliseconds, for which nobody at the desk should wait. A disk that is full is
 * told to the log, and the next change tries again.
 */
export function checkpointWhenQuiet(db: Db, log: Log): void {
  const timer = waiting.get(db);
  if (timer) {
    timer.refresh();
    return;
  }
  const checkpoint = () => {
    waiting.delete(db);
    try {
      // Passive: whoever reads or writes is left alone, and what can't be moved now is moved the next time.
      if (db.open && !db.inTransaction) db.pragma('wal_checkpoint(PASSIVE)');
    } catch (error) {
      // Thrown in a timer, it would end the process, and what was answered is durable in the log as it is.
      log.error('moving the log into the ledger file failed', error);
    }
  };
  waiting.set(db, setTimeout(checkpoint, quietMs).unref());
}
