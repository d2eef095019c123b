import { isDay } from '../../src-shared/days.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const two = (text: string) => text.padStart(2, '0');

/** A typed day as `YYYY-MM-DD`: "2026-03-31", "31.3.2026", "31/3/2026", "31 March 2026", "31 Mar" (in the year of `near`, or, where that is before `earliest`, in the next); null for anything else. */
export function parseDay(text: string, near: string | null, earliest = ''): string | null {
  const typed = text.trim().toLowerCase();
  const day = dayIn(near?.slice(0, 4) ?? '', typed);
  const isLate = day === null || day >= earliest || /\d{4}/.test(typed);
  return isLate ? day : dayIn(String(Number(near?.slice(0, 4)) + 1), typed);
}

function dayIn(year: string, typed: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const numbers = /^(\d{1,2})[./](\d{1,2})[./]?(\d{4})?$/.exec(typed);
  const words = /^(\d{1,2})\.? ([a-z]{3,})\.?,? ?(\d{4})?$/.exec(typed);
  const day = iso
    ? `${iso[1]}-${two(iso[2] ?? '')}-${two(iso[3] ?? '')}`
    : numbers
      ? `${numbers[3] ?? year}-${two(numbers[2] ?? '')}-${two(numbers[1] ?? '')}`
      : words
        ? `${words[3] ?? year}-${two(String(months.indexOf((words[2] ?? '').slice(0, 3)) + 1))}-${two(words[1] ?? '')}`
        : '';
  return isDay(day) ? day : null;
}
