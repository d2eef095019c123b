import { describe, expect, it } from 'vitest';
import { columnWidthsBy, oneLineFromPx } from '../../src-renderer/features/usage/column-widths.ts';
import { studioFormat } from '../../src-renderer/ui/studio-format.tsx';
import { AMOUNT_MAX } from '../../src-shared/amounts.ts';

const now = Date.parse('2026-03-16T12:00:00Z');
const format = studioFormat({ locale: 'en', currency: 'EUR', timeZone: 'Europe/Berlin' }, now);
const row = (usedOn: string, amount = -1, balanceAfter = 7) => ({
  usedOn,
  creditName: 'Shop',
  source: 'plan' as const,
  sourceName: 'Flow 8',
  amount,
  balanceAfter,
  creditKind: 'money' as const,
  unit: 'EUR',
  decimals: 2,
});
const widthsOf = (...pages: ReturnType<typeof row>[][]) =>
  columnWidthsBy(format)(
    'a list',
    pages.map((rows) => ({ rows })),
  );

describe('the columns of a use history', () => {
  it('are narrow for days of this year, and wide enough for a day with its year and time on any page', () => {
    const thisYear = widthsOf([row('2026-03-16T08:14:00Z')]);
    const older = widthsOf([row('2026-03-16T08:14:00Z')], [row('2024-09-23T08:40:00Z')]);
    expect(thisYear.when).toBe(92);
    // "23 Sept 2024 10:40" at 13 px.
    expect(older.when).toBeGreaterThan(120);
  });

  it('stay as wide as they were while the same list is shown, and begin anew with another one', () => {
    const widths = columnWidthsBy(format);
    const [thisYear, older] = [{ rows: [row('2026-03-16T08:14:00Z')] }, { rows: [row('2024-09-23T08:40:00Z')] }];
    const wide = widths('a list', [thisYear, older]).when;
    expect(widths('a list', [thisYear]).when).toBe(wide);
    expect(widths('another', [thisYear]).when).toBe(92);
    expect(widths('a list', [thisYear]).when).toBe(92);
  });

  it('hold the largest figure that the ledger takes, on whatever page it stands', () => {
    const few = widthsOf([row('2026-03-16T08:14:00Z')]);
    const most = widthsOf([row('2026-03-16T08:14:00Z')], [row('2026-01-01T08:00:00Z', -AMOUNT_MAX, AMOUNT_MAX)]);
    expect(few).toMatchObject({ amount: 72, balance: 52 });
    expect(most.amount).toBeGreaterThanOrEqual('−€90,071,992,547,409.91'.length * 7.4);
    expect(oneLineFromPx(most) - oneLineFromPx(few)).toBe(most.amount - few.amount + most.balance - few.balance);
  });

  it('hold names and sources as they are usually long, and don’t grow with those that are far longer', () => {
    const day = row('2026-03-16T08:14:00Z');
    const usual = widthsOf([{ ...day, creditName: 'Meeting room time', sourceName: 'Flow 8' }]);
    // "Meeting room time" and "Plan: Flow 8" at 13 px.
    expect(usual.name).toBeGreaterThan(112);
    expect(usual.source).toBe(88);
    const most = widthsOf([{ ...day, creditName: 'W'.repeat(200), sourceName: 'W'.repeat(200) }]);
    expect(most).toMatchObject({ name: 220, source: 220 });
    expect(oneLineFromPx(most)).toBe(oneLineFromPx(usual));
  });
});
