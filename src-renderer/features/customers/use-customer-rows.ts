import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useSignedIn } from '../../ui/signed-in.tsx';
import type { CustomerFilter } from './search-address.ts';
import { type CustomerRow, useCustomerPages } from './use-customer-pages.ts';
import { useListMemory } from './use-customer-search.ts';

/** The height of a row, in pixels. */
export const rowHeight = 52;
/** The height of the row of headings above, in pixels. */
export const headerHeight = 36;

/** Where the list stood when it was last left. */
export type ListPlace = { row: number; scrollTop: number };

type Listed = { words: string; filter: CustomerFilter; address: string; start: ListPlace | null };

/** The rows in sight with the customers in them, and the chosen row; another search begins at the top. */
export function useCustomerRows({ words, filter, address, start }: Listed) {
  const scroller = useRef<HTMLDivElement>(null);
  const [row, setRow] = useState(start?.row ?? 0);
  const [range, setRange] = useState({ first: Math.floor((start?.scrollTop ?? 0) / rowHeight), last: 0 });
  const pages = useCustomerPages({ words, filter }, range);
  const virtual = useVirtualizer({
    count: pages.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    initialOffset: start?.scrollTop ?? 0,
    initialRect: { width: 1000, height: 800 },
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => setRange({ first, last }), [first, last]);
  const [shownAddress, setShownAddress] = useState(address);
  if (shownAddress !== address) {
    setShownAddress(address);
    setRow(0);
    setRange({ first: 0, last: 0 });
  }
  useToTop(scroller, address);
  const choose = (index: number) => {
    setRow(index);
    virtual.scrollToIndex(index, { align: 'auto' });
  };
  return { scroller, pages, virtual, items, row, choose };
}

/** Another list begins at its top. */
function useToTop(scroller: RefObject<HTMLElement | null>, address: string): void {
  const shownAddress = useRef(address);
  useEffect(() => {
    if (shownAddress.current === address) return;
    shownAddress.current = address;
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [scroller, address]);
}

/** Gives the list the focus where someone comes back to it, unless they are typing elsewhere by then. */
export function useFocusOnReturn(scroller: RefObject<HTMLElement | null>, start: ListPlace | null): void {
  useEffect(() => {
    const list = scroller.current;
    const elsewhere = document.activeElement?.closest('input, textarea, [role="dialog"]');
    if (start && list && !elsewhere) list.focus({ preventScroll: true });
  }, [scroller, start]);
}

/** Opens the customer of a row and remembers where the list stood; false where that row is not there yet. The same function all along, so that rows need not be drawn anew. */
export function useOpenRow(
  address: string,
  scroller: RefObject<HTMLElement | null>,
  rowAt: (index: number) => CustomerRow | undefined,
): (index: number) => boolean {
  const [, navigate] = useLocation();
  const staffId = useSignedIn().id;
  const open = (index: number) => {
    const customer = rowAt(index);
    if (!customer) return false;
    useListMemory.getState().remember({ staffId, address, row: index, scrollTop: scroller.current?.scrollTop ?? 0 });
    navigate(`/customers/${encodeURIComponent(customer.id)}`);
    return true;
  };
  const latest = useRef(open);
  useLayoutEffect(() => {
    latest.current = open;
  });
  return useCallback((index) => latest.current(index), []);
}
