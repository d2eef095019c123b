import { addDays, addSpans } from '../../../src-shared/days.ts';
import type { Day } from '../../../src-shared/ids.ts';

/** A span of days that people ask for, both ends included; null where it is open. */
export type DayRange = { readonly label: string; readonly from: Day | null; readonly to: Day | null };

const month = { every: 1, unit: 'month' } as const;

/** The spans offered beside the calendar, counted from a day of the studio. */
export function dayRanges(today: Day): DayRange[] {
  const monthStart = `${today.slice(0, 7)}-01` as Day;
  return [
    { label: 'Any day', from: null, to: null },
    { label: 'Today', from: today, to: today },
    { label: 'Last 7 days', from: addDays(today, -6), to: today },
    { label: 'Last 30 days', from: addDays(today, -29), to: today },
    { label: 'This month', from: monthStart, to: addDays(addSpans(monthStart, month, 1), -1) },
    { label: 'Last month', from: addSpans(monthStart, month, -1), to: addDays(monthStart, -1) },
    { label: 'This year', from: `${today.slice(0, 4)}-01-01` as Day, to: `${today.slice(0, 4)}-12-31` as Day },
  ];
}
