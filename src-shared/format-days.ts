import { Temporal } from 'temporal-polyfill';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** How a day is written: `month` in full or its first three letters; the year where it is not `thisYear`'s (always, where that is not told). */
export type DayStyle = { readonly month?: 'long' | 'short'; readonly weekday?: boolean; readonly thisYear?: number };

function writeDate(date: Temporal.PlainDate, style: DayStyle): string {
  const name = months[date.month - 1] ?? '';
  const month = style.month === 'long' ? name : name.slice(0, 3);
  const weekday = style.weekday ? `${weekdays[date.dayOfWeek - 1]} ` : '';
  const year = date.year === style.thisYear ? '' : ` ${date.year}`;
  return `${weekday}${date.day} ${month}${year}`;
}

const clockOf = (time: Temporal.ZonedDateTime) => time.toPlainTime().toString({ smallestUnit: 'minute' });

const zoned = (iso: string, timeZone: string) => Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone);

/** A day (`YYYY-MM-DD`) for people: "30 Mar", "30 March", "Thu 30 Mar 2025". */
export function formatDay(day: string, style: DayStyle = {}): string {
  return writeDate(Temporal.PlainDate.from(day), style);
}

/** Two days as a span: "31 Jan – 27 Feb"; the same day stands once. */
export function formatDays(from: string, to: string, style: DayStyle = {}): string {
  if (from === to) return formatDay(from, style);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const first = sameYear ? { ...style, thisYear: Number(from.slice(0, 4)) } : style;
  return `${formatDay(from, first)} – ${formatDay(to, style)}`;
}

/** An instant on the studio's clock: "16 Mar 09:14", with the year where it is not `thisYear`'s. */
export function formatInstant(iso: string, timeZone: string, style: DayStyle = {}): string {
  const time = zoned(iso, timeZone);
  return `${writeDate(time.toPlainDate(), style)} ${clockOf(time)}`;
}

/** The day of an instant on the studio's calendar, as `formatDay` writes it. */
export function formatInstantDay(iso: string, timeZone: string, style: DayStyle = {}): string {
  return writeDate(zoned(iso, timeZone).toPlainDate(), style);
}

/** The time of day of an instant on the studio's clock: "09:14". */
export function formatClock(iso: string, timeZone: string): string {
  return clockOf(zoned(iso, timeZone));
}

/** From one instant to another: "Wed 18 Mar 18:00 – 19:00"; a second day is named only where it differs. */
export function formatFromTo(startIso: string, endIso: string, timeZone: string, style: DayStyle = {}): string {
  const start = zoned(startIso, timeZone);
  const end = zoned(endIso, timeZone);
  const first = `${writeDate(start.toPlainDate(), style)} ${clockOf(start)}`;
  if (startIso === endIso) return first;
  const sameDay = start.toPlainDate().equals(end.toPlainDate());
  return `${first} – ${sameDay ? '' : `${writeDate(end.toPlainDate(), style)} `}${clockOf(end)}`;
}

/** Today in a zone, `YYYY-MM-DD`, by an instant in milliseconds. */
export function todayIn(timeZone: string, nowMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The year of an instant in a zone. */
export function yearIn(timeZone: string, nowMs: number): number {
  return Number(todayIn(timeZone, nowMs).slice(0, 4));
}
