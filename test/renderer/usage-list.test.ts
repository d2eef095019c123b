import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayRanges } from '../../src-renderer/features/usage/day-ranges.ts';
import {
  firstPageRows,
  indexOfEntry,
  laterPages,
  pageOf,
  pageRows,
  rowAt,
  startOfPage,
  wishForPage,
} from '../../src-renderer/features/usage/entry-pages.ts';
import { hidingFilters } from '../../src-renderer/features/usage/hiding-filters.ts';
import { rowAfter } from '../../src-renderer/features/usage/row-keys.ts';
import { usageOf } from '../../src-renderer/ui/usage-link.ts';
import type { Day } from '../../src-shared/ids.ts';

/** What the ledger answers for a page of a list of `total` entries, newest first. */
function answerFor(page: number, total: number) {
  const { limit, cursor } = wishForPage(page);
  const skip = cursor === undefined ? 0 : Number(cursor.slice('skip:'.length));
  const rows = Array.from({ length: Math.max(0, Math.min(limit, total - skip)) }, (_, place) => ({
    number: total - skip - place,
  }));
  return { start: startOfPage(page), rows };
}

const totals = fc.integer({ min: 1, max: 3000 });

describe('the pages of a long list', () => {
  it('that rows in sight need give each of them by its index, and its index back, whatever lies before them', () => {
    fc.assert(
      fc.property(totals, fc.nat(), fc.nat(300), (total, at, more) => {
        const first = at % total;
        const last = Math.min(total - 1, first + more);
        const pages = [0, ...laterPages(pageOf(first), pageOf(last), total)].map((page) => answerFor(page, total));
        for (let index = first; index <= last; index += 1) {
          expect(rowAt(pages, index)).toEqual({ number: total - index });
          expect(indexOfEntry(pages, total - index)).toBe(index);
        }
        expect(pages.every(({ rows }) => rows.length > 0)).toBe(true);
        expect(pages.length).toBeLessThanOrEqual(2 + Math.ceil((last - first + 1) / pageRows));
      }),
    );
  });

  it('have no row where nothing was fetched, and none beyond the end', () => {
    const pages = [answerFor(0, 700), answerFor(2, 700)];
    expect(rowAt(pages, firstPageRows - 1)).toEqual({ number: 601 });
    expect(rowAt(pages, firstPageRows)).toBeUndefined();
    expect(rowAt(pages, firstPageRows + pageRows)).toEqual({ number: 400 });
    expect(rowAt(pages, firstPageRows + 2 * pageRows)).toBeUndefined();
    expect(rowAt(pages, -1)).toBeUndefined();
    expect(indexOfEntry(pages, 600)).toBe(-1);
    expect(laterPages(pageOf(-40), pageOf(20_000), 0)).toEqual([]);
    expect(laterPages(pageOf(-40), pageOf(20_000), firstPageRows)).toEqual([]);
    expect(laterPages(pageOf(-40), pageOf(20_000), firstPageRows + 1)).toEqual([1]);
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
