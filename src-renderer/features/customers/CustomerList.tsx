// biome-ignore-all lint/a11y/useSemanticElements: a table of 50,000 rows of which only those in sight exist needs the roles of a grid on boxes
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its row
import { Button } from '@mantine/core';
import { IconUserSearch, IconUsers } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useImperativeHandle } from 'react';
import { Link } from 'wouter';
import { useAllows } from '../../ui/signed-in.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import classes from './CustomerList.module.css';
import { CustomerListRow } from './CustomerListRow.tsx';
import { type CustomerFilter, customerFilters } from './search-address.ts';
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
  /** Takes the filter away and keeps the words. */
  onClearFilter: () => void;
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

const noneWith: Record<Exclude<CustomerFilter, null>, { title: string; words: string }> = {
  low_balance: { title: 'Nobody is running low', words: 'Everyone who has credit has enough of it for now.' },
  expiring: {
    title: 'Nothing expires in the next 14 days',
    words: 'Credit that does will show up here in time to tell its owner.',
  },
  no_membership: { title: 'Everyone has a membership', words: 'Customers without one will show up here.' },
  archived: { title: 'Nobody is archived', words: 'Archived customers leave the list and keep their history.' },
};

type NobodyProps = Pick<CustomerListProps, 'words' | 'filter' | 'onClear' | 'onClearFilter' | 'onCreate'>;

function NobodyHere({ words, filter, onClear, onClearFilter, onCreate }: NobodyProps) {
  const mayImport = useAllows('manager');
  const showAll = (
    <Button variant="default" onClick={onClear}>
      Show all customers
    </Button>
  );
  if (words !== '')
    return <NobodyMatches words={words} filter={filter} showAll={showAll} onClearFilter={onClearFilter} />;
  if (filter !== null) {
    return (
      <EmptyState icon={<IconUsers size={22} stroke={1.75} />} title={noneWith[filter].title} action={showAll}>
        {noneWith[filter].words}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconUsers size={22} stroke={1.75} />}
      title="No customers yet"
      action={
        onCreate && (
          <>
            <Button variant="default" onClick={onCreate}>
              New customer
            </Button>
            {mayImport && (
              <Button variant="default" component={Link} href="/import">
                Import
              </Button>
            )}
          </>
        )
      }
    >
      Add the first one here, or bring everyone along from another system with Import.
    </EmptyState>
  );
}

type NobodyMatchesProps = Pick<NobodyProps, 'words' | 'filter' | 'onClearFilter'> & { showAll: ReactNode };

/** Where a filter is on, it may be what hides them: it is named, and can be taken away without typing anew. */
function NobodyMatches({ words, filter, showAll, onClearFilter }: NobodyMatchesProps) {
  const label = customerFilters.find(({ value }) => value === filter)?.label;
  const filtered = filter !== null;
  return (
    <EmptyState
      icon={<IconUserSearch size={22} stroke={1.75} />}
      title={filtered ? `Nobody under “${label}” matches “${words}”` : `Nobody matches “${words}”`}
      action={
        filtered ? (
          <>
            <Button variant="default" onClick={onClearFilter}>
              Search without the filter
            </Button>
            {showAll}
          </>
        ) : (
          showAll
        )
      }
    >
      {filtered
        ? `Only customers under “${label}” were searched.`
        : 'Parts of the name in any order, an e-mail, a phone number or an external id will do; accents don’t matter.'}
    </EmptyState>
  );
}
