import { describe, expect, it } from 'vitest';
import { nearDay } from '../../src-renderer/ui/near-day.ts';
import type { Day } from '../../src-shared/ids.ts';

describe('a day that is near', () => {
  it.each([
    ['2026-12-31', 'today'],
    ['2027-01-01', 'tomorrow'],
    ['2027-01-02', null],
    ['2026-12-30', null],
  ])('%s, on 31 December, is %s', (day, word) => {
    expect(nearDay(day, '2026-12-31' as Day)).toBe(word);
  });
});
