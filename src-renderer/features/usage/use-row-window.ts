import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useState } from 'react';

/** The nearest ancestor that scrolls up and down; the page itself where none does. */
export function scrollerOf(element: Element): Element {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}

type Geometry = { readonly scroller: Element | null; readonly offset: number; readonly width: number };

/** Where the rows begin inside of what scrolls, and how wide they are; measured anew when anything around them changes its size. */
function useGeometry(body: RefObject<HTMLElement | null>): Geometry {
  const [geometry, setGeometry] = useState<Geometry>({ scroller: null, offset: 0, width: 0 });
  useLayoutEffect(() => {
    const element = body.current;
    if (!element) return;
    const scroller = scrollerOf(element);
    const measure = () => {
      const offset = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
      const width = element.clientWidth;
      setGeometry((was) =>
        was.scroller === scroller && Math.abs(was.offset - offset) < 1 && was.width === width
          ? was
          : { scroller, offset, width },
      );
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(scroller);
    for (const child of scroller.children) watch.observe(child);
    for (let at: Element | null = element; at && at !== scroller; at = at.parentElement) {
      for (const sibling of at.parentElement?.children ?? []) if (sibling !== at) watch.observe(sibling);
    }
    return () => watch.disconnect();
  }, [body]);
  return geometry;
}

const rowPx = { one: 40, two: 66 };
const headerPx = 38;

/** The rows that are in sight of a list of any length, which scrolls with the page around it; rows narrower than `oneLineFrom` pixels are written in two lines. */
export function useRowWindow(body: RefObject<HTMLElement | null>, total: number, oneLineFrom: number) {
  const { scroller, offset, width } = useGeometry(body);
  const twoLines = width > 0 && width < oneLineFrom;
  const rowHeight = twoLines ? rowPx.two : rowPx.one;
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: offset,
    // The header stays at the top, so a row scrolled to must stop below it.
    scrollPaddingStart: twoLines ? 8 : headerPx + 8,
    scrollPaddingEnd: 8,
  });
  // Rows that change their height (one line, two lines) must be laid out again.
  useLayoutEffect(() => {
    void rowHeight;
    rows.measure();
  }, [rows, rowHeight]);
  return {
    rows,
    offset,
    twoLines,
    rowHeight,
    pageRows: Math.max(1, Math.floor((scroller?.clientHeight ?? 400) / rowHeight) - 2),
  };
}
