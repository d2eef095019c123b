import { Temporal } from 'temporal-polyfill';
import { type DayStyle, formatAppointmentDay, formatTimeOfDay } from './format-days.ts';
import type { InstantMs } from './ids.ts';

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

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Tells appointments as `formatAppointment` does, and remembers each day and each minute of the day that it has told. */
export function appointmentTeller(style: DayStyle): (at: string | number) => string {
  const wallAt = wallClock(style.timeZone);
  const days = new Map<number, string>();
  const minutes = new Map<number, string>();
  return (at) => {
    const instant = (typeof at === 'string' ? Date.parse(at) : at) as InstantMs;
    const wall = wallAt(instant);
    const day = Math.floor(wall / dayMs);
    const minute = Math.floor((wall - day * dayMs) / minuteMs);
    const dayText = days.get(day) ?? formatAppointmentDay(instant, style);
    const timeText = minutes.get(minute) ?? formatTimeOfDay(instant, style);
    days.set(day, dayText);
    minutes.set(minute, timeText);
    return `${dayText} ${timeText}`;
  };
}
