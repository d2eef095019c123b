import { describe, expect, it } from 'vitest';
import { returnedBalances, returnedLots } from '../../src-renderer/features/profile/returned-credit.ts';

type Lot = Parameters<typeof returnedLots>[1][number];
type Balance = Parameters<typeof returnedBalances>[2];

const lot = (id: string, customerId: string): Lot => ({
  ...{ id, number: 1, customerId, creditId: 'class', creditName: 'Class', creditKind: 'session' },
  ...{ unit: 'session', decimals: 0, source: 'plan', sourceName: 'Flow 8', membershipId: null, cycle: null },
  ...{ granted: 8, left: 5, validFrom: '2026-03-01T00:00:00.000Z', lastDay: null, status: 'current' },
});
const line = (lotId: string, amount: number, expiresAgain = false) => ({
  ...{ lotId, amount, expiresAgain, newLot: false, lastDay: null },
});
const facts = { creditId: 'class', name: 'Class', kind: 'session' as const, unit: 'session', decimals: 0 };
const balance: Balance = {
  credits: [
    { ...facts, left: 5, shared: false, sharedBy: null, expiring: [], lots: [] },
    { ...facts, creditId: 'print', left: 9, shared: false, sharedBy: null, expiring: [], lots: [] },
    { ...facts, left: 40, shared: true, sharedBy: { id: 'firm', name: 'Kollektiv' }, expiring: [], lots: [] },
  ],
};
const lots = [lot('own', 'mara'), lot('other', 'mara'), lot('theirs', 'firm')];

describe('what a cancellation gives back', () => {
  it('is told with its lots, without what took nothing', () => {
    const told = returnedLots([line('own', 2), line('other', 0), line('unknown', 1)], lots, balance);
    expect(told.map(({ lotId, amount, lot: { left } }) => [lotId, amount, left])).toEqual([['own', 2, 5]]);
  });

  it('names the company whose lot it is, where it is shared', () => {
    const told = returnedLots([line('own', 1), line('theirs', 2)], lots, balance);
    expect(told.map(({ lotId, owner }) => [lotId, owner])).toEqual([
      ['own', null],
      ['theirs', 'Kollektiv'],
    ]);
  });

  it('goes to the balance of the lot’s owner, what expires again to none', () => {
    const back = (...lines: ReturnType<typeof line>[]) =>
      returnedBalances('mara', returnedLots(lines, lots, balance), balance).map((one) => [
        one.owner,
        one.left,
        one.back,
      ]);
    expect(back(line('own', 2), line('other', 1))).toEqual([[null, 5, 3]]);
    expect(back(line('own', 1), line('theirs', 2))).toEqual([
      [null, 5, 1],
      ['Kollektiv', 40, 2],
    ]);
    expect(back(line('own', 1, true))).toEqual([]);
  });
});
