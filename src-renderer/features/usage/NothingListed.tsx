import { Button } from '@mantine/core';
import { IconFilterOff, IconListDetails } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { orpc } from '../../client/client.ts';
import { EmptyState } from '../../ui/states.tsx';
import { type StudioFormat, useFormat } from '../../ui/studio-format.tsx';
import { isFiltered, scopeOf, type UsagePlace } from '../../ui/usage-link.ts';
import { filtersOf } from './entry-filters.ts';
import { hidingFilters } from './hiding-filters.ts';
import type { Narrow } from './use-usage-place.ts';

/** '31 Jan – 27 Feb', 'from 31 Jan', 'until 27 Feb'; nothing where any day will do. */
function daysWords({ from, to }: UsagePlace, format: StudioFormat): string {
  if (from !== null && to !== null) return format.days(from, to);
  if (from !== null) return `from ${format.day(from)}`;
  return to === null ? '' : `until ${format.day(to)}`;
}

/** An empty list that says why: nothing has happened yet, or which filter hides how many entries, each with a way to clear it. */
export function NothingListed({ place, narrow }: { place: UsagePlace; narrow: Narrow }) {
  const format = useFormat();
  const hiding = isFiltered(place) ? hidingFilters(place, daysWords(place, format)) : [];
  const found = useQueries({
    queries: hiding.map((filter) => {
      const input = { scope: scopeOf(place), ...filtersOf({ ...place, ...filter.without }), limit: 1 };
      return orpc.usage.entries.queryOptions({ input });
    }),
  });
  if (hiding.length === 0) {
    return (
      <EmptyState icon={<IconListDetails size={22} stroke={1.75} />} title="Nothing has happened here yet">
        Credit that is given, used or changed is listed here, the newest first.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconFilterOff size={22} stroke={1.75} />}
      title="No entry fits all the filters"
      action={
        <>
          {hiding.map((filter, index) => {
            const total = found[index]?.data?.total;
            return (
              <Button key={filter.id} variant="default" onClick={() => narrow(filter.without)} disabled={total === 0}>
                Clear {filter.name}
                {total === undefined ? '' : total === 0 ? ' (still none)' : ` (shows ${format.count(total)})`}
              </Button>
            );
          })}
          {hiding.length > 1 && (
            <Button onClick={() => narrow({ view: 'all', kinds: [], kind: null, from: null, to: null, text: '' })}>
              Clear all filters
            </Button>
          )}
        </>
      }
    >
      {hiding.length === 1 ? 'The filter' : 'The filters'} {hiding.map((filter) => filter.name).join(' + ')}{' '}
      {hiding.length === 1 ? 'leaves' : 'together leave'} nothing to show.
    </EmptyState>
  );
}
