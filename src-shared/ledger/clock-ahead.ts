import type { InstantMs } from '../ids.ts';

/** A year and a leap day: no studio rests for longer, and a slip in the year is at least as long. */
const restDaysMax = 366;
const restMsMax = restDaysMax * 24 * 60 * 60 * 1000;

/** True where a clock shows more than 366 days after the last instant that a ledger knows of: what is due by then would be posted for good. */
export function isClockAhead(now: InstantMs, lastKnown: InstantMs): boolean {
  return now - lastKnown > restMsMax;
}
