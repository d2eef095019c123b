import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceTicks, dayTicks, labelsTouch } from '../../src-renderer/features/usage/chart-axis.ts';

describe('the figures on the axis of a balance', () => {
  it.each([
    [0, 8, false, [0, 2, 4, 6, 8]],
    [0, 13, false, [0, 5, 10, 15]],
    [0, 21, false, [0, 5, 10, 15, 20, 25]],
    [-3, 13, false, [-5, 0, 5, 10, 15]],
    [0, 1, false, [0, 1]],
    [0, 2, false, [0, 1, 2]],
    [0, 100, false, [0, 50, 100]],
    [0, 300, true, [0, 60, 120, 180, 240, 300]],
    [0, 11_400, true, [0, 6000, 12_000]],
    [0, 0, false, [0, 1]],
  ] as const)('%i to %i', (low, high, isTime, ticks) => {
    expect(balanceTicks(low, high, isTime)).toEqual(ticks);
  });

  it('are few, whole, evenly apart, and hold the highest and the lowest', () => {
    const range = fc.tuple(fc.integer({ min: -1000, max: 0 }), fc.integer({ min: 0, max: 10_000_000 }), fc.boolean());
    fc.assert(
      fc.property(range, ([low, high, isTime]) => {
        const ticks = balanceTicks(low, high, isTime);
        const steps = ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0));
        expect(new Set(steps).size).toBe(1);
        expect(ticks.every(Number.isInteger)).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(6);
        // The room that is left unused is less than a step above and a step below.
        expect((ticks.at(-1) ?? 0) - (steps[0] ?? 0)).toBeLessThan(Math.max(1, high));
        expect((ticks[0] ?? 0) + (steps[0] ?? 0)).toBeGreaterThan(low);
        expect(ticks[0]).toBeLessThanOrEqual(low);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(high);
      }),
    );
  });
});

describe('the days on the axis of time', () => {
  it('begin at midnight in the studio’s zone, evenly apart, over a change of the clocks', () => {
    const ticks = dayTicks(Date.parse('2026-03-27T09:00:00Z'), Date.parse('2026-04-04T09:00:00Z'), 'Europe/Berlin', 5);
    expect(ticks.map((tick) => tick.day)).toEqual([
      '2026-03-27',
      '2026-03-29',
      '2026-03-31',
      '2026-04-02',
      '2026-04-04',
    ]);
    expect(ticks.slice(1).map((tick) => new Date(tick.at).toISOString())).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
      '2026-04-01T22:00:00.000Z',
      '2026-04-03T22:00:00.000Z',
    ]);
  });

  it('are one day for what happened on one', () => {
    const at = Date.parse('2026-03-27T09:00:00Z');
    expect(dayTicks(at, at + 1000, 'Europe/Berlin')).toEqual([{ day: '2026-03-27', at }]);
  });
});

describe('labels below bars', () => {
  const labels = ['Start', 'Rollover', 'Manual', 'Expired', 'Left'];
  it.each([
    [120, false],
    [51, false],
    [50, true],
    [30, true],
  ])('in columns of %i px touch: %s', (columnPx, touch) => {
    expect(labelsTouch(labels, columnPx, 6.6)).toBe(touch);
  });
});
