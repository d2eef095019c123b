import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { orpc } from '../../client/client.ts';
import { scopeOf, type UsagePlace } from '../../ui/usage-link.ts';
import { filtersOf } from './entry-filters.ts';

/** How many entries each view holds under the place's other filters. */
export function useCounts(place: UsagePlace) {
  const { view: _view, kinds: _kinds, ...others } = filtersOf(place);
  return useQuery(
    orpc.usage.counts.queryOptions({
      input: { scope: scopeOf(place), ...others },
      placeholderData: keepPreviousData,
    }),
  );
}
