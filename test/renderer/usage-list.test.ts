import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayRanges } from '../../src-renderer/features/usage/day-ranges.ts';
import { firstPageRows, indexOfEntry, pageRows, rowAt } from '../../src-renderer/features/usage/entry-pages.ts';
import { hidingFilters } from '../../src-renderer/features/usage/hiding-filters.ts';
import { rowAfter } from '../../src-renderer/features/usage/row-keys.ts';
import { usageOf } from '../../src-renderer/ui/usage-link.ts';
import type { Day } from '../../src-shared/ids.ts';

/** A list of `total` entries, newest first, of which the first `fetched` pages are there. */
function pagesOf(total: number, fetched: number) {
  const rows = Array.from({ length: total }, (_, index) => ({ number: total - index }));
  const sizes = [firstPageRows, ...Array<number>(Math.max(0, fetched - 1)).fill(pageRows)];
  let from = 0;
  return sizes.map((size) => {
    const page = { rows: rows.slice(from, from + size) };
    from += size;
    return page;
  });
}

describe('the pages of a long list', () => {
  it('give each row by its index, and its index back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1700 }), fc.nat(1699), (total, at) => {
        const index = at % total;
        const pages = pagesOf(total, 5);
        expect(rowAt(pages, index)).toEqual({ number: total - index });
        expect(indexOfEntry(pages, total - index)).toBe(index);
      }),
    );
  });

  it('have no row where nothing was fetched', () => {
    const pages = pagesOf(2000, 2);
    expect(rowAt(pages, firstPageRows + pageRows - 1)).toBeDefined();
    expect(rowAt(pages, firstPageRows + pageRows)).toBeUndefined();
    expect(indexOfEntry(pages, 1)).toBe(-1);
  });
});

describe('the keys of the list', () => {
  it.each([
    ['ArrowDown', 5, 6],
    ['ArrowDown', 99, 99],
    ['ArrowUp', 0, 0],
    ['ArrowDown', -1, 0],
    ['PageDown', 5, 25],
    ['PageUp', 5, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['a', 50, null],
    ['Tab', 50, null],
  ])('%s from row %i leads to %s', (key, from, to) => {
    expect(rowAfter(key, from, 100, 20)).toBe(to);
  });
});

describe('the spans of days offered', () => {
  const rangeOn = (today: string, label: string) => {
    const range = dayRanges(today as Day).find((offered) => offered.label === label);
    return [range?.from, range?.to];
  };

  it.each([
    ['2026-03-31', 'Last month', ['2026-02-01', '2026-02-28']],
    ['2026-01-15', 'Last month', ['2025-12-01', '2025-12-31']],
    ['2026-02-10', 'This month', ['2026-02-01', '2026-02-28']],
    ['2026-03-01', 'Last 7 days', ['2026-02-23', '2026-03-01']],
    ['2026-03-01', 'Any day', [null, null]],
    ['2026-03-01', 'This year', ['2026-01-01', '2026-12-31']],
  ])('on %s %s', (today, label, days) => {
    expect(rangeOn(today, label)).toEqual(days);
  });
});

describe('the filters that may hide entries', () => {
  it('are named by what the screen calls them, each with the place without it', () => {
    const place = usageOf('c', { view: 'manual', from: '2026-03-01', text: ' mat ', kind: 'time' });
    const filters = hidingFilters(place, 'from 1 Mar');
    expect(filters.map((filter) => filter.name)).toEqual([
      'Credits added or removed manually',
      'from 1 Mar',
      '“mat”',
      'time credit',
    ]);
    expect(hidingFilters(Object.assign({ ...place }, ...filters.map((filter) => filter.without)), '')).toEqual([]);
  });

  it('name a figure’s card where the list shows what makes it up', () => {
    expect(hidingFilters(usageOf('c', { kinds: ['rollover_in'] }), '').map((filter) => filter.name)).toEqual([
      'Rollover credits',
    ]);
  });

  it('are none in the whole list', () => {
    expect(hidingFilters(usageOf('c'), '')).toEqual([]);
  });
});
