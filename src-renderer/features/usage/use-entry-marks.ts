import { useCallback, useMemo, useState } from 'react';
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
