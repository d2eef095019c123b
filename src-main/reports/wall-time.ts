import { Temporal } from 'temporal-polyfill';
import type { InstantMs } from '../../src-shared/ids.ts';

type Stretch = { readonly from: number; readonly until: number; readonly offset: number };

/**
 * What a clock on the studio's wall shows at an instant: milliseconds since 1970 on that clock. Remembers the stretches
 * between two clock changes, because asking Temporal for each of a million rows would take longer than writing them.
 */
export function wallClock(timeZone: string): (instant: InstantMs) => number {
  const stretches: Stretch[] = [];
  let last: Stretch = { from: 0, until: 0, offset: 0 };
  return (instant) => {
    if (instant < last.from || instant >= last.until) {
      const known = stretches.find(({ from, until }) => instant >= from && instant < until);
      last = known ?? stretchAt(instant, timeZone);
      if (!known) stretches.push(last);
    }
    return instant + last.offset;
  };
}

function stretchAt(instant: InstantMs, timeZone: string): Stretch {
  const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  const until = there.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  // A transition at this very instant is its own stretch's beginning, which 'previous' would pass over.
  const from = there.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds;
  return { from: from ?? Number.NEGATIVE_INFINITY, until, offset: there.offsetNanoseconds / 1e6 };
}

/** A wall time as `2026-03-16 09:14:05`. */
export function wallText(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 19).replace('T', ' ');
}
