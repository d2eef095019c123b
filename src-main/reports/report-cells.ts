import { AMOUNT_MAX } from '../../src-shared/amounts.ts';
import { decimalText } from '../../src-shared/format-amounts.ts';
import type { Day } from '../../src-shared/ids.ts';
import { wallText } from './wall-time.ts';

/** How a number is shown: digits after the point, a sign on every figure that is not zero, a unit behind it. */
export type NumberLook = { readonly decimals: number; readonly signed: boolean; readonly unit: string | null };

/**
 * A cell of a report; there is no kind that takes a formula. Of a number, `exact` is its decimal text (all digits, point
 * as separator) and `value` the double nearest to it, null where spreadsheets would lose digits and it must stay text.
 */
export type Cell =
  | { readonly type: 'empty' }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number'; readonly value: number | null; readonly exact: string; readonly look: NumberLook }
  | { readonly type: 'date'; readonly wallMs: number; readonly withTime: boolean };

/** Nothing in the cell. */
export const emptyCell: Cell = { type: 'empty' };

/** Spreadsheets keep 15 digits; an amount with more must stay text. */
const DIGITS_KEPT_MAX = 999_999_999_999_999;
/** 1 March 1900: before it, spreadsheets count a day that never was. */
const earliestWallMs = Date.UTC(1900, 2, 1);
const latestWallMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const plain: NumberLook = { decimals: 0, signed: false, unit: null };

/** Text, as it is; the writer cleans it. */
export function textCell(text: string | null): Cell {
  return text === null || text === '' ? emptyCell : { type: 'text', text };
}

/** A count or a number of a row, as a whole number. Throws RangeError for anything else. */
export function countCell(count: number): Cell {
  if (!Number.isSafeInteger(count)) throw new RangeError(`a count must be a safe integer, got ${count}`);
  return { type: 'number', value: count, exact: String(count), look: plain };
}

/** An amount of a credit's smallest unit as a number in its unit: (4800, 2 decimals) is 48.00. Throws RangeError for NaN, Infinity and fractions. */
export function amountCell(amount: number, look: NumberLook): Cell {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`an amount must be a safe integer, got ${amount}`);
  // Both are exact doubles, so the quotient is the double nearest to the decimal number; adding 0 makes −0 a plain 0.
  const value = Math.abs(amount) > DIGITS_KEPT_MAX ? null : amount / 10 ** look.decimals + 0;
  return { type: 'number', value, exact: decimalText(amount, look.decimals), look };
}

/** A total that may pass what one amount may be. */
export function totalCell(total: bigint, look: NumberLook): Cell {
  if (total <= BigInt(AMOUNT_MAX) && total >= -BigInt(AMOUNT_MAX)) return amountCell(Number(total), look);
  const digits = String(total);
  const cut = digits.length - look.decimals;
  const exact = look.decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return { type: 'number', value: null, exact, look };
}

/** A day and time of the wall as a real date; text where spreadsheets have no such date. Throws RangeError for what is no time at all. */
export function momentCell(wallMs: number): Cell {
  return dateOrText(wallMs, true, wallText);
}

/** A day as a real date, text before March 1900. Null: empty. */
export function dayCell(day: Day | string | null): Cell {
  return day === null ? emptyCell : dateOrText(Date.parse(`${day}T00:00:00Z`), false, () => day);
}

function dateOrText(wallMs: number, withTime: boolean, words: (wallMs: number) => string): Cell {
  if (!Number.isFinite(wallMs)) throw new RangeError(`a date must be a time, got ${wallMs}`);
  if (wallMs < earliestWallMs || wallMs > latestWallMs) return textCell(words(wallMs));
  return { type: 'date', wallMs, withTime };
}
