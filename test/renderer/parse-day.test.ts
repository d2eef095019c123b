import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src-renderer/ui/parse-day.ts';

describe('a typed day', () => {
  it.each([
    ['2026-03-31', '2026-03-31'],
    ['2026-3-1', '2026-03-01'],
    ['31.3.2026', '2026-03-31'],
    ['31/03/2026', '2026-03-31'],
    ['31.3.', '2026-03-31'],
    ['31 March 2027', '2027-03-31'],
    ['31 Mar', '2026-03-31'],
    ['31. mar. 2026', '2026-03-31'],
    ['31 February 2026', null],
    ['31 Smarch', null],
    ['March', null],
    ['', null],
  ])('%s is %s', (typed, day) => {
    expect(parseDay(typed, '2026-01-15')).toBe(day);
  });

  it('needs a year where none is known', () => {
    expect(parseDay('31.3.', null)).toBeNull();
  });
});

it('without a year is the next one that is not before the earliest day', () => {
  expect(parseDay('31 Jan', '2026-11-21', '2026-11-21')).toBe('2027-01-31');
  expect(parseDay('31 Dec', '2026-11-21', '2026-11-21')).toBe('2026-12-31');
  expect(parseDay('31.1.2026', '2026-11-21', '2026-11-21')).toBe('2026-01-31');
});
