import { AMOUNT_MAX } from '../../src-shared/amounts.ts';

/** A column's decimal mark, or that it does not show: `undecided` (every figure can be read both ways), `mixed` (both occur). */
export type DecimalMark = 'point' | 'comma' | 'undecided' | 'mixed';
/** A cell that was read, or why not. */
export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string };

const grouping = /[\s'’]/g;
const plain = /^[+-]?\d+$/;
const figurePattern = /^[+-]?\d[\d.,]*$/;

/** The decimal mark that a column's figures show, judged over all of them: 1.234,50 and 12,5 say comma, 1,234.50 and 12.5 say point, 1,234 says nothing. */
export function judgeDecimalMark(texts: Iterable<string>): DecimalMark {
  const seen = new Set<'point' | 'comma'>();
  for (const text of texts) {
    const mark = markShownBy(text);
    if (mark) seen.add(mark);
  }
  if (seen.size === 2) return 'mixed';
  return [...seen][0] ?? 'undecided';
}

function markShownBy(text: string): 'point' | 'comma' | null {
  if (plain.test(text)) return null;
  const digits = text.replaceAll(grouping, '');
  if (!figurePattern.test(digits)) return null;
  const points = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (points + commas === 0) return null;
  if (points > 0 && commas > 0) return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? 'point' : 'comma';
  const own = points > 0 ? 'point' : 'comma';
  const other = points > 0 ? 'comma' : 'point';
  if (points + commas > 1) return other;
  // One mark with three digits behind it may part thousands, unless what stands before it could not be parted so.
  return /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(digits) ? null : own;
}

/** A whole figure of a cell, in the column's decimal mark: `4`, `4.0`, `1.234`; refuses what is no number, no whole one, too large, or can be read two ways. */
export function readWhole(text: string, mark: DecimalMark): Read<number> {
  if (plain.test(text)) return inRange(text);
  const digits = text.replaceAll(grouping, '');
  if (!figurePattern.test(digits))
    return { ok: false, reason: 'is not a number: expected a whole number in the smallest unit' };
  if (plain.test(digits)) return inRange(digits);
  if (mark === 'undecided' || mark === 'mixed') return ambiguous(digits, mark);
  const [decimal, thousands] = mark === 'point' ? ['.', ','] : [',', '.'];
  const [whole = '', ...fractions] = digits.split(decimal);
  const groups = whole.split(thousands);
  const wellGrouped =
    groups.length === 1 || groups.every((group, at) => (at === 0 ? /^[+-]?\d{1,3}$/ : /^\d{3}$/).test(group));
  if (fractions.length > 1 || !wellGrouped || fractions.some((fraction) => fraction.includes(thousands))) {
    return { ok: false, reason: `is not a number in the way the column is written (decimal ${mark})` };
  }
  if (/[1-9]/.test(fractions[0] ?? '')) {
    return { ok: false, reason: 'is not a whole number: amounts are counted in the smallest unit, so 29.33 is 2933' };
  }
  return inRange(groups.join(''));
}

/** The cell of a figure that has a decimal mark (`30.00`, `1.234,0`), in the column's; null for one without. */
export function figureWithDecimals(text: string, mark: DecimalMark): string | null {
  return text.includes(mark === 'comma' ? ',' : '.') && (mark === 'comma' || mark === 'point') ? text : null;
}

function inRange(digits: string): Read<number> {
  const value = Number(digits);
  if (Math.abs(value) <= AMOUNT_MAX) return { ok: true, value };
  return { ok: false, reason: 'is beyond 9,007,199,254,740,991, the largest amount that the ledger takes' };
}

function ambiguous(digits: string, mark: 'undecided' | 'mixed'): Read<number> {
  if (mark === 'mixed') {
    return {
      ok: false,
      reason: 'can’t be read for sure: the column writes decimals with a point and with a comma; say which it is',
    };
  }
  return {
    ok: false,
    reason: `can be read as ${digits.replaceAll(/[.,]/g, '')} or with decimals: say which decimal mark the column has`,
  };
}
