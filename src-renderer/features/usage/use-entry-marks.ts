import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Reveal } from './UsageTable.tsx';

/** The entry that chart and list both mark, and the one that the list is asked to bring into sight. */
export function useEntryMarks() {
  const [marked, setMarked] = useState<number | null>(null);
  const [reveal, setReveal] = useState<Reveal | null>(null);
  const mark = useCallback((number: number | null) => {
    setMarked(number);
    setReveal((before) => (before?.number === number ? before : null));
  }, []);
  const pick = useCallback((number: number) => {
    setMarked(number);
    setReveal({ number });
  }, []);
  return useMemo(
    () => ({
      marked,
      mark,
      /** The entry that was picked last, as long as it is the marked one. */
      reveal,
      /** Marks an entry and asks the list to scroll to it. */
      pick,
    }),
    [marked, mark, reveal, pick],
  );
}

/** What `useEntryMarks` gives. */
export type EntryMarks = ReturnType<typeof useEntryMarks>;

/**
 * Drops the mark once the list is narrowed so that it no longer has the marked entry, at `index` -1 of `list`; else the chart would go on
 * about an entry that is nowhere to be seen. An entry that is marked on the chart while the list doesn't have it stays marked.
 */
export function useListedMark({ marked, mark }: EntryMarks, list: string, index: number | null): void {
  const seen = useRef({ marked, list });
  useEffect(() => {
    const isSame = seen.current.marked === marked;
    if (!isSame || (index !== null && index >= 0)) seen.current = { marked, list };
    else if (seen.current.list !== list && index === -1 && marked !== null) mark(null);
  }, [marked, mark, list, index]);
}
