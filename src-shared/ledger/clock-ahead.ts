import type { InstantMs } from '../ids.ts';

/** The longest year: a studio that is open once a year is never asked. */
const restDaysMax = 366;
const restMsMax = restDaysMax * 24 * 60 * 60 * 1000;

/** True where a clock shows more than 366 days after the last instant that a ledger knows of: what is due by then would be posted for good. */
export function isClockAhead(now: InstantMs, lastKnown: InstantMs): boolean {
  return now - lastKnown > restMsMax;
}
