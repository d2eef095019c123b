import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BalanceLot,
  expireVerb,
  expiryGroups,
  originsOf,
  renewalWords,
} from '../../src-renderer/features/profile/balance-words.ts';

const lot = (lot: Partial<BalanceLot>): BalanceLot => ({
  id: 'l',
  source: 'plan',
  sourceName: 'Flow 8',
  left: 1,
  lastDay: null,
  spendable: true,
  ...lot,
});

describe('a balance by the days that it ends', () => {
  it('puts the earliest first and what never ends last', () => {
    const groups = expiryGroups([
      lot({ left: 90 }),
      lot({ left: 8, lastDay: '2026-03-30' }),
      lot({ left: 4, lastDay: '2026-03-15' }),
      lot({ left: 1, lastDay: '2026-03-30', source: 'rollover' }),
    ]);
    expect(groups.map(({ lastDay, amount }) => [lastDay, amount])).toEqual([
      ['2026-03-15', 4],
      ['2026-03-30', 9],
      [null, 90],
    ]);
  });

  it('keeps every unit that is left, and nothing of empty lots', () => {
    const days = fc.constantFrom(null, '2026-03-15', '2026-03-30', '2027-01-01');
    const lots = fc.array(fc.record({ left: fc.integer({ min: 0, max: 50 }), lastDay: days }).map(lot));
    fc.assert(
      fc.property(lots, (some) => {
        const groups = expiryGroups(some);
        const sum = (parts: readonly { amount: number }[]) => parts.reduce((total, part) => total + part.amount, 0);
        expect(sum(groups)).toBe(some.reduce((total, one) => total + one.left, 0));
        expect(groups.every((group) => group.amount > 0 && sum(originsOf(group.lots)) === group.amount)).toBe(true);
        expect(new Set(groups.map((group) => group.lastDay)).size).toBe(groups.length);
      }),
    );
  });

  it('names each origin once', () => {
    const lots = [
      lot({ source: 'rollover', left: 1 }),
      lot({ left: 5 }),
      lot({ left: 3 }),
      lot({ source: 'manual', left: 2 }),
    ];
    expect(originsOf(lots)).toEqual([
      { words: 'rolled over', amount: 1 },
      { words: 'from Flow 8', amount: 8 },
      { words: 'added manually', amount: 2 },
    ]);
  });
});

describe('words around a balance', () => {
  it.each([
    [1, { kind: 'session', decimals: 0 }, 'expires'],
    [10, { kind: 'session', decimals: 1 }, 'expires'],
    [9, { kind: 'session', decimals: 0 }, 'expire'],
    [4800, { kind: 'money', decimals: 2 }, 'expires'],
    [60, { kind: 'time', decimals: 0 }, 'expires'],
    [90, { kind: 'time', decimals: 0 }, 'expire'],
  ])('%s of %o %s', (amount, credit, verb) => {
    expect(expireVerb(amount, credit)).toBe(verb);
  });

  it('says how often a plan renews', () => {
    expect(renewalWords({ every: 1, unit: 'month' })).toBe('Monthly');
    expect(renewalWords({ every: 4, unit: 'week' })).toBe('Every 4 weeks');
  });
});
