import { useThrottledCallback } from '@mantine/hooks';
import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { type Outputs, orpc } from '../../client/client.ts';
import { scopeOf, type UsagePlace } from '../../ui/usage-link.ts';
import { filtersOf } from './entry-filters.ts';
import { laterPages, pageOf, startOfPage, wishForPage } from './entry-pages.ts';

type Page = Outputs['usage']['entries'];

/** How long a page that is out of sight is kept, in milliseconds. */
export const outOfSightMs = 30_000;
/** While someone scrolls, what is in sight is asked for this often: what is only passed by is not fetched. */
const scrollingMs = 80;
/** As many rows above and below those in sight are fetched with them. */
const aheadRows = 40;

/** A use history of any length: rows by index, of which the first page and those in sight are fetched. `marked` is the entry that is marked in it. */
export function useEntries(place: UsagePlace, marked: number | null) {
  const wished = { scope: scopeOf(place), ...filtersOf(place) };
  const first = useQuery(
    orpc.usage.entries.queryOptions({
      input: { ...wished, ...wishForPage(0) },
      placeholderData: keepPreviousData<Page>,
    }),
  );
  // While another list is on its way the former one stays, at whatever rows are in sight.
  const shown = useRef(wished);
  if (!first.isPlaceholderData) shown.current = wished;
  const list = JSON.stringify(shown.current);
  const total = first.data?.total ?? 0;
  const { numbers, reach, want, wanted } = usePagesInSight(`${list} ${marked}`, total);
  const others = useQueries({
    queries: numbers.map((page) =>
      orpc.usage.entries.queryOptions({ input: { ...shown.current, ...wishForPage(page) }, gcTime: outOfSightMs }),
    ),
    combine: (results) => ({
      pages: results.flatMap(({ data }, place) =>
        data ? [{ start: startOfPage(numbers[place] ?? 0), rows: data.rows }] : [],
      ),
      failed: failureAmong(results),
    }),
  });
  const firstRows = first.data?.rows;
  const pages = useMemo(
    () => (firstRows ? [{ start: 0, rows: firstRows }, ...others.pages] : []),
    [firstRows, others.pages],
  );
  return {
    /** The first page: how many entries there are, or why there are none. */
    first,
    /** What the list that is shown was asked for with, and that as text, to tell one list from another. */
    input: shown.current,
    list,
    /** The pages that are there. */
    pages,
    total,
    /** True while rows that are asked for are still on their way. */
    behind: first.isPlaceholderData || others.pages.length < numbers.length,
    /** Why rows in sight are not there. */
    failed: others.failed,
    /** Says which rows are in sight. */
    reach,
    /** Asks for one row more, wherever it stands; `wanted` is its index, until another entry is marked or another list is shown. */
    want,
    wanted,
  };
}

/** What `useEntries` gives. */
export type Entries = ReturnType<typeof useEntries>;

/** Which pages, beyond the first, are needed: those of the rows in sight, and that of one row that is wanted as long as `state` is the same. */
function usePagesInSight(state: string, total: number) {
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(0);
  const [wish, setWish] = useState<{ state: string; index: number } | null>(null);
  const reach = useThrottledCallback((first: number, last: number) => {
    setFrom(pageOf(first - aheadRows));
    setTo(pageOf(last + aheadRows));
  }, scrollingMs);
  const want = useCallback((index: number | null) => setWish(index === null ? null : { state, index }), [state]);
  const wanted = wish?.state === state ? wish.index : null;
  const ofWanted = wanted === null ? [] : laterPages(pageOf(wanted), pageOf(wanted), total);
  const numbers = [...new Set([...laterPages(from, to, total), ...ofWanted])].sort((a, b) => a - b);
  return { numbers, reach, want, wanted };
}

/** Something that was asked for and is not there, and the way to ask again. */
export type Failure = { readonly error: unknown; readonly retry: () => unknown };

/** The first of some answers that failed and left nothing to show. */
export function failureAmong(results: readonly UseQueryResult[]): Failure | null {
  const failed = results.find(({ isError, data }) => isError && data === undefined);
  return failed ? { error: failed.error, retry: failed.refetch } : null;
}
