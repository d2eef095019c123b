import { useQueries } from '@tanstack/react-query';
import { useRef } from 'react';
import { type Outputs, orpc } from '../../client/client.ts';
import { pageRows, pagesOf } from './pages-of.ts';
import type { CustomerFilter } from './search-address.ts';

/** One customer as the list shows them. */
export type CustomerRow = Outputs['customers']['search']['rows'][number];

type Pages = {
  /** Null until the first answer. */
  readonly total: number | null;
  readonly rowAt: (index: number) => CustomerRow | undefined;
  readonly error: unknown;
  readonly retry: () => void;
  readonly retrying: boolean;
  /** True while what is shown still belongs to the search before. */
  readonly stale: boolean;
};

type Snapshot = { key: string; total: number | null; readonly pages: Map<number, readonly CustomerRow[]> };

/**
 * The rows of the visible range, fetched by the hundred as the list scrolls; what was fetched stays for scrolling back.
 * While a new search has no answer yet, the rows of the one before stay (`stale`), so that nothing jumps at each letter.
 */
export function useCustomerPages(
  search: { words: string; filter: CustomerFilter },
  visible: { first: number; last: number },
): Pages {
  const key = JSON.stringify([search.words, search.filter]);
  const snapshot = useRef<Snapshot>({ key, total: null, pages: new Map() });
  const pages = pagesOf(visible.first, visible.last);
  const results = useQueries({
    queries: pages.map((page) =>
      orpc.customers.search.queryOptions({
        input: {
          ...(search.words === '' ? {} : { query: search.words }),
          ...(search.filter === null ? {} : { filter: search.filter }),
          limit: pageRows,
          offset: page * pageRows,
        },
      }),
    ),
  });
  results.forEach(({ data }, place) => {
    const page = pages[place];
    if (!data || page === undefined) return;
    if (snapshot.current.key !== key) snapshot.current = { key, total: null, pages: new Map() };
    snapshot.current.total = data.total;
    snapshot.current.pages.set(page, data.rows);
  });
  const shown = snapshot.current;
  return {
    total: shown.total,
    rowAt: (index) => shown.pages.get(Math.floor(index / pageRows))?.[index % pageRows],
    error: results.find((result) => result.isError)?.error ?? null,
    retry: () => {
      for (const result of results) if (result.isError) void result.refetch();
    },
    retrying: results.some((result) => result.isError && result.isFetching),
    stale: shown.key !== key,
  };
}
