import { describe, expect, test } from 'vitest';
import { addDays } from '../../src-shared/days.ts';
import { benefitLastDay, cycleOf, endingOf, nextDue, pausedDays } from '../../src-shared/ledger/cycles.ts';
import { day, ms, zone } from '../support/pure-lots.ts';

const monthly = (startsOn: string, shiftedDays = 0) => ({
  startsOn: day(startsOn),
  length: { every: 1, unit: 'month' as const },
  shiftedDays,
});

describe('cycles', () => {
  test('are counted from the anchor, so that the end of a month comes back', () => {
    const first = [1, 2, 3, 4, 5].map((number) => cycleOf(monthly('2026-01-31'), number));
    expect(first.map((cycle) => `${cycle.number} ${cycle.startsOn} ${cycle.lastDay}`)).toEqual([
      '1 2026-01-31 2026-02-27',
      '2 2026-02-28 2026-03-30',
      '3 2026-03-31 2026-04-29',
      '4 2026-04-30 2026-05-30',
      '5 2026-05-31 2026-06-29',
    ]);
  });

  test('end with the calendar', () => {
    const last = cycleOf(monthly('9999-11-15'), 2);
    expect(last).toEqual({ number: 2, startsOn: '9999-12-15', lastDay: '9999-12-31' });
    expect(nextDue(cycleOf(monthly('9999-11-15'), 3).startsOn, null, zone)).toEqual({ nextOn: null, nextAt: null });
  });

  test('know leap years', () => {
    expect(cycleOf(monthly('2028-01-31'), 2).startsOn).toBe('2028-02-29');
    const yearly = { startsOn: day('2028-02-29'), length: { every: 1, unit: 'year' as const }, shiftedDays: 0 };
    expect([2, 5].map((number) => cycleOf(yearly, number).startsOn)).toEqual(['2029-02-28', '2032-02-29']);
  });

  test('move by the days of the pauses', () => {
    expect(cycleOf(monthly('2026-01-31', 10), 3)).toEqual({ number: 3, startsOn: '2026-04-10', lastDay: '2026-05-09' });
  });

  test.each([
    [{ every: 10, unit: 'day' }, '2026-02-20', '2026-03-01'],
    [{ every: 2, unit: 'week' }, '2026-02-28', '2026-03-13'],
    [{ every: 3, unit: 'month' }, '2026-07-31', '2026-10-30'],
    [{ every: 1, unit: 'year' }, '2028-01-31', '2029-01-30'],
  ] as const)('of %o have their third from %s to %s', (length, startsOn, lastDay) => {
    const anchor = day('2026-01-31');
    expect(cycleOf({ startsOn: anchor, length, shiftedDays: 0 }, 3)).toEqual({ number: 3, startsOn, lastDay });
  });
});

describe('the last day of a benefit’s lot', () => {
  const cycle = { number: 1, startsOn: day('2026-01-31'), lastDay: day('2026-02-27') };

  test('is the cycle’s, never, or so many days, weeks, months or years from its start', () => {
    const lastDay = (expiration: Parameters<typeof benefitLastDay>[0]) =>
      benefitLastDay(expiration, cycle.startsOn, cycle);
    expect(lastDay({ rule: 'cycle' })).toBe('2026-02-27');
    expect(lastDay({ rule: 'never' })).toBeNull();
    expect(lastDay({ rule: 'after', every: 1, unit: 'day' })).toBe('2026-01-31');
    expect(lastDay({ rule: 'after', every: 2, unit: 'week' })).toBe('2026-02-13');
    expect(lastDay({ rule: 'after', every: 1, unit: 'month' })).toBe('2026-02-27');
    expect(lastDay({ rule: 'after', every: 1, unit: 'year' })).toBe('2027-01-30');
  });

  test('needs no cycle for a product', () => {
    expect(benefitLastDay({ rule: 'after', every: 10, unit: 'day' }, day('2026-01-31'), null)).toBe('2026-02-09');
    expect(benefitLastDay({ rule: 'cycle' }, day('2026-01-31'), null)).toBeNull();
  });
});

test('a last day is over at the first instant of the next day, in winter and in summer', () => {
  expect(endingOf(day('2026-03-28'), zone)).toEqual({ lastDay: '2026-03-28', endsAt: ms('2026-03-28T23:00:00Z') });
  expect(endingOf(day('2026-03-29'), zone)).toEqual({ lastDay: '2026-03-29', endsAt: ms('2026-03-29T22:00:00Z') });
  expect(endingOf(null, zone)).toEqual({ lastDay: null, endsAt: null });
  // What is reckoned beyond the calendar ends with it.
  expect(endingOf(addDays(day('9999-12-31'), 5), zone).lastDay).toBe('9999-12-31');
});

test('the next cycle is due at the start of its day, unless the membership ends before', () => {
  const due = { nextOn: '2026-02-28', nextAt: ms('2026-02-27T23:00:00Z') };
  const none = { nextOn: null, nextAt: null };
  expect(nextDue(day('2026-02-28'), null, zone)).toEqual(due);
  expect(nextDue(day('2026-02-28'), day('2026-02-28'), zone)).toEqual(due);
  expect(nextDue(day('2026-02-28'), day('2026-02-27'), zone)).toEqual(none);
  expect(nextDue(null, null, zone)).toEqual(none);
});

test('a pause moves a lot by the days that the lot was there for', () => {
  const paused = (given: string) => pausedDays(day('2026-03-01'), day('2026-03-11'), day(given));
  expect([
    paused('2026-02-01'),
    paused('2026-03-01'),
    paused('2026-03-04'),
    paused('2026-03-11'),
    paused('2026-03-20'),
  ]).toEqual([10, 10, 7, 0, 0]);
});
