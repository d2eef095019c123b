import { wordsOf } from './text-search.ts';

/** Only what a phone number is written with. */
const likePhone = /^[\d\s+()/.-]+$/;
const phoneDigitsMin = 5;
/** As many digits tell a subscriber apart, whatever is dialled before them. */
const subscriberDigits = 8;

/**
 * What a search of customers may mean, most likely first, as words that must all be found: what was typed; where that is
 * a phone number, its digits, those without the zeros that are dialled before them within a country or out of it, and
 * the last eight, which a number has however it was kept.
 */
export function readingsOf(query: string): readonly (readonly string[])[] {
  const typed = wordsOf(query);
  const digits = query.replace(/\D/g, '');
  if (!likePhone.test(query.trim()) || digits.length < phoneDigitsMin) return [typed];
  const numbers = [digits, digits.replace(/^0+/, '')];
  if (digits.length > subscriberDigits) numbers.push(digits.slice(-subscriberDigits));
  return [typed, ...numbers.filter((number) => number.length > 0).map((number) => [number])];
}
