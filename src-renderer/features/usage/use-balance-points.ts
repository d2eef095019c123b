import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Outputs, orpc } from '../../client/client.ts';
import { scopeOf, type UsagePlace } from '../../ui/usage-link.ts';

/** One mark of "Balance over time": an entry and the balance after it. */
export type BalancePoint = Outputs['usage']['balanceOverTime']['points'][number];

/** The running balance of one credit in the place's scope, at most 300 marks. */
export function useBalancePoints(place: UsagePlace, creditId: string) {
  return useQuery(
    orpc.usage.balanceOverTime.queryOptions({
      input: { scope: scopeOf(place), creditId, points: 300 },
      placeholderData: keepPreviousData,
    }),
  );
}
