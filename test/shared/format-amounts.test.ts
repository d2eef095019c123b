import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditLabel, decimalText, formatAmount, formatCredit, formatSigned } from '../../src-shared/format-amounts.ts';

const berlin = { locale: 'en-GB', currency: 'EUR' };
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const credit = (kind: string, name: string, decimals = 0, unit = kind) => ({ kind, name, decimals, unit });
const sessions = credit('session', 'Class');
const time = credit('time', 'Meeting room');
const money = credit('money', 'Store money', 2, 'EUR');

describe('amounts as people read them', () => {
  it.each([
    [9, sessions, '9'],
    [1234, sessions, '1,234'],
    [15, credit('session', 'Class', 1), '1.5'],
    [150, time, '2 h 30 min'],
    [120, time, '2 h'],
    [0, time, '0 min'],
    [59, time, '59 min'],
    [75000, time, '1,250 h'],
    [4800, money, '€48.00'],
    [5, money, '€0.05'],
    [12, credit('printing', 'Prints'), '12 pages'],
    [1, credit('printing', 'Prints'), '1 page'],
    [-90, time, '−1 h 30 min'],
  ])('%i is %s', (amount, unit, words) => {
    expect(plain(formatAmount(amount, unit, berlin))).toBe(words);
  });

  it('tells a change with its sign, with a real minus, and zero without any', () => {
    expect(formatSigned(2, sessions, berlin)).toBe('+2');
    expect(formatSigned(-1, sessions, berlin)).toBe('−1');
    expect(formatSigned(0, sessions, berlin)).toBe('0');
    expect(plain(formatSigned(-4800, money, { ...berlin, locale: 'de-DE' }))).toBe('−48,00 €');
  });

  it('is exact where a double is not', () => {
    expect(formatAmount(Number.MAX_SAFE_INTEGER, money, berlin)).toBe('€90,071,992,547,409.91');
  });

  it('follows the credit’s currency, else the studio’s', () => {
    expect(formatAmount(500, credit('money', 'Yen', 0, 'JPY'), berlin)).toBe('JP¥500');
    expect(formatAmount(500, credit('money', 'Money', 2, 'cents'), berlin)).toBe('€5.00');
  });

  it('writes every amount as a decimal that gives the amount back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(4), (amount, decimals) => {
        const text = decimalText(amount, decimals);
        expect(BigInt(text.replace('.', ''))).toBe(BigInt(amount));
        expect(text.split('.')[1]?.length ?? 0).toBe(decimals);
      }),
    );
  });
});

describe('a figure with its credit’s name', () => {
  it.each([
    [9, sessions, '9 Class credits'],
    [1, sessions, '1 Class credit'],
    [2, credit('session', 'Class credits'), '2 Class credits'],
    [1, credit('session', 'Class credits'), '1 Class credit'],
    [1, credit('session', 'Private sessions'), '1 Private session'],
    [2, credit('session', 'Class credit'), '2 Class credits'],
    [2, credit('session', 'Guest Pass'), '2 Guest Passes'],
    [3, credit('session', 'Discs'), '3 Discs'],
    [10, credit('session', 'Class', 1), '1 Class credit'],
    [150, time, '2 h 30 min Meeting room'],
    [4800, money, '€48.00 Store money'],
    [36, credit('printing', 'Print pages'), '36 Print pages'],
    [1, credit('printing', 'Print pages'), '1 Print page'],
    [36, credit('printing', 'Colour'), '36 pages Colour'],
  ])('%i of %s', (amount, named, words) => {
    expect(plain(formatCredit(amount, named, berlin))).toBe(words);
  });

  it('never says credits twice', () => {
    for (const name of ['Class credit', 'Guest passes', 'Sessions', 'Yoga classes', 'Yoga class', 'Credits']) {
      const label = creditLabel(5, credit('session', name));
      expect(label.match(/credit/gi)?.length ?? 0).toBeLessThanOrEqual(1);
      expect(label).toMatch(/s$/);
    }
  });
});
