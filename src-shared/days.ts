import { Temporal } from 'temporal-polyfill';
import type { Day, InstantMs } from './ids.ts';

/** The calendar units that cycles and expirations count in. */
export const calendarUnits = ['day', 'week', 'month', 'year'] as const;
/** One of `day`, `week`, `month`, `year`. */
export type CalendarUnit = (typeof calendarUnits)[number];
/** A length of calendar time: `every` units (a whole number from 1). */
export type CalendarSpan = { readonly every: number; readonly unit: CalendarUnit };

const earliestYear = 1900;

/** True for `YYYY-MM-DD` that names a day of the calendar between 1900 and 9999. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).year >= earliestYear;
  } catch {
    return false;
  }
}

/** The day written as `YYYY-MM-DD`; throws RangeError for anything else. */
export function dayOf(text: string): Day {
  if (!isDay(text)) throw new RangeError(`expected a day as YYYY-MM-DD, got ${JSON.stringify(text)}`);
  return text;
}

/** The last day that there is: what would come after it (a pause moved it, or a benefit is valid for so long) is that day. */
const lastOfDays = dayOf('9999-12-31');

/** A day, or the last that there is where it would be later: Temporal writes the years beyond with a sign. */
export function withinCalendar(day: Day): Day {
  return day.startsWith('+') ? lastOfDays : day;
}

/** The first instant of a day in a zone (after a clock change at midnight: the first that exists). */
export function startOfDay(day: Day, timeZone: string): InstantMs {
  return remembered(starts, `${day} ${timeZone}`, () => {
    return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds as InstantMs;
  });
}

const remembersMax = 10_000;
const starts = new Map<string, InstantMs>();
const laterDays = new Map<string, Day>();
const daysOfMinutes = new Map<string, Day>();
const minuteMs = 60_000;
const wholeMinutesSince = Date.UTC(1973, 0, 1);

/** A calendar's answers never change, and a catch-up asks the same ones for thousands of memberships. */
function remembered<Value>(known: Map<string, Value>, key: string, work: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= remembersMax) known.clear();
  const value = work();
  known.set(key, value);
  return value;
}

/** The first instant after a day in a zone: when a lot with that last day is over. */
export function endOfDay(day: Day, timeZone: string): InstantMs {
  return startOfDay(addDays(day, 1), timeZone);
}

/** The day that an instant falls on in a zone. */
export function dayAt(instant: InstantMs, timeZone: string): Day {
  const day = () =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString() as Day;
  // Until 1972 clocks were set by seconds in places; since then all of a minute is on one day.
  if (instant < wholeMinutesSince) return day();
  return remembered(daysOfMinutes, `${Math.floor(instant / minuteMs)} ${timeZone}`, day);
}

/** A day some days later (or earlier, for a negative count). */
export function addDays(day: Day, days: number): Day {
  return remembered(laterDays, `${day} ${days} day`, () => {
    return Temporal.PlainDate.from(day).add({ days }).toString() as Day;
  });
}

/** A day some spans later, counted from that day in one step (31 January + 2 months is 31 March, never 28 March). */
export function addSpans(day: Day, span: CalendarSpan, times: number): Day {
  const count = span.every * times;
  return remembered(laterDays, `${day} ${count} ${span.unit}`, () => {
    return Temporal.PlainDate.from(day)
      .add({ [`${span.unit}s`]: count })
      .toString() as Day;
  });
}

/** How many whole spans lie from one day to another (0 where it is the same or an earlier one). */
export function spansBetween(from: Day, to: Day, span: CalendarSpan): number {
  const units = `${span.unit}s` as const;
  const passed = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: span.unit })[units];
  return Math.max(0, Math.floor(passed / span.every));
}

/** How many days lie from one day to another (0 for the same day). */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

/** An instant as ISO 8601 in UTC with milliseconds and `Z`. */
export function isoOf(instant: InstantMs): string {
  return new Date(instant).toISOString();
}

/** The instant that an ISO 8601 text with offset or `Z` names, in milliseconds; throws RangeError for anything else. */
export function instantOf(iso: string): InstantMs {
  return Temporal.Instant.from(iso).epochMilliseconds as InstantMs;
}

/** True for an IANA zone that Temporal knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
