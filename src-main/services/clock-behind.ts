import { dayAt } from '../../src-shared/days.ts';
import type { Day } from '../../src-shared/ids.ts';
import { loadLastRecorded } from '../store/last-known.ts';
import type { Reading } from './core.ts';

/** A clock that shows an earlier day than that on which the ledger's last entry was recorded: both days, in the studio's zone. */
export type ClockBehind = { readonly today: Day; readonly lastEntry: Day };

/** How the clock is behind the ledger; null where it is not. A few hours are nothing: clocks are put right by that much. */
export function clockBehind({ db, today, studio }: Reading): ClockBehind | null {
  const recordedAt = loadLastRecorded(db);
  if (recordedAt === null) return null;
  const lastEntry = dayAt(recordedAt, studio.timeZone);
  return today < lastEntry ? { today, lastEntry } : null;
}

/** What is said after an expectation about days that such a clock may be the reason for; nothing where it is not behind. */
export function askForClock(reading: Reading): string {
  const behind = clockBehind(reading);
  if (!behind) return '';
  return `; this computer's date, ${behind.today}, is before that of the ledger's last entry, ${behind.lastEntry}: is it right?`;
}
