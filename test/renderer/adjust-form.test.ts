import { describe, expect, it } from 'vitest';
import {
  type AdjustForm,
  offeredDays,
  readAdjustForm,
  toldProblems,
} from '../../src-renderer/features/adjust/adjust-form.ts';
import type { Day } from '../../src-shared/ids.ts';

const credits = [
  { id: 'class', kind: 'session', unit: 'credits', decimals: 0 },
  { id: 'room', kind: 'time', unit: 'minutes', decimals: 0 },
  { id: 'cash', kind: 'money', unit: 'EUR', decimals: 2 },
];
const today = '2026-03-16';
const form = (typed: Partial<AdjustForm>): AdjustForm => ({
  type: 'add',
  creditId: 'class',
  amount: '2',
  expires: 'never',
  lastDay: null,
  memo: '',
  membershipId: null,
  ...typed,
});
const read = (typed: Partial<AdjustForm>) => readAdjustForm(form(typed), 'mara', credits, today);

describe('the form as the ledger takes it', () => {
  it.each([
    [{}, { type: 'add', customerId: 'mara', creditId: 'class', amount: 2, lastDay: null }],
    [
      { expires: 'day', lastDay: '2026-03-16', memo: ' Heating failed ', membershipId: 'flow' },
      {
        type: 'add',
        customerId: 'mara',
        creditId: 'class',
        amount: 2,
        lastDay: '2026-03-16',
        memo: 'Heating failed',
        membershipId: 'flow',
      },
    ],
    [
      { creditId: 'room', amount: '2 h 30' },
      { type: 'add', customerId: 'mara', creditId: 'room', amount: 150, lastDay: null },
    ],
    [
      { type: 'deduct', creditId: 'cash', amount: '12,50' },
      { type: 'deduct', customerId: 'mara', creditId: 'cash', amount: 1250 },
    ],
  ] as const)('%o', (typed, input) => {
    expect(read(typed)).toEqual({ ok: true, input });
  });

  it('keeps the last day out of a deduction, also where one was chosen before', () => {
    const deduction = read({ type: 'deduct', expires: 'day', lastDay: '2020-01-01' });
    expect(deduction.ok && deduction.input).not.toHaveProperty('lastDay');
  });

  it.each([
    [{ creditId: null }, { creditId: 'Which credit? Choose one.' }],
    [{ amount: '' }, { amount: 'How much? Give an amount.' }],
    [{ amount: '1.5' }, { amount: 'This credit is counted in whole numbers, such as 5.' }],
    [{ expires: 'day' }, { lastDay: 'Choose the last day, or Never.' }],
    [{ expires: 'day', lastDay: '2026-03-15' }, { lastDay: 'That day is over. Choose today or a later day.' }],
  ] as const)('%o needs another look', (typed, problems) => {
    expect(read(typed)).toEqual({ ok: false, problems });
  });
});

describe('the last days offered', () => {
  it('are counted from today, to the end of a short month where it must be', () => {
    expect(offeredDays('2026-01-31' as Day, null).map((offered) => offered.day)).toEqual([
      '2026-02-28',
      '2026-04-30',
      '2026-12-31',
    ]);
  });

  it('begin with the end of the cycle where one runs', () => {
    expect(offeredDays('2026-03-16' as Day, '2026-03-30')[0]).toEqual({ label: 'End of the cycle', day: '2026-03-30' });
    expect(offeredDays('2026-03-16' as Day, '2026-03-15').map((offered) => offered.label)).not.toContain(
      'End of the cycle',
    );
  });
});

describe('where a problem is told', () => {
  const told = (typed: Partial<AdjustForm>, isSent: boolean, isAmountLeft: boolean) =>
    toldProblems(form(typed), read(typed), { isSent, isAmountLeft });
  const reason = 'Write the amount as a number, such as 5.';
  const asks = 'Type an amount to see which lots change.';

  it.each([
    ['while it is typed: in the preview', { amount: 'abc' }, false, false, {}, reason],
    ['once it is left: at its field, and only there', { amount: 'abc' }, false, true, { amount: reason }, asks],
    ['once it is sent off: the same', { amount: 'abc' }, true, false, { amount: reason }, asks],
    ['left empty: nowhere', { amount: '' }, false, true, {}, asks],
    ['a day that lacks: in the preview', { expires: 'day' }, false, true, {}, 'Choose the last day, or Never.'],
    ['no problem', {}, true, true, {}, asks],
  ] as const)('%s', (_, typed, isSent, isAmountLeft, problems, hint) => {
    expect(told(typed, isSent, isAmountLeft)).toEqual({ problems, hint });
  });
});
