import { addDays, addSpans, type CalendarSpan, daysBetween, endOfDay, startOfDay, withinCalendar } from '../days.ts';
import type { Day, InstantMs } from '../ids.ts';

/** When a benefit's lots end (domain.md, Cycles). */
export type Expiration =
  | { readonly rule: 'cycle' }
  | { readonly rule: 'never' }
  | ({ readonly rule: 'after' } & CalendarSpan);

/** What of a plan membership its cycles follow from. `shiftedDays`: the days of all pauses that are over. */
export type CycleRule = { readonly startsOn: Day; readonly length: CalendarSpan; readonly shiftedDays: number };

/** One cycle: its number (from 1), its first and its last day. */
export type Cycle = { readonly number: number; readonly startsOn: Day; readonly lastDay: Day };

/** Cycle `number`, counted from the anchor: it starts on `startsOn + (number − 1) × length`, moved by the pauses. None lasts beyond the calendar. */
export function cycleOf(rule: CycleRule, number: number): Cycle {
  const first = (k: number) => addDays(addSpans(rule.startsOn, rule.length, k - 1), rule.shiftedDays);
  return { number, startsOn: first(number), lastDay: withinCalendar(addDays(first(number + 1), -1)) };
}

/** The last day of a lot that a benefit gives on `startsOn`; null for never. `cycle` is null for a product, which has no cycle to end with. */
export function benefitLastDay(expiration: Expiration, startsOn: Day, cycle: Cycle | null): Day | null {
  if (expiration.rule === 'never') return null;
  if (expiration.rule === 'after') return addDays(addSpans(startsOn, expiration, 1), -1);
  return cycle?.lastDay ?? null;
}

/** A last day (31 December 9999 at the latest) and the instant at which it is over in a zone; both null for never. */
export function endingOf(day: Day | null, timeZone: string): { lastDay: Day | null; endsAt: InstantMs | null } {
  if (day === null) return { lastDay: null, endsAt: null };
  const lastDay = withinCalendar(day);
  return { lastDay, endsAt: endOfDay(lastDay, timeZone) };
}

/** When a membership's next cycle is due: null where it, or the calendar, ends before. A product's only "cycle" is its purchase. */
export function nextDue(
  startsOn: Day | null,
  endsOn: Day | null,
  timeZone: string,
): { nextOn: Day | null; nextAt: InstantMs | null } {
  const isNever = startsOn === null || startsOn !== withinCalendar(startsOn) || (endsOn !== null && startsOn > endsOn);
  if (isNever) return { nextOn: null, nextAt: null };
  return { nextOn: startsOn, nextAt: startOfDay(startsOn, timeZone) };
}

/** The days by which a pause moves a lot's last day: those that the lot was there for. */
export function pausedDays(pausedFrom: Day, resumesOn: Day, lotGivenOn: Day): number {
  return Math.max(0, daysBetween(lotGivenOn > pausedFrom ? lotGivenOn : pausedFrom, resumesOn));
}
