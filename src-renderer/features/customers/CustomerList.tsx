// biome-ignore-all lint/a11y/useSemanticElements: a table of 50,000 rows of which only those in sight exist needs the roles of a grid on boxes
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its row
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle } from 'react';
import { ErrorState } from '../../ui/states.tsx';
import classes from './CustomerList.module.css';
import { CustomerListRow } from './CustomerListRow.tsx';
import { NobodyHere } from './NobodyHere.tsx';
import type { CustomerFilter } from './search-address.ts';
import {
  headerHeight,
  type ListPlace,
  rowHeight,
  useCustomerRows,
  useFocusOnReturn,
  useOpenRow,
} from './use-customer-rows.ts';
import { useListKeys } from './use-list-keys.ts';

/** What the search field may ask of the list: to take a key as if it were its own (false where the key does nothing), and to forget the keys that still wait. */
export type CustomerListHandle = { takeKey(key: string): boolean; letGo(): void };

type CustomerListProps = {
  ref: Ref<CustomerListHandle>;
  words: string;
  /** True while other words than `words` are in the search field already. */
  typing: boolean;
  filter: CustomerFilter;
  address: string;
  /** Where the list stood when it was last left. */
  start: ListPlace | null;
  onTotal: (total: number | null) => void;
  onClear: () => void;
  /** Takes another filter, or none, and keeps the words. */
  onFilter: (filter: CustomerFilter) => void;
  onCreate?: () => void;
};

const columns = ['Name', 'Company', 'Membership', 'Credit left', 'Next expiry'];

/** The list itself: only the rows in sight exist, so that 50,000 scroll as smoothly as 50. */
export function CustomerList(props: CustomerListProps) {
  const { ref, words, filter, address, start, onTotal } = props;
  const { scroller, pages, virtual, items, row, choose } = useCustomerRows({ words, filter, address, start });
  const total = pages.total ?? 0;
  useEffect(() => onTotal(pages.total), [onTotal, pages.total]);
  useFocusOnReturn(scroller, start);
  const open = useOpenRow(address, scroller, pages.rowAt);
  const { takeKey, letGo } = useListKeys({
    row,
    total,
    settled: !props.typing && !pages.stale && pages.total !== null,
    failed: pages.error !== null,
    rowsPerPage: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1),
    open,
    choose,
  });
  useImperativeHandle(ref, () => ({ takeKey, letGo }));

  if (pages.error && (pages.total === null || pages.stale)) {
    return <ErrorState error={pages.error} onRetry={pages.retry} retrying={pages.retrying} />;
  }
  if (pages.total === 0 && !pages.stale) return <NobodyHere {...props} />;

  const onKey = (event: KeyboardEvent) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && takeKey(event.key)) event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      className={classes.list}
      role="grid"
      aria-label="Customers"
      aria-rowcount={total + 1}
      aria-busy={pages.total === null || pages.stale}
      aria-activedescendant={pages.rowAt(row) ? `customer-row-${row}` : undefined}
      tabIndex={0}
      onKeyDown={onKey}
    >
      <HeaderRow />
      <div
        className={classes.rows}
        role="rowgroup"
        style={{ height: pages.total === null ? rowHeight * 12 : virtual.getTotalSize() }}
      >
        {(pages.total === null ? loadingItems : items).map(({ index, start: top }) => (
          <CustomerListRow
            key={index}
            index={index}
            top={top - headerHeight}
            height={rowHeight}
            chosen={index === row}
            customer={pages.rowAt(index)}
            onOpen={open}
          />
        ))}
      </div>
    </div>
  );
}

const loadingItems = Array.from({ length: 12 }, (_, index) => ({ index, start: headerHeight + index * rowHeight }));

function HeaderRow() {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.columns}>
        {columns.map((column) => (
          <span role="columnheader" key={column}>
            {column}
          </span>
        ))}
      </div>
    </div>
  );
}
