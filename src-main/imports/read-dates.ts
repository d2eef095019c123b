import { isDay } from '../../src-shared/days.ts';
import type { Day, InstantMs } from '../../src-shared/ids.ts';
import { isWeekday, monthNamed } from './calendar-names.ts';
import type { LocalClock } from './local-clock.ts';
import type { Read } from './read-numbers.ts';

/** The order of day and month in a column, or that it does not show: `undecided` (all can be read both ways), `mixed` (both occur). */
export type DayOrder = 'dmy' | 'mdy' | 'undecided' | 'mixed';

const dayFirst = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?=$|[\s,T])/;
const yearFirst = /^(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?=$|[\s,T])/;
/** 31 March 2026, 31. März 2026, 1er mars 2026, 31 de marzo de 2026, 31-Mar-2026, March 31st, 2026; with a weekday before it too. */
const withMonth =
  /^(?:([\p{L}-]{2,13}\.?),?\s)?(?:(\d{1,2})(?:\.|er|st|nd|rd|th)?[\s-](?:de\s)?(\p{L}{3,10})\.?|(\p{L}{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?),?[\s-](?:de\s)?(\d{4})(?=$|[\s,T])/u;
const clock = /^[\s,T]*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?(?:m\.?)?$/i;
const zoned = /(Z|[+-]\d{2}:?\d{2})$/;
const exactUtc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;
const lastInstant = Date.parse('9999-12-31T23:59:59.999Z');
const longestOffsetMs = 14 * 3_600_000;

/** The order of day and month that a column shows, judged over all its cells: one 31/12 settles it. Dates with points are day first wherever they are written. */
export function judgeDayOrder(texts: Iterable<string>): DayOrder {
  let dmy = false;
  let mdy = false;
  let points = false;
  for (const text of texts) {
    const found = dayFirst.exec(text);
    if (!found) continue;
    if (found[2] === '.') points = true;
    if (Number(found[1]) > 12) dmy = true;
    if (Number(found[3]) > 12) mdy = true;
  }
  if (mdy && (dmy || points)) return 'mixed';
  if (dmy || points) return 'dmy';
  return mdy ? 'mdy' : 'undecided';
}

/** A day of a cell: 2026-03-31, 31.03.2026, 3/31/2026, 31 Mar 2026. A time behind it is not looked at, unless it names its zone: then it is the day in the studio's. */
export function readDay(text: string, order: DayOrder, local: LocalClock): Read<Day> {
  const date = readDate(text, order);
  if (!date.ok) return date;
  if (!zoned.test(text.slice(date.value.length))) return { ok: true, value: date.value.day };
  const instant = readInstant(text, order, local);
  return instant.ok ? { ok: true, value: local.dayOf(instant.value) } : instant;
}

/** An instant of a cell: a day with or without a time, in the studio's zone unless it names another. A day alone is its beginning. */
export function readInstant(text: string, order: DayOrder, local: LocalClock): Read<InstantMs> {
  if (exactUtc.test(text) && isCalendarDay(text.slice(0, 10))) {
    const at = Date.parse(text);
    if (!Number.isNaN(at)) return { ok: true, value: at as InstantMs };
  }
  const date = readDate(text, order);
  if (!date.ok) return date;
  const rest = text.slice(date.value.length);
  if (/^[\s,T]*$/.test(rest)) return { ok: true, value: local.instantAt(date.value.day, 0) };
  const zone = zoned.exec(rest)?.[1];
  const time = zone ? rest.slice(0, -zone.length).trimEnd() : rest;
  const clockMs = readClock(time);
  if (clockMs === null) return notADate;
  if (zone === undefined) return { ok: true, value: local.instantAt(date.value.day, clockMs) };
  const offset = offsetMs(zone);
  if (Math.abs(offset) > longestOffsetMs || isFromTo(time, clockMs, offset)) return notADate;
  const at = Date.parse(`${date.value.day}T00:00:00Z`) + clockMs - offset;
  return at <= lastInstant ? { ok: true, value: at as InstantMs } : notOfTheCalendar;
}

/** True for 10:00-11:00: from when to when, which has the look of a time with its zone. */
function isFromTo(time: string, clockMs: number, offset: number): boolean {
  return /^\s+\d{1,2}:\d{2}$/.test(time) && offset < 0 && -offset > clockMs;
}

const notADate = {
  ok: false,
  reason: 'is not a date that can be read: expected one such as 2026-03-31 or 2026-03-31T18:00:00Z',
} as const;

const notOfTheCalendar = { ok: false, reason: 'is not a day of the calendar between 1900 and 9999' } as const;

type FoundDate = { readonly day: Day; readonly length: number };

function readDate(text: string, order: DayOrder): Read<FoundDate> {
  const year = yearFirst.exec(text);
  if (year) return dateOf(year[1], year[3], year[4], year[0].length);
  const named = withMonth.exec(text);
  if (named) {
    const [whole, weekday, day, month, monthFirst, dayBehind, inYear] = named;
    const number = monthNamed(month ?? monthFirst ?? '');
    if (number === null || (weekday !== undefined && !isWeekday(weekday))) return notADate;
    return dateOf(inYear, String(number), day ?? dayBehind, whole.length);
  }
  const found = dayFirst.exec(text);
  if (!found) return notADate;
  const [, first, , second, inYear] = found;
  if (order === 'mixed') {
    return {
      ok: false,
      reason:
        'can’t be read for sure: the column has dates with the day first and with the month first; say which it is',
    };
  }
  if (order === 'undecided' && first !== second) {
    return {
      ok: false,
      reason: 'can be read with the day first or with the month first: say which order the column has',
    };
  }
  return order === 'mdy'
    ? dateOf(inYear, first, second, found[0].length)
    : dateOf(inYear, second, first, found[0].length);
}

function dateOf(year = '', month = '', day = '', length = 0): Read<FoundDate> {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDay(text) ? { ok: true, value: { day: text, length } } : notOfTheCalendar;
}

const known = new Map<string, boolean>();

/** isDay, asked once for each day of a file. */
function isCalendarDay(text: string): text is Day {
  const before = known.get(text);
  if (before !== undefined) return before;
  const is = isDay(text);
  if (known.size < 100_000) known.set(text, is);
  return is;
}

/** Milliseconds from midnight, or null for what is no time of day. */
function readClock(text: string): number | null {
  const found = clock.exec(text);
  if (!found) return null;
  const [, hour = '', minute = '', second = '0', fraction = '', half] = found;
  return clockMsOf({ hour, minute, second, fraction, half });
}

/** A time of day as digits; `half`: am or pm, by its first letter, where the hours run to 12. */
type ClockDigits = {
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly fraction: string;
  readonly half: string | undefined;
};

/** Milliseconds from midnight, or null where there is no such time of day. */
export function clockMsOf({ hour, minute, second, fraction, half }: ClockDigits): number | null {
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const milliseconds = Math.trunc(Number(`0.${fraction || '0'}`) * 1000);
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 + milliseconds;
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.replaceAll(/[^\d]/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
