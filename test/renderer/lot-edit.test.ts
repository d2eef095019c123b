import { describe, expect, it } from 'vitest';
import { type LotEdit, readLotEdit } from '../../src-renderer/features/profile/lot-edit.ts';

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
