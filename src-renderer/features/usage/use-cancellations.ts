import { useQuery } from '@tanstack/react-query';
import { orpc } from '../../client/client.ts';
import { scopeOf, type UsagePlace } from '../../ui/usage-link.ts';
import { countCancellations } from './count-cancellations.ts';

/** As many entries as one answer holds; beyond that sentences do without the number. */
const entriesMax = 500;

/** How many cancellations gave back each credit of the place's scope, by credit id, whatever the list's filters; undefined while that is not known. */
export function useCancellations(place: UsagePlace, enabled: boolean): ReadonlyMap<string, number> | undefined {
  const { data } = useQuery({
    ...orpc.usage.entries.queryOptions({
      input: { scope: scopeOf(place), view: 'free_cancellations', limit: entriesMax },
    }),
    enabled,
  });
  return data && data.total <= data.rows.length ? countCancellations(data.rows) : undefined;
}
