import type { InstantMs } from '../../src-shared/ids.ts';
import { type Db, value } from './database.ts';

const lastRecordedSql = 'SELECT recorded_at FROM entries WHERE number = (SELECT max(number) FROM entries)';

/** When the newest entry was recorded, by the computer's clock; null where there is none. */
export function loadLastRecorded(db: Db): InstantMs | null {
  return value(db, lastRecordedSql) as InstantMs | null;
}

/**
 * The last instant of the computer's own clock that the ledger knows of, or null where no studio has been made: when the
 * newest entry was recorded (not when it happened: an import or a booking may name any day), how far it was advanced, when
 * its studio was made. Three looks at single rows.
 */
export function loadLastKnown(db: Db): InstantMs | null {
  return value(
    db,
    `SELECT max(created_at, coalesce((${lastRecordedSql}), 0),
       coalesce((SELECT advanced_to FROM advance_state), 0)) FROM studio`,
  ) as InstantMs | null;
}
