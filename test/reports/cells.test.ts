import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CELL_TEXT_MAX, cellText, cleanText } from '../../src-main/reports/clean-text.ts';
import { amountCell, countCell, dayCell, momentCell, totalCell } from '../../src-main/reports/report-cells.ts';
import { AMOUNT_MAX } from '../../src-shared/amounts.ts';
import { looksLikeFormula } from '../../src-shared/looks-like-formula.ts';

const look = (decimals: number) => ({ decimals, signed: false, unit: null });

describe('an amount in a cell', () => {
  test('is the number nearest to it, and its text keeps every digit', () => {
    const amounts = fc.integer({ min: -AMOUNT_MAX, max: AMOUNT_MAX });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 4 }), (amount, decimals) => {
        const cell = amountCell(amount, look(decimals));
        if (cell.type !== 'number') throw new Error(`expected a number, got ${cell.type}`);
        expect(BigInt(cell.exact.replace('.', ''))).toBe(BigInt(amount));
        if (Math.abs(amount) < 1e15) expect(cell.value).toBe(Number(cell.exact));
        else expect(cell.value).toBeNull();
      }),
    );
  });

  test.each([
    [4800, 2, 48, '48.00'],
    [-5, 2, -0.05, '-0.05'],
    [0, 1, 0, '0.0'],
    [-0, 0, 0, '0'],
    [15, 1, 1.5, '1.5'],
  ])('%d with %d decimals is %d, written %s', (amount, decimals, value, exact) => {
    expect(amountCell(amount, look(decimals))).toMatchObject({ type: 'number', value, exact });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1.5, 2 ** 53])('%d is refused', (wrong) => {
    expect(() => amountCell(wrong, look(0))).toThrow(RangeError);
    expect(() => countCell(wrong)).toThrow(RangeError);
  });

  test('a total past the largest amount keeps its digits as text', () => {
    const total = BigInt(AMOUNT_MAX) * -3n;
    expect(totalCell(total, look(2))).toMatchObject({ type: 'number', value: null, exact: '-270215977642229.73' });
    expect(totalCell(4800n, look(2))).toMatchObject({ value: 48 });
  });
});

describe('a date in a cell', () => {
  test('is a date from March 1900 to 9999 and text outside', () => {
    expect(dayCell('1900-03-01').type).toBe('date');
    expect(dayCell('9999-12-31').type).toBe('date');
    expect(dayCell('1900-02-28')).toEqual({ type: 'text', text: '1900-02-28' });
    expect(momentCell(Date.UTC(1899, 11, 31, 23, 5))).toEqual({ type: 'text', text: '1899-12-31 23:05:00' });
    expect(dayCell(null)).toEqual({ type: 'empty' });
  });

  test.each(['2026-02-31x', 'yesterday', ''])('"%s" is refused', (wrong) => {
    expect(() => dayCell(wrong)).toThrow(RangeError);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('an instant of %d is refused', (wrong) => {
    expect(() => momentCell(wrong)).toThrow(RangeError);
  });
});

describe('text for a file', () => {
  test('has nothing in it that XML forbids, whatever came in', () => {
    const anything = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(anything, (text) => {
        const clean = cleanText(text);
        expect(clean.isWellFormed()).toBe(true);
        // XML 1.0, Char, without the carriage return that a reader would turn into a line feed.
        expect(clean).toMatch(/^[\t\n -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  test('keeps what is text as it is', () => {
    const kept = 'Zoë, 明日, 🧘‍♀️, שלום, “quotes” & <tags>\nsecond line\ttab';
    expect(cleanText(kept)).toBe(kept);
    expect(cleanText('a\r\nb\rc')).toBe('a\nb\nc');
    expect(cleanText('a\u0000b\uFFFFc\uD800d')).toBe('a\uFFFDb\uFFFDc\uFFFDd');
  });

  test('is cut to what a cell holds, never in the middle of a character', () => {
    expect(cellText('x'.repeat(CELL_TEXT_MAX))).toHaveLength(CELL_TEXT_MAX);
    const cut = cellText(`${'x'.repeat(CELL_TEXT_MAX - 2)}🧘${'x'.repeat(1000)}`);
    expect(cut).toBe(`${'x'.repeat(CELL_TEXT_MAX - 2)}…`);
  });

  test.each(['=1', '+1', '-1', '@a', '\t=1', '\r=1', '＝1'])('%j looks like a formula', (text) => {
    expect(looksLikeFormula(text)).toBe(true);
  });

  test.each(['1=1', ' =1', 'a', '', "'=1"])('%j does not look like a formula', (text) => {
    expect(looksLikeFormula(text)).toBe(false);
  });
});
