import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AMOUNT_MAX } from '../../src-shared/amounts.ts';
import { decimalText, formatAmount } from '../../src-shared/format-amounts.ts';
import { parseAmount } from '../../src-shared/parse-amounts.ts';

const session = { kind: 'session', unit: 'credits', decimals: 0 };
const half = { kind: 'session', unit: 'credits', decimals: 1 };
const time = { kind: 'time', unit: 'minutes', decimals: 0 };
const euro = { kind: 'money', unit: 'EUR', decimals: 2 };
const yen = { kind: 'money', unit: 'JPY', decimals: 0 };
const printing = { kind: 'printing', unit: 'pages', decimals: 0 };
const style = { locale: 'en', currency: 'EUR' };
const dinar = { kind: 'money', unit: 'KWD', decimals: 3 };

describe('an amount that a person types', () => {
  it.each([
    ['5', session, 5],
    ['1', session, 1],
    [`${'0'.repeat(59)}5`, session, 5],
    [' 12 ', session, 12],
    ['3 credits', session, 3],
    ['3 Credits', session, 3],
    ['1,200', session, 1200],
    ['0.5', half, 5],
    [',5', half, 5],
    ['2,5', half, 25],
    ['90', time, 90],
    [' 90 ', time, 90],
    ['90 min', time, 90],
    ['90 m', time, 90],
    ['90 minutes', time, 90],
    ['2 h 30', time, 150],
    ['2h30', time, 150],
    ['2  h  30', time, 150],
    ['2 H 30 Min', time, 150],
    ['2h 30m', time, 150],
    ['2 h 30 min', time, 150],
    ['2:30', time, 150],
    ['2:59', time, 179],
    ['12:30', time, 750],
    ['2:30h', time, 150],
    ['2:30 hr', time, 150],
    ['2:30 hrs', time, 150],
    ['2:30 hour', time, 150],
    ['2:30 hours', time, 150],
    ['2 hours', time, 120],
    ['2 hr 5', time, 125],
    ['2 hrs. 5 min.', time, 125],
    ['2 h', time, 120],
    ['1 hour', time, 60],
    ['1 hour 15 minutes', time, 75],
    ['1 hour and 15 min', time, 75],
    ['2,5 h', time, 150],
    ['2.5h', time, 150],
    ['1,200 min', time, 1200],
    ['1.200 min', time, 1200],
    ['1 200 min.', time, 1200],
    ['1\u00a0200 min', time, 1200],
    ['1\u202f200 min', time, 1200],
    ["1'200 min", time, 1200],
    ['1’200 min', time, 1200],
    ['12', euro, 1200],
    ['12.5', euro, 1250],
    ['12,50', euro, 1250],
    ['€12.50', euro, 1250],
    ['12.50 EUR', euro, 1250],
    ['12,50 €', euro, 1250],
    ['0.07', euro, 7],
    ['1,200', euro, 120000],
    ['1,200.50', euro, 120050],
    ['1.200,50', euro, 120050],
    ['1 200', euro, 120000],
    ['1\u00a0200', euro, 120000],
    ['1\u202f200', euro, 120000],
    ["1'200", euro, 120000],
    ['1’200.50', euro, 120050],
    ['12.345.678', euro, 1234567800],
    ['1.234.567,50', euro, 123456750],
    ['1,234,567', euro, 123456700],
    ['12.500', { ...euro, decimals: 4 }, null],
    ['500', yen, 500],
    ['1.200', printing, 1200],
    ['1,500 h', time, 90_000],
    ['12.5 h', time, 750],
    ['0.125', dinar, 125],
    ['.125', dinar, 125],
    ['40 pages', printing, 40],
    ['90,071,992,547,409.91', euro, AMOUNT_MAX],
  ])('%s', (typed, credit, amount) => {
    const parsed = parseAmount(typed, credit);
    if (amount === null) expect(parsed).toMatchObject({ ok: false });
    else expect(parsed).toEqual({ ok: true, amount });
  });

  it.each([
    ['', session, 'How much?'],
    ['  ', time, 'How much?'],
    ['0', session, 'above 0'],
    ['0.00', euro, 'above 0'],
    ['-3', session, 'without a plus or minus'],
    ['−3', session, 'without a plus or minus'],
    ['–3', session, 'without a plus or minus'],
    ['+3', session, 'without a plus or minus'],
    ['3-', session, 'as a number'],
    ['1.5', session, 'whole numbers'],
    ['12.505', euro, 'two ways'],
    ['1200.505', euro, 'at most 2 digits after the point, such as 2.50.'],
    ['0.25', half, 'at most one digit after the point, such as 2.5.'],
    ['1.200', euro, 'two ways. Write 1200 for the large number, or leave out the last zeros.'],
    ['120.500', euro, 'two ways'],
    ['1,500', dinar, 'two ways. Write 1500 for'],
    ['two', session, 'as a number, such as 5.'],
    ['two', half, 'as a number, such as 2.5.'],
    ['two', euro, 'as a number, such as 2.50.'],
    ['1e5', session, 'as a number'],
    ['1,2,3', euro, 'as a number'],
    ['12..5', euro, 'as a number'],
    ['’500', session, 'as a number'],
    ['.5x', half, 'as a number'],
    ['x1,200,000', session, 'as a number'],
    ['1,200,000x', session, 'as a number'],
    ['x1.200.000', session, 'as a number'],
    ['1.200.000x', session, 'as a number'],
    ['1.5', time, 'whole minutes'],
    ['0.01 h', time, 'whole minutes'],
    ['2:60', time, 'at most 59 minutes'],
    ['2:75', time, 'at most 59 minutes'],
    ['2 h 75', time, 'at most 59 minutes'],
    ['1.500 h', time, 'Write minutes'],
    ['2.5 h 30', time, 'Write minutes'],
    ['soon', time, 'Write minutes'],
    ['x2:30', time, 'Write minutes'],
    ['2:30x', time, 'Write minutes'],
    ['x2 h', time, 'Write minutes'],
    ['2 h 30x', time, 'Write minutes'],
    ['x90', time, 'Write minutes'],
    ['90071992547409.92', euro, 'more than the ledger can hold'],
    [`${'0'.repeat(60)}5`, session, 'as a number'],
    ['9'.repeat(70), session, 'as a number'],
  ])('is refused with a reason: %s', (typed, credit, words) => {
    const parsed = parseAmount(typed, credit);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.problem).toContain(words);
  });

  it('may stand before its unit, whatever signs that is written with', () => {
    for (const sign of '$.*+?^(){}|[]\\') {
      const unit = `u${sign}u`;
      expect(parseAmount(`5 ${unit}`, { ...session, unit })).toEqual({ ok: true, amount: 5 });
    }
  });

  it('gives back every amount that a screen has written', () => {
    const credits = [session, half, time, euro, yen, printing];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: AMOUNT_MAX }), fc.constantFrom(...credits), (amount, credit) => {
        expect(parseAmount(formatAmount(amount, credit, style), credit)).toEqual({ ok: true, amount });
      }),
    );
  });

  it('gives back every plain decimal exactly, digit for digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: AMOUNT_MAX }), (amount) => {
        expect(parseAmount(decimalText(amount, 2), euro)).toEqual({ ok: true, amount });
      }),
    );
  });
});
