import { Temporal } from 'temporal-polyfill';
import { dayAt, dayOf, endOfDay } from '../../src-shared/days.ts';
import type { Day, InstantMs } from '../../src-shared/ids.ts';

/** Wall clock times of a zone as instants, fast for the many of a file: Temporal is asked once a day. */
export type LocalClock = {
  /** The instant at which clocks show this (a time that a clock change skips: as much later). `clockMs` counts from midnight. */
  instantAt(day: Day, clockMs: number): InstantMs;
  /** The first instant after a day. */
  endOf(day: Day): InstantMs;
  /** The day that an instant is on. */
  dayOf(at: InstantMs): Day;
};

const dayMs = 86_400_000;

/** A local clock of an IANA zone. */
export function localClock(timeZone: string): LocalClock {
  const starts = new Map<string, { at: number; steady: boolean }>();
  const ends = new Map<string, InstantMs>();
  const startOf = (day: Day) => {
    const known = starts.get(day);
    if (known) return known;
    const date = Temporal.PlainDate.from(day);
    const at = date.toZonedDateTime(timeZone).epochMilliseconds;
    const made = { at, steady: date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds - at === dayMs };
    starts.set(day, made);
    return made;
  };
  return {
    instantAt(day, clockMs) {
      const start = startOf(day);
      if (start.steady) return (start.at + clockMs) as InstantMs;
      const time = Temporal.PlainTime.from('00:00').add({ milliseconds: clockMs });
      return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds as InstantMs;
    },
    endOf(day) {
      const known = ends.get(day);
      if (known !== undefined) return known;
      const made = endOfDay(dayOf(day), timeZone);
      ends.set(day, made);
      return made;
    },
    dayOf: (at) => dayAt(at, timeZone),
  };
}
