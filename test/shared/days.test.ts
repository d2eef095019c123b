import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  addDays,
  addSpans,
  dayAt,
  dayOf,
  daysBetween,
  instantOf,
  isDay,
  isoOf,
  isTimeZone,
  spansBetween,
  startOfDay,
} from '../../src-shared/days.ts';
import type { Day } from '../../src-shared/ids.ts';
import { day, ms, zone } from '../support/pure-lots.ts';

describe('a day', () => {
  it.each(['1900-01-01', '2028-02-29', '9999-12-31'])('%s is one of the calendar', (text) => {
    expect(isDay(text)).toBe(true);
    expect(dayOf(text)).toBe(text);
  });

  it.each([
    '1899-12-31',
    '10000-01-01',
    '+002026-03-31',
    '2026-02-29',
    '2026-13-01',
    '20260331',
    '2026-3-31',
    '2026-03-31T10:00',
    'tomorrow',
    '',
  ])('“%s” is none', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => dayOf(text)).toThrow(new RangeError(`expected a day as YYYY-MM-DD, got "${text}"`));
  });

  it('is another from the first instant after midnight on', () => {
    expect(dayAt(ms('2026-03-31T21:59:59.999Z'), zone)).toBe('2026-03-31');
    expect(dayAt(ms('2026-03-31T22:00:00Z'), zone)).toBe('2026-04-01');
  });

  it('begins with the first instant that exists where the clock goes forward at midnight', () => {
    expect(startOfDay(day('2018-11-04'), 'America/Sao_Paulo')).toBe(ms('2018-11-04T03:00:00Z'));
  });

  it('begins within a minute where clocks were set by seconds', () => {
    expect(dayAt(ms('1971-06-01T00:44:29Z'), 'Africa/Monrovia')).toBe('1971-05-31');
    expect(dayAt(ms('1971-06-01T00:44:30Z'), 'Africa/Monrovia')).toBe('1971-06-01');
  });
});

describe('counting days', () => {
  const month = { every: 1, unit: 'month' } as const;

  it('goes forward and back over the ends of months', () => {
    expect(addDays(day('2026-02-28'), 1)).toBe('2026-03-01');
    expect(addDays(day('2026-03-01'), -1)).toBe('2026-02-28');
    expect(daysBetween(day('2026-02-28'), day('2026-03-10'))).toBe(10);
  });

  it('counts spans from their first day in one step', () => {
    expect(addSpans(day('2026-01-31'), month, 1)).toBe('2026-02-28');
    expect(addSpans(day('2026-01-31'), month, 2)).toBe('2026-03-31');
  });

  it('counts only the spans that are whole, and none backwards', () => {
    const since = (to: string, span: Parameters<typeof spansBetween>[2] = month) =>
      spansBetween(day('2026-01-31'), day(to), span);
    expect([since('2026-03-30'), since('2026-03-31')]).toEqual([1, 2]);
    expect([since('2026-06-30', { every: 2, unit: 'month' }), since('2026-02-14', { every: 1, unit: 'week' })]).toEqual(
      [2, 2],
    );
    expect([since('2026-01-31'), since('2025-01-31')]).toEqual([0, 0]);
  });
});

it('an instant is written in UTC with milliseconds, and read with any offset', () => {
  expect(isoOf(ms('2026-03-31T00:00:00Z'))).toBe('2026-03-31T00:00:00.000Z');
  expect(instantOf('2026-03-31T02:00:00.5+02:00')).toBe(ms('2026-03-31T00:00:00.500Z'));
  for (const text of ['2026-03-31', '2026-03-31T02:00', 'now']) expect(() => instantOf(text)).toThrow(RangeError);
});

it('a zone has a name of the IANA', () => {
  expect(['Africa/Abidjan', 'Europe/Berlin', 'UTC', 'Zulu'].map(isTimeZone)).toEqual([true, true, true, true]);
  expect(['+02:00', 'Mars/Olympus_Mons', ''].map(isTimeZone)).toEqual([false, false, false]);
});

describe('what the calendar has answered', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is not asked again, until some ten thousand other answers have come', () => {
    const asked = vi.spyOn(Temporal.PlainDate, 'from');
    const first = day('2091-05-01');
    const forward = (days: number): Day => addDays(first, days);
    for (const days of [1, 2, 1, 2, 1, 2]) expect(forward(days)).toBe(`2091-05-0${1 + days}`);
    // Two, and one of them again where the answers before have left room for just one.
    expect(asked.mock.calls.length).toBeLessThan(4);
    for (let days = 3; days <= 10_003; days += 1) forward(days);
    asked.mockClear();
    expect(forward(1)).toBe('2091-05-02');
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('holds for all of a minute', () => {
    const asked = vi.spyOn(Temporal.Instant, 'fromEpochMilliseconds');
    for (const second of ['00', '30', '59'])
      expect(dayAt(ms(`2091-05-01T21:59:${second}.999Z`), zone)).toBe('2091-05-01');
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
