import { fold } from '../../src-shared/fold.ts';

/** The languages that studios' systems write dates in. */
const locales = ['en-US', 'en-GB', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb'];
const widths = ['long', 'short'] as const;
/** A short name that Excel writes and Intl doesn't know. */
const shortToo: readonly (readonly [string, number])[] = [['mrz', 3]];

let months: ReadonlyMap<string, number> | null = null;
let weekdays: ReadonlySet<string> | null = null;

/** The month that a word names, from 1, whole or short. Null for any other word. */
export function monthNamed(word: string): number | null {
  months ??= namesOfMonths();
  return months.get(foldWord(word)) ?? null;
}

/** True for a weekday, whole or short. */
export function isWeekday(word: string): boolean {
  weekdays ??= namesOfWeekdays();
  return weekdays.has(foldWord(word));
}

/** The names as they are written beside a day; no two languages mean different months by one name. */
function namesOfMonths(): Map<string, number> {
  const found = new Map(shortToo);
  for (const format of formats((width) => ({ day: 'numeric', month: width }))) {
    for (let month = 1; month <= 12; month += 1) {
      found.set(partOf(format, 'month', Date.UTC(2026, month - 1, 1)), month);
    }
  }
  return found;
}

function namesOfWeekdays(): Set<string> {
  const days = Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 0, 1 + day));
  const names = formats((width) => ({ weekday: width })).flatMap((format) =>
    days.map((day) => partOf(format, 'weekday', day)),
  );
  return new Set(names);
}

function formats(optionsOf: (width: 'long' | 'short') => Intl.DateTimeFormatOptions): Intl.DateTimeFormat[] {
  return locales.flatMap((locale) =>
    widths.map((width) => new Intl.DateTimeFormat(locale, { ...optionsOf(width), timeZone: 'UTC' })),
  );
}

function partOf(format: Intl.DateTimeFormat, type: 'month' | 'weekday', at: number): string {
  return foldWord(format.formatToParts(at).find((part) => part.type === type)?.value ?? '');
}

function foldWord(word: string): string {
  return fold(word).replace(/\.$/, '');
}
