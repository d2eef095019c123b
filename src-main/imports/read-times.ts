import type { InstantMs } from '../../src-shared/ids.ts';
import type { LocalClock } from './local-clock.ts';
import { clockMsOf, type DayOrder, readInstant } from './read-dates.ts';
import type { Read } from './read-numbers.ts';

const timeOfDay =
  /^(\d{1,2})(?:([:.]|\s?h\s?)(\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?)?\s*(?:([ap])\.?\s?(?:m\.?)?|(uhr|h))?$/i;

const notATime = { ok: false, reason: 'is not a time of day: expected one such as 18:30 or 6:30 PM' } as const;
const anotherTime = {
  ok: false,
  reason: 'tells another time than the day’s column: expected the same time in both, or a time in one of them',
} as const;
const anotherDay = {
  ok: false,
  reason: 'has a day of its own, which is another than that of the day’s column: leave out one of the two columns',
} as const;

/**
 * The instant of a day in one cell and its time in another, in the studio's zone. `onDay` is what the day's cell says by itself. A
 * day that has a time of its own (midnight is none), or a time with a day (`order`: that of its column), must say the same; what is
 * refused is the time's cell.
 */
export function addTimeOfDay(onDay: InstantMs, time: string, order: DayOrder, local: LocalClock): Read<InstantMs> {
  const day = local.dayOf(onDay);
  const clockMs = readTimeOfDay(time);
  const at = clockMs === null ? readInstant(time, order, local) : null;
  if (at && !at.ok) return notATime;
  if (at && local.dayOf(at.value) !== day) return anotherDay;
  const told = at ? at.value : local.instantAt(day, clockMs ?? 0);
  const isDayAlone = onDay === local.instantAt(day, 0);
  return isDayAlone || told === onDay ? { ok: true, value: told } : anotherTime;
}

/** Milliseconds from midnight of 18:30, 6:30 PM, 6.30pm, 18h30 or 18 Uhr, or null for what is no time of day. */
function readTimeOfDay(text: string): number | null {
  const found = timeOfDay.exec(text);
  if (!found) return null;
  const [, hour = '', sign, minute, second = '0', fraction = '', half, unit] = found;
  const isHourAlone = minute === undefined && half === undefined && unit === undefined;
  // 0.25 is a quarter of a day, as spreadsheets keep six in the morning.
  const isPartOfDay = hour === '0' && sign === '.' && half === undefined && unit === undefined;
  if (isHourAlone || isPartOfDay) return null;
  return clockMsOf({ hour, minute: minute ?? '0', second, fraction, half });
}
