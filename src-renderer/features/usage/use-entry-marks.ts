import { useCallback, useMemo, useState } from 'react';
import type { Reveal } from './UsageTable.tsx';

/** The entry that chart and list both mark, and the one that the list is asked to bring into sight. */
export function useEntryMarks() {
  const [marked, setMarked] = useState<number | null>(null);
  const [reveal, setReveal] = useState<Reveal | null>(null);
  const [hidden, setHidden] = useState<number | null>(null);
  const mark = useCallback((number: number | null) => {
    setMarked(number);
    setHidden(null);
  }, []);
  const pick = useCallback((number: number) => {
    setMarked(number);
    setHidden(null);
    setReveal((before) => ({ number, asked: (before?.asked ?? 0) + 1 }));
  }, []);
  return useMemo(
    () => ({
      marked,
      mark,
      reveal,
      /** Marks an entry and asks the list to scroll to it. */
      pick,
      /** An entry that was picked but that the filters hide. */
      hidden,
      tellHidden: setHidden,
    }),
    [marked, mark, reveal, pick, hidden],
  );
}

/** What `useEntryMarks` gives. */
export type EntryMarks = ReturnType<typeof useEntryMarks>;
