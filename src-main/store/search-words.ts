import { wordsOf } from './text-search.ts';

/** Only what a phone number is written with. */
const likePhone = /^[\d\s+()/.-]+$/;
const dashes = /\p{Pd}/gu;
const phoneDigitsMin = 5;
/** As many digits tell a subscriber apart, whatever is dialled before them. */
const subscriberDigits = 8;
/** How many digits a country's code has. */
const countryDigits = [1, 2, 3];

/**
 * What a search of customers may mean, most likely first, as words that must all be found: what was typed; the same
 * without the comma of a list's "Lindt, Mara"; where it is a phone number, the readings of that.
 */
export function readingsOf(query: string): readonly (readonly string[])[] {
  const written = query.normalize('NFKC').replaceAll(dashes, '-').trim();
  const unlisted = query.replaceAll(/[,;]/g, ' ');
  const readings = [wordsOf(query), ...(unlisted === query ? [] : [wordsOf(unlisted)])];
  if (!likePhone.test(written)) return readings;
  return [...readings, ...numbersOf(written).map((number) => [number])];
}

/**
 * The digits of a phone number as it may have been kept: all; without the zeros that are dialled before them within a
 * country or out of it; the last eight, which most have however they were kept; without the country's code, where one is dialled.
 */
function numbersOf(written: string): string[] {
  const digits = written.replace(/\D/g, '');
  if (digits.length < phoneDigitsMin) return [];
  const bare = digits.replace(/^0+/, '');
  const within = /^(\+|00)/.test(written) ? countryDigits.map((count) => bare.slice(count)) : [];
  const last = digits.length > subscriberDigits ? [digits.slice(-subscriberDigits)] : [];
  return [digits, bare, ...last, ...within].filter((number) => number.length >= phoneDigitsMin);
}
