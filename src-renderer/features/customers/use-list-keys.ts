import { useEffect, useRef } from 'react';
import { movedRow } from './moved-row.ts';

type KeyedList = {
  row: number;
  total: number;
  /** False while the list doesn't show yet what was typed. */
  settled: boolean;
  /** True where the list can't be had: nothing is opened later then. */
  failed: boolean;
  rowsPerPage: () => number;
  open: (index: number) => boolean;
  choose: (index: number) => void;
};

/** The keys of the list. Enter means the best match for what was typed, so it waits until that is here; any other key lets it go. */
export function useListKeys({ row, total, settled, failed, rowsPerPage, open, choose }: KeyedList) {
  const enterWaits = useRef(false);
  const letGo = () => {
    enterWaits.current = false;
  };
  useEffect(() => {
    if (!enterWaits.current) return;
    const over = failed || (settled && total === 0);
    if (over || (settled && open(0))) enterWaits.current = false;
  });
  const takeKey = (key: string): boolean => {
    letGo();
    if (key === 'Enter' && !settled) {
      enterWaits.current = true;
      return true;
    }
    if (total === 0) return false;
    if (key === 'Enter') return open(row);
    const to = movedRow(key, row, total, rowsPerPage());
    if (to === null) return false;
    choose(to);
    return true;
  };
  return { takeKey, letGo };
}
