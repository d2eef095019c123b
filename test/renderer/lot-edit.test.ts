import { describe, expect, it } from 'vitest';
import {
  formOf,
  type LotEdit,
  overWords,
  readLotEdit,
  typedWith,
} from '../../src-renderer/features/profile/lot-edit.ts';

const session = { kind: 'session', unit: 'session', decimals: 0 };
const lot = { left: 3, lastDay: '2026-03-30' };
const read = (edit: Partial<LotEdit>) =>
  readLotEdit({ left: '3', expires: 'day', lastDay: '2026-03-30', ...edit }, lot, session, '2026-03-16');

describe('the edit of a lot', () => {
  it.each([
    [{}, {}],
    [{ left: '5' }, { left: 5 }],
    [{ left: '0' }, { left: 0 }],
    [{ expires: 'never' }, { lastDay: null }],
    [
      { left: '2', lastDay: '2026-04-30' },
      { left: 2, lastDay: '2026-04-30' },
    ],
  ] as const)('%o changes %o', (edit, change) => {
    expect(read(edit)).toEqual({ ok: true, change });
  });

  it.each([
    [{ left: '' }, { left: 'How much? Give an amount.' }],
    [{ left: '-1' }, { left: 'Write the amount without a plus or minus sign.' }],
    [{ lastDay: null }, { lastDay: 'Choose the last day, or Never.' }],
    [{ lastDay: '2026-03-15' }, { lastDay: 'That day is over. Choose today or a later day.' }],
  ] as const)('%o needs another look', (edit, problems) => {
    expect(read(edit)).toEqual({ ok: false, problems });
  });

  it('lets a last day that is over stand where it was', () => {
    const over = { left: 3, lastDay: '2026-03-01' };
    expect(readLotEdit({ left: '2', expires: 'day', lastDay: '2026-03-01' }, over, session, '2026-03-16')).toEqual({
      ok: true,
      change: { left: 2 },
    });
  });
});

describe('a lot that changes under its form', () => {
  const before: LotEdit = { left: '3', expires: 'day', lastDay: '2026-03-30' };
  const now: LotEdit = { left: '2', expires: 'never', lastDay: null };

  it('keeps what was typed, and the rest follows the lot', () => {
    const typed = typedWith({}, before, { left: '5' });
    expect(formOf(now, typed)).toEqual({ left: '5', expires: 'never', lastDay: null });
    expect(formOf(now, {})).toEqual(now);
  });

  it('keeps both halves of when it ends once one of them was given', () => {
    expect(formOf(now, typedWith({}, before, { lastDay: '2026-04-30' }))).toEqual({
      left: '2',
      expires: 'day',
      lastDay: '2026-04-30',
    });
  });

  it('changes only what differs from the lot as it is now', () => {
    const form = formOf(now, typedWith({}, before, { left: '2' }));
    const live = { left: 2, lastDay: null };
    expect(readLotEdit(form, live, session, '2026-03-16')).toEqual({ ok: true, change: {} });
  });

  it.each([
    [{ status: 'current' as const }, null],
    [
      { status: 'expired' as const },
      'This lot has expired in the meantime, so it can’t be edited or deleted any more.',
    ],
    [
      { status: 'used_up' as const },
      'This lot was used up in the meantime, so it can’t be edited or deleted any more.',
    ],
    [undefined, 'This lot was taken off the list in the meantime, so it can’t be edited or deleted any more.'],
  ])('says of %o why it is too late', (lot, words) => {
    expect(overWords(lot)).toBe(words);
  });
});
