import { expect, test } from 'vitest';
import { AMOUNT_MAX, amountOf, sumAmounts } from '../../src-shared/amounts.ts';

test('an amount is a whole number within the range of amounts, below zero too', () => {
  for (const value of [0, 1, -1, AMOUNT_MAX, -AMOUNT_MAX]) expect(amountOf(value)).toBe(value);
});

test.each([AMOUNT_MAX + 1, -AMOUNT_MAX - 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('%s is no amount', (value) => {
  expect(() => amountOf(value)).toThrow(new RangeError(`an amount must be a safe integer, got ${value}`));
});

test('a sum is exact on a way beyond the range, and none where it ends there', () => {
  expect(sumAmounts([])).toBe(0);
  expect(sumAmounts([AMOUNT_MAX, 2, -AMOUNT_MAX, -1])).toBe(1);
  expect(sumAmounts([AMOUNT_MAX, 1])).toBeNull();
});
