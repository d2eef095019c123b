import { useQuery } from '@tanstack/react-query';
import { orpc } from './client.ts';

/** How many archived customers the words of a search find; 0 while that is not known, and for null, which asks nothing. */
export function useArchivedMatches(words: string | null): number {
  const input = { query: words ?? '', filter: 'archived' as const, limit: 1 };
  const found = useQuery(orpc.customers.search.queryOptions({ input, enabled: words !== null }));
  return words === null ? 0 : (found.data?.total ?? 0);
}

/** What leads to them: "Show the archived customer", "Show 3 archived customers". */
export function archivedWords(count: number): string {
  return count === 1 ? 'Show the archived customer' : `Show ${count} archived customers`;
}
