import { addDays, endOfDay } from './days.ts';
import type { Day, InstantMs } from './ids.ts';

const soonDays = 14;

/** True for credit whose last day is at most 14 days after today. */
export function endsSoon(lastDay: string | null, today: Day): boolean {
  return lastDay !== null && lastDay <= addDays(today, soonDays);
}

/** The instant by which all that ends soon is over: the end of the last day that counts as soon. */
export function soonOver(today: Day, timeZone: string): InstantMs {
  return endOfDay(addDays(today, soonDays), timeZone);
}
