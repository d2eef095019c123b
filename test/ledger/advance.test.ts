import { describe, expect, test } from 'vitest';
import {
  planExpiry,
  planGrants,
  planResume,
  planRolloverIn,
  planRolloverOut,
} from '../../src-shared/ledger/advance.ts';
import { amt, benefitWith, day, dueWith, lotWith, ms, told, zone } from '../support/pure-lots.ts';

const at = ms('2026-02-27T23:00:00Z');
const rollover = (max: number | null, times = 1) => ({ rollover: { max: max === null ? null : amt(max), times } });
const ending = (number: number, facts = {}) => lotWith({ number, lastDay: day('2026-02-27'), ...facts });

describe('rolling over', () => {
  const out = (benefit: object, lots: ReturnType<typeof ending>[]) =>
    planRolloverOut(dueWith({ benefits: [benefitWith(benefit)] }), lots).map(told);

  test('takes what is left up to the most, and the rest stays to expire', () => {
    expect(out(rollover(3), [ending(1)])).toEqual(['rollover_out -3 lot 1']);
    expect(out(rollover(null), [ending(1)])).toEqual(['rollover_out -5 lot 1']);
    expect(out(rollover(9), [ending(1)])).toEqual(['rollover_out -5 lot 1']);
    expect(out({}, [ending(1)])).toEqual([]);
  });

  test('takes those that rolled least first, then the higher number, and posts by number', () => {
    const lots = [ending(3, { rolls: 1, left: 2 }), ending(1, { left: 2 }), ending(2, { left: 2 })];
    expect(out(rollover(3, 2), lots)).toEqual(['rollover_out -1 lot 1', 'rollover_out -2 lot 2']);
    expect(out(rollover(5, 2), lots)).toEqual([
      'rollover_out -2 lot 1',
      'rollover_out -2 lot 2',
      'rollover_out -1 lot 3',
    ]);
  });

  test('takes the last one that is left too', () => {
    expect(out(rollover(3), [ending(1, { left: 1 })])).toEqual(['rollover_out -1 lot 1']);
  });

  test('happens as often as the benefit says', () => {
    expect(out(rollover(null, 1), [ending(1, { rolls: 1 })])).toEqual([]);
    expect(out(rollover(null, 2), [ending(1, { rolls: 1 })])).toEqual(['rollover_out -5 lot 1']);
  });

  test('leaves alone what is empty, of another benefit, not for rolling, or not over yet', () => {
    const lots = [
      ending(1, { left: 0 }),
      ending(2, { benefit: 2 }),
      ending(3, { mayRoll: false }),
      ending(4, { lastDay: day('2026-02-28') }),
      ending(5, { lastDay: null }),
      ending(6, { paused: true }),
    ];
    expect(out(rollover(null), lots)).toEqual([]);
    expect(out(rollover(null), [...lots, ending(9), ending(10, { left: 0 })])).toEqual(['rollover_out -5 lot 9']);
  });

  test('gives each benefit its own most', () => {
    const benefits = [benefitWith({ number: 1, ...rollover(1) }), benefitWith({ number: 2, ...rollover(2) })];
    const lots = [ending(2, { benefit: 2 }), ending(1)];
    expect(planRolloverOut(dueWith({ benefits }), lots).map(told)).toEqual([
      'rollover_out -1 lot 1',
      'rollover_out -2 lot 2',
    ]);
  });

  test('arrives as one new lot per lot that gave, one roll more, in the order of giving', () => {
    const benefits = [
      benefitWith({ number: 2, ...rollover(null, 3) }),
      benefitWith({ number: 1, ...rollover(null, 3) }),
    ];
    const gave = [
      { lot: ending(1, { benefit: 1 }), amount: amt(1) },
      { lot: ending(5, { benefit: 2, rolls: 1, credit: 4, sourceName: 'Flow 8 (old)' }), amount: amt(2) },
      { lot: ending(3, { benefit: 2 }), amount: amt(3) },
      { lot: ending(4, { benefit: 2 }), amount: amt(4) },
    ];
    const arrived = planRolloverIn(dueWith({ benefits }), gave, zone);
    expect(arrived.map(({ amount, lot }) => [amount, typeof lot === 'object' && lot.rolledFrom])).toEqual([
      [4, 4],
      [3, 3],
      [2, 5],
      [1, 1],
    ]);
    expect(arrived[2]).toEqual({
      kind: 'rollover_in',
      amount: 2,
      happenedAt: at,
      lot: {
        customer: 1,
        credit: 4,
        source: 'rollover',
        sourceName: 'Flow 8 (old)',
        membership: 1,
        cycle: 2,
        benefit: 2,
        rolls: 2,
        mayRoll: true,
        rolledFrom: 5,
        validFrom: at,
        lastDay: '2026-03-30',
        endsAt: ms('2026-03-30T22:00:00Z'),
      },
    });
  });
});

