import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import { useFormat } from '../../ui/studio-format.tsx';
import { type ColumnWidths, columnWidthsBy, oneLineFromPx } from './column-widths.ts';
import { rowAt } from './entry-pages.ts';
import { rowAfter } from './row-keys.ts';
import { UsageRow } from './UsageRow.tsx';
import classes from './UsageTable.module.css';
import type { ActiveRow } from './use-active-row.ts';
import type { Entries } from './use-entries.ts';
import { useRowWindow } from './use-row-window.ts';

/** An entry that was picked elsewhere (on a chart) and is to be brought into sight; each asking is another object. */
export type Reveal = { readonly number: number };

type UsageTableProps = {
  entries: Entries;
  active: ActiveRow;
  /** The entry that is marked, here and on the chart. */
  marked: number | null;
  onMark: (number: number) => void;
  reveal: Reveal | null;
  onOpen: (number: number) => void;
  /** Shown in place of rows where there are none. */
  empty: ReactNode;
};

const columns = ['Used on', 'Name', 'Description', 'Status', 'Used by', 'Source', 'Credit used', 'Balance'];
const figureColumns = new Set(['Credit used', 'Balance']);

/** Scrolls to the entry that is asked for as soon as it is known where it stands. */
function useReveal({ reveal, entries, active }: UsageTableProps, scrollTo: (index: number) => void) {
  const done = useRef<Reveal | null>(null);
  const { index } = active;
  const isWaiting = entries.first.isPlaceholderData;
  useEffect(() => {
    if (reveal === null || done.current === reveal || index === null || isWaiting) return;
    done.current = reveal;
    if (index >= 0) scrollTo(index);
  }, [reveal, index, isWaiting, scrollTo]);
}

/** What the keys do: Enter opens the marked entry, arrows, Page Up and Down, Home and End move the mark. */
function useKeys(
  { entries, active, marked, onOpen }: UsageTableProps,
  pageRows: number,
  scrollTo: (index: number) => void,
): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && marked !== null && entries.wanted === null) return onOpen(marked);
    const next = active.index === null ? null : rowAfter(event.key, active.index, entries.total, pageRows);
    if (next === null) return;
    event.preventDefault();
    active.move(next);
    scrollTo(next);
  };
}

/** The detailed usage: as many entries as there are, newest first; arrows, Page Up and Down, Home and End move, Enter opens. */
export function UsageTable(props: UsageTableProps) {
  const { entries, active, marked, onMark, empty } = props;
  const gridId = useId();
  const body = useRef<HTMLDivElement>(null);
  const { list, pages, total, reach, behind, first } = entries;
  const widths = useColumnWidths(list, pages);
  const { rows, offset, twoLines, rowHeight, pageRows } = useRowWindow(body, total, oneLineFromPx(widths));
  const visible = rows.getVirtualItems();
  const firstVisible = visible[0]?.index ?? 0;
  const lastVisible = visible.at(-1)?.index ?? 0;
  useEffect(() => reach(firstVisible, lastVisible), [reach, firstVisible, lastVisible]);
  const scrollTo = (index: number) => rows.scrollToIndex(index, { align: 'auto' });
  useReveal(props, scrollTo);
  const onKeyDown = useKeys(props, pageRows, scrollTo);
  const onFocus = () => {
    if (marked !== null) return;
    const newest = rowAt(pages, 0);
    if (newest) onMark(newest.number);
  };
  if (total === 0) return <div className={classes.card}>{empty}</div>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of 100,000 rows of which only those in sight exist can't be a <table>
    <div
      role="grid"
      className={classes.card}
      data-two-lines={twoLines || undefined}
      data-partial={visible.length < total || undefined}
      data-waiting={first.isPlaceholderData || undefined}
      aria-label="Detailed usage"
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-busy={behind}
      aria-activedescendant={active.index !== null && active.index >= 0 ? `${gridId}-${active.index}` : undefined}
      tabIndex={0}
      style={styleOf(widths)}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <Header />
      {/* biome-ignore lint/a11y/useSemanticElements: part of the grid above */}
      <div role="rowgroup" ref={body} className={classes.body} style={{ height: rows.getTotalSize() }}>
        <Rows {...props} gridId={gridId} visible={visible} offset={offset} rowHeight={rowHeight} />
      </div>
      <OnPaper total={total} />
    </div>
  );
}

type RowsProps = UsageTableProps & {
  gridId: string;
  /** Where the rows in sight begin, in pixels of what scrolls. */
  visible: readonly { readonly index: number; readonly start: number }[];
  /** Where the first row begins there. */
  offset: number;
  rowHeight: number;
};

function Rows({ gridId, visible, offset, rowHeight, entries, active, onMark, onOpen }: RowsProps) {
  return visible.map(({ index, start }) => (
    <UsageRow
      key={index}
      id={`${gridId}-${index}`}
      index={index}
      entry={rowAt(entries.pages, index)}
      height={rowHeight}
      top={start - offset}
      marked={active.index === index}
      onMark={onMark}
      onOpen={onOpen}
    />
  ));
}

/** Paper has the rows that are in sight: it says so. */
function OnPaper({ total }: { total: number }) {
  const format = useFormat();
  return (
    <p className={classes.onPaper} aria-hidden="true">
      These are {format.count(total)} entries. Export has all of them, as a report to print.
    </p>
  );
}

function Header() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    <div role="row" aria-rowindex={1} className={classes.header}>
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: part of the grid above
        // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
        <span key={column} role="columnheader" data-figure={figureColumns.has(column) || undefined}>
          {column}
        </span>
      ))}
    </div>
  );
}

/** How wide the columns of days and figures have to be, as the pages come in. */
function useColumnWidths(list: string, pages: Entries['pages']): ColumnWidths {
  const format = useFormat();
  const widthsOf = useMemo(() => columnWidthsBy(format), [format]);
  return useMemo(() => widthsOf(list, pages), [widthsOf, list, pages]);
}

// Custom properties are not in React's type of a style.
const styleOf = ({ when, name, source, amount, balance }: ColumnWidths) =>
  ({
    '--when-width': `${when}px`,
    '--name-width': `${name}px`,
    '--source-width': `${source}px`,
    '--amount-width': `${amount}px`,
    '--balance-width': `${balance}px`,
  }) as CSSProperties;
