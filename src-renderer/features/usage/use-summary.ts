import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Outputs, orpc } from '../../client/client.ts';
import { scopeOf, type UsagePlace } from '../../ui/usage-link.ts';

/** The figures of one credit in a scope. */
export type CreditSummary = Outputs['usage']['summary']['summaries'][number];
/** What a scope is called, whose it is, and which credits it holds. */
export type ScopeFacts = Outputs['usage']['scope'];

/** The summaries of the place's scope, one per credit. */
export function useSummary(place: UsagePlace) {
  return useQuery(
    orpc.usage.summary.queryOptions({ input: { scope: scopeOf(place) }, placeholderData: keepPreviousData }),
  );
}

/** The title and the credits of the place's scope; all its credits, also where the address names one. */
export function useScopeFacts(place: UsagePlace) {
  const scope = scopeOf({ ...place, creditId: null, cycle: null });
  return useQuery(orpc.usage.scope.queryOptions({ input: { scope }, placeholderData: keepPreviousData }));
}

/** The one summary that cards and charts show: the chosen credit's, or the only one; null while several wait to be chosen from. */
export function shownSummary(summaries: readonly CreditSummary[], creditId: string | null): CreditSummary | null {
  if (creditId !== null) return summaries.find((summary) => summary.creditId === creditId) ?? null;
  return summaries.length === 1 ? (summaries[0] ?? null) : null;
}