test('what is left of lots whose last day is over expires, in the order given', () => {
  const lots = [
    ending(7, { left: 1 }),
    ending(3),
    ending(4, { left: 0 }),
    ending(5, { lastDay: day('2026-02-28') }),
    ending(6, { paused: true }),
  ];
  const expiries = planExpiry(lots, at);
  expect(expiries.map(told)).toEqual(['expiry -1 lot 7', 'expiry -5 lot 3']);
  expect(expiries[0]?.happenedAt).toBe(at);
});

describe('granting', () => {
  test('gives one lot per benefit, in their order, with the last day that each says', () => {
    const benefits = [
      benefitWith({ number: 2, credit: 2, amount: amt(60), expiration: { rule: 'never' } }),
      benefitWith({ number: 1, ...rollover(3) }),
      benefitWith({ number: 3, expiration: { rule: 'after', every: 10, unit: 'day' } }),
    ];
    const grants = planGrants(dueWith({ benefits }), zone);
    expect(grants.map(told)).toEqual(['grant 60 new', 'grant 8 new', 'grant 8 new']);
    expect(
      grants.map(
        ({ lot }) => typeof lot === 'object' && [lot.benefit, lot.credit, lot.lastDay, lot.endsAt, lot.mayRoll],
      ),
    ).toEqual([
      [2, 2, null, null, false],
      [1, 1, '2026-03-30', ms('2026-03-30T22:00:00Z'), true],
      [3, 1, '2026-03-09', ms('2026-03-09T23:00:00Z'), false],
    ]);
  });

  test('makes lots of the plan’s cycle, or of the product', () => {
    const [granted] = planGrants(dueWith(), zone);
    expect(granted).toMatchObject({
      happenedAt: at,
      lot: {
        source: 'plan',
        sourceName: 'Flow 8',
        customer: 1,
        membership: 1,
        cycle: 2,
        rolls: 0,
        rolledFrom: null,
        validFrom: at,
      },
    });
    const [bought] = planGrants({ ...dueWith({ name: '10-class pack' }), cycle: null }, zone);
    expect(bought).toMatchObject({
      lot: { source: 'product', sourceName: '10-class pack', cycle: null, lastDay: null },
    });
  });
});

describe('resuming', () => {
  const pause = { from: day('2026-02-10'), to: day('2026-02-15'), at: ms('2026-02-14T23:00:00Z') };
  const resumed = (facts: object) =>
    planResume([lotWith({ number: 3, lastDay: day('2026-02-27'), paused: true, ...facts })], pause, zone);

  test('moves a lot’s last day by the days paused, as an entry of 0 with both dates', () => {
    expect(resumed({})).toEqual([
      {
        kind: 'manual_add',
        amount: 0,
        happenedAt: ms('2026-02-14T23:00:00Z'),
        lot: 3,
        memo: 'Paused for 5 days (last day 2026-02-27 → 2026-03-04)',
        lastDayChange: { before: '2026-02-27', after: '2026-03-04', endsAt: ms('2026-03-04T23:00:00Z') },
      },
    ]);
  });

  test('counts only the days that the lot was there for', () => {
    expect(resumed({ validFrom: ms('2026-02-14T08:00:00Z') })).toMatchObject([
      { memo: 'Paused for 1 day (last day 2026-02-27 → 2026-02-28)' },
    ]);
    expect(resumed({ validFrom: ms('2026-02-16T08:00:00Z') })).toEqual([]);
  });

  test('leaves lots alone that never end or were not paused', () => {
    expect(resumed({ lastDay: null })).toEqual([]);
    expect(resumed({ paused: false })).toEqual([]);
  });
});
