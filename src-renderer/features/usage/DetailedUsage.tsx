import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import type { UsagePlace } from '../../ui/usage-link.ts';
import { EntryDrawer } from './EntryDrawer.tsx';
import { indexOfEntry, rowAt } from './entry-pages.ts';
import { FilterBar } from './FilterBar.tsx';
import { NothingListed } from './NothingListed.tsx';
import classes from './UsageScreen.module.css';
import { UsageTable } from './UsageTable.tsx';
import { useActiveRow } from './use-active-row.ts';
import { useCounts } from './use-counts.ts';
import { useEntries } from './use-entries.ts';
import { type EntryMarks, useListedMark } from './use-entry-marks.ts';
import type { Narrow } from './use-usage-place.ts';

type DetailedUsageProps = {
  place: UsagePlace;
  narrow: Narrow;
  marks: EntryMarks;
};

/** The entries behind the figures: filters, the list, and the details of one of them. */
export function DetailedUsage({ place, narrow, marks }: DetailedUsageProps) {
  const counts = useCounts(place);
  const entries = useEntries(place, marks.marked);
  const active = useActiveRow(entries, marks.marked, marks.mark);
  useListedMark(marks, entries.list, active.index);
  const { first } = entries;
  const hidden = active.index === -1 ? (marks.reveal?.number ?? null) : null;
  const failed = entries.failed ?? active.failed;
  const [open, close] = useEntryDrawer(place, narrow);
  const opened = place.entry === null ? undefined : rowAt(entries.pages, indexOfEntry(entries.pages, place.entry));
  return (
    <section className={classes.detailed} aria-label="Detailed usage">
      <FilterBar place={place} counts={counts.data?.counts} narrow={narrow} />
      {hidden !== null && (
        <p className={classes.hidden} role="status">
          Entry {hidden} is not among those that the filters show.
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => narrow({ view: 'all', kinds: [], from: null, to: null, text: '' })}
          >
            Show all usage
          </Button>
        </p>
      )}
      {first.isError && !first.data ? (
        <div className={classes.card}>
          <ErrorState error={first.error} onRetry={() => void first.refetch()} retrying={first.isFetching} />
        </div>
      ) : first.isPending ? (
        <div className={classes.card}>
          <LoadingState rows={8} label="Loading the entries" />
        </div>
      ) : (
        <UsageTable
          entries={entries}
          active={active}
          marked={marks.marked}
          onMark={marks.mark}
          reveal={marks.reveal}
          onOpen={open}
          empty={<NothingListed place={place} narrow={narrow} />}
        />
      )}
      {failed && (
        <div className={classes.failed}>
          <ErrorState error={failed.error} onRetry={() => void failed.retry()} />
        </div>
      )}
      <EntryDrawer
        number={place.entry}
        customerId={place.customerId}
        balance={opened?.balanceAfter}
        onClose={close}
        onOpen={open}
      />
    </section>
  );
}

/** Opens and closes an entry's details: Back closes what was opened here, and closing it leaves no step behind. */
function useEntryDrawer(place: UsagePlace, narrow: Narrow): [open: (number: number) => void, close: () => void] {
  const openedHere = useRef(false);
  const isOpen = place.entry !== null;
  useEffect(() => {
    if (!isOpen) openedHere.current = false;
  }, [isOpen]);
  const open = useCallback(
    (number: number) => {
      openedHere.current ||= !isOpen;
      narrow({ entry: number }, { replace: isOpen });
    },
    [narrow, isOpen],
  );
  const close = useCallback(() => {
    if (openedHere.current) history.back();
    else narrow({ entry: null }, { replace: true });
  }, [narrow]);
  return [open, close];
}
