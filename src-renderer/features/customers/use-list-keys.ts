import { useEffect, useRef } from 'react';
import { movedRow, movedRowBy } from './moved-row.ts';

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

/** What was pressed before the list was there for it: the keys that move, and whether Enter came after them. */
type Waiting = { readonly moves: readonly string[]; readonly enter: boolean };
const nothing: Waiting = { moves: [], enter: false };

/** The keys of the list. They mean the list of what was typed, so they wait until that is here; any other key lets them go. */
export function useListKeys({ row, total, settled, failed, rowsPerPage, open, choose }: KeyedList) {
  const waiting = useRef(nothing);
  const letGo = () => {
    waiting.current = nothing;
  };
  useEffect(() => {
    const { moves, enter } = waiting.current;
    if (moves.length === 0 && !enter) return;
    if (failed || (settled && total === 0)) return letGo();
    if (!settled) return;
    const to = movedRowBy(moves, row, total, rowsPerPage());
    if (moves.length > 0) choose(to);
    // A row far down may not be there yet: Enter waits on, for the row that is chosen now.
    waiting.current = { moves: [], enter: enter && !open(to) };
  });
  const takeKey = (key: string): boolean => {
    if (!settled && !failed) {
      const { moves } = waiting.current;
      const isEnter = key === 'Enter';
      if (!isEnter && movedRow(key, 0, 1, 1) === null) {
        letGo();
        return false;
      }
      waiting.current = { moves: isEnter ? moves : [...moves, key], enter: isEnter };
      return true;
    }
    letGo();
    if (total === 0) return false;
    if (key === 'Enter') return open(row);
    const to = movedRow(key, row, total, rowsPerPage());
    if (to === null) return false;
    choose(to);
    return true;
  };
  return { takeKey, letGo };
}
