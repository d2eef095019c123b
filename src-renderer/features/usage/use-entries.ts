import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type Inputs, type Outputs, orpc } from '../../client/client.ts';
import { scopeOf, type UsagePlace } from '../../ui/usage-link.ts';
import { firstPageRows, pageRows } from './entry-pages.ts';

/** One line of a use history. */
export type Entry = Outputs['usage']['entries']['rows'][number];
/** What narrows a use history down, as `usage.entries` and `reports.export` take it. */
export type EntryFilters = Pick<Inputs['usage']['entries'], 'kind' | 'view' | 'kinds' | 'from' | 'to' | 'text'>;

type Page = Outputs['usage']['entries'];

/** The place's filters, without those that filter nothing. */
export function filtersOf(place: UsagePlace): EntryFilters {
  return {
    ...(place.kind === null ? {} : { kind: place.kind }),
    ...(place.view === 'all' ? {} : { view: place.view }),
    ...(place.kinds.length === 0 ? {} : { kinds: [...place.kinds] }),
    ...(place.from === null ? {} : { from: place.from }),
    ...(place.to === null ? {} : { to: place.to }),
    ...(place.text.trim() === '' ? {} : { text: place.text.trim() }),
  };
}

/** A use history of any length: rows by index, fetched page by page as far as `reach` asks. */
export function useEntries(place: UsagePlace) {
  const query = useInfiniteQuery(
    orpc.usage.entries.infiniteOptions({
      input: (cursor: string | undefined) => ({
        scope: scopeOf(place),
        ...filtersOf(place),
        limit: cursor === undefined ? firstPageRows : pageRows,
        cursor,
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last: Page) => last.nextCursor ?? undefined,
      placeholderData: keepPreviousData<InfiniteData<Page, string | undefined>>,
    }),
  );
  const pages = useMemo(() => query.data?.pages ?? [], [query.data]);
  const loaded = useMemo(() => pages.reduce((sum, page) => sum + page.rows.length, 0), [pages]);
  const [wanted, setWanted] = useState(0);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData, fetchNextPage } = query;
  const behind = wanted >= loaded && hasNextPage && !isPlaceholderData;
  useEffect(() => {
    if (behind && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [behind, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  const reach = useCallback((index: number) => setWanted(index), []);
  return {
    query,
    pages,
    loaded,
    total: pages[0]?.total ?? 0,
    /** True while rows that are asked for are still on their way. */
    behind,
    reach,
  };
}

/** What `useEntries` gives. */
export type Entries = ReturnType<typeof useEntries>;
