import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import { useFormat } from '../../ui/studio-format.tsx';
import { type ColumnWidths, columnWidthsBy, oneLineFromPx } from './column-widths.ts';
import { indexOfEntry, rowAt } from './entry-pages.ts';
import { rowAfter } from './row-keys.ts';
import { UsageRow } from './UsageRow.tsx';
import classes from './UsageTable.module.css';
import type { Entries } from './use-entries.ts';
import { useRowWindow } from './use-row-window.ts';

/** An entry that was picked elsewhere (on a chart) and is to be brought into sight; `asked` counts the askings. */
export type Reveal = { readonly number: number; readonly asked: number };

type UsageTableProps = {
  entries: Entries;
  /** The entry that is marked, here and on the chart. */
  marked: number | null;
  onMark: (number: number | null) => void;
  reveal: Reveal | null;
  /** Says that the entry to be revealed is not in the list. */
  onNotFound: (number: number) => void;
  onOpen: (number: number) => void;
  /** Shown in place of rows where there are none. */
  empty: ReactNode;
};

const columns = ['Used on', 'Name', 'Description', 'Status', 'Used by', 'Source', 'Credit used', 'Balance'];
const figureColumns = new Set(['Credit used', 'Balance']);

/** Fetches pages until the entry asked for is among them, then marks it and scrolls to it. */
function useReveal({ reveal, entries, onNotFound }: UsageTableProps, scrollTo: (index: number) => void) {
  const done = useRef<Reveal | null>(null);
  const { pages, loaded, reach, query } = entries;
  useEffect(() => {
    if (reveal === null || done.current === reveal) return;
    const index = indexOfEntry(pages, reveal.number);
    if (index < 0 && query.hasNextPage) return reach(loaded);
    if (index < 0 && query.isFetching) return;
    done.current = reveal;
    if (index >= 0) scrollTo(index);
    else onNotFound(reveal.number);
  }, [reveal, pages, loaded, reach, query.hasNextPage, query.isFetching, onNotFound, scrollTo]);
}

/** The detailed usage: as many entries as there are, newest first; arrows, Page Up and Down, Home and End move, Enter opens. */
export function UsageTable(props: UsageTableProps) {
  const { entries, marked, onMark, onOpen, empty } = props;
  const format = useFormat();
  const gridId = useId();
  const body = useRef<HTMLDivElement>(null);
  const { pages, loaded, total, reach, behind, query } = entries;
  const widths = useColumnWidths(pages);
  const { rows, offset, twoLines, rowHeight, pageRows } = useRowWindow(body, total, oneLineFromPx(widths));
  const visible = rows.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;
  useEffect(() => reach(lastVisible), [reach, lastVisible]);
  useReveal(props, (index) => rows.scrollToIndex(index, { align: 'auto' }));
  const active = useActiveIndex(entries, marked);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && marked !== null) return onOpen(marked);
    const next = rowAfter(event.key, active.index, total, pageRows);
    if (next === null) return;
    event.preventDefault();
    active.move(next, (row) => onMark(row.number));
    rows.scrollToIndex(next, { align: 'auto' });
  };
  const onFocus = () => {
    if (marked !== null) return;
    const first = rowAt(pages, 0);
    if (first) onMark(first.number);
  };
  if (total === 0) return <div className={classes.card}>{empty}</div>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of 100,000 rows of which only those in sight exist can't be a <table>
    <div
      role="grid"
      className={classes.card}
      data-two-lines={twoLines || undefined}
      data-waiting={query.isPlaceholderData || undefined}
      aria-label="Detailed usage"
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-busy={behind || query.isPlaceholderData}
      aria-activedescendant={active.index >= 0 ? `${gridId}-${active.index}` : undefined}
      tabIndex={0}
      style={styleOf(widths)}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: part of the grid above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus */}
      <div role="row" aria-rowindex={1} className={classes.header}>
        {columns.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: part of the grid above
          // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
          <span key={column} role="columnheader" data-figure={figureColumns.has(column) || undefined}>
            {column}
          </span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: part of the grid above */}
      <div role="rowgroup" ref={body} className={classes.body} style={{ height: rows.getTotalSize() }}>
        {visible.map(({ index, start }) => (
          <UsageRow
            key={index}
            id={`${gridId}-${index}`}
            index={index}
            entry={rowAt(pages, index)}
            height={rowHeight}
            top={start - offset}
            marked={active.index === index}
            onMark={onMark}
            onOpen={onOpen}
          />
        ))}
      </div>
      {behind && loaded < total && lastVisible > loaded && (
        <p role="status" className={classes.behind}>
          Fetching rows: {format.count(loaded)} of {format.count(total)}
        </p>
      )}
    </div>
  );
}

/** How wide the columns of days and figures have to be, as the pages come in. */
function useColumnWidths(pages: Entries['pages']): ColumnWidths {
  const format = useFormat();
  const widthsOf = useMemo(() => columnWidthsBy(format), [format]);
  return useMemo(() => widthsOf(pages), [widthsOf, pages]);
}

// Custom properties are not in React's type of a style.
const styleOf = ({ when, amount, balance }: ColumnWidths) =>
  ({
    '--when-width': `${when}px`,
    '--amount-width': `${amount}px`,
    '--balance-width': `${balance}px`,
  }) as CSSProperties;

/** The index of the marked entry, and a way to move it to a row that may not have been fetched yet. */
function useActiveIndex(entries: Entries, marked: number | null) {
  const wanted = useRef<{ index: number; tell: (row: { number: number }) => void } | null>(null);
  const known = useRef({ number: -1, index: -1 });
  if (marked === null) known.current = { number: -1, index: -1 };
  else if (rowAt(entries.pages, known.current.index)?.number !== marked) {
    known.current = { number: marked, index: indexOfEntry(entries.pages, marked) };
  }
  const { pages, reach } = entries;
  useEffect(() => {
    const row = wanted.current && rowAt(pages, wanted.current.index);
    if (!row || !wanted.current) return;
    const { tell } = wanted.current;
    wanted.current = null;
    tell(row);
  }, [pages]);
  return {
    index: wanted.current?.index ?? known.current.index,
    move(index: number, tell: (row: { number: number }) => void) {
      const row = rowAt(pages, index);
      known.current = { number: row?.number ?? -1, index };
      if (row) {
        wanted.current = null;
        return tell(row);
      }
      wanted.current = { index, tell };
      reach(index);
    },
  };
}
