import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { orpc } from '../../client/client.ts';
import { indexOfEntry, rowAt } from './entry-pages.ts';
import { type Entries, type Failure, failureAmong, outOfSightMs } from './use-entries.ts';

/**
 * Where the marked entry stands in the list, though its page may not be there, and a way to mark another row by its index, though it
 * may not have been fetched yet.
 */
export function useActiveRow(entries: Entries, marked: number | null, onMark: (number: number) => void) {
  const { pages, wanted, want } = entries;
  const { index, failed } = useIndexOf(entries, marked);
  const wantedRow = wanted === null ? undefined : rowAt(pages, wanted);
  useEffect(() => {
    if (!wantedRow) return;
    want(null);
    onMark(wantedRow.number);
  }, [wantedRow, want, onMark]);
  return {
    /** The index of the row that is wanted, else of the marked entry; -1 where the list has none, null while that is being asked. */
    index: wanted ?? index,
    failed,
    move(to: number) {
      const row = rowAt(pages, to);
      want(row ? null : to);
      if (row) onMark(row.number);
    },
  };
}

/** What `useActiveRow` gives. */
export type ActiveRow = ReturnType<typeof useActiveRow>;

/** An entry's index in the list, from the pages that are there; else the ledger is asked, and what was last known stands meanwhile. */
function useIndexOf(entries: Entries, number: number | null): { index: number | null; failed: Failure | null } {
  const { pages, input, list, first } = entries;
  const found = number === null ? -1 : indexOfEntry(pages, number);
  const isAsked = number !== null && found < 0 && first.data !== undefined && !first.isPlaceholderData;
  const asked = useQuery(
    orpc.usage.position.queryOptions({
      input: { ...input, number: number ?? 1 },
      enabled: isAsked,
      gcTime: outOfSightMs,
    }),
  );
  const known = useRef<{ list: string; number: number | null; index: number } | null>(null);
  const told = isAsked && asked.data && !asked.isFetching ? (asked.data.index ?? -1) : null;
  const before = known.current?.list === list && known.current.number === number ? known.current.index : null;
  const index = number === null || found >= 0 ? found : (told ?? before);
  if (index !== null) known.current = { list, number, index };
  return { index, failed: isAsked ? failureAmong([asked]) : null };
}
