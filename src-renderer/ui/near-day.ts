import { addDays } from '../../src-shared/days.ts';
import type { Day } from '../../src-shared/ids.ts';

/** What a day is called that is so near that its date would have to be worked out: 'today', 'tomorrow'; null for all others. */
export function nearDay(day: string, today: Day): 'today' | 'tomorrow' | null {
  if (day === today) return 'today';
  return day === addDays(today, 1) ? 'tomorrow' : null;
}
