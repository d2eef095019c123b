import type { Inputs } from '../../client/client.ts';
import { isCreditInScope, type UsagePlace } from '../../ui/usage-link.ts';

/** What narrows a use history down, as `usage.entries` and `reports.export` take it. */
export type EntryFilters = Pick<
  Inputs['usage']['entries'],
  'kind' | 'creditId' | 'view' | 'kinds' | 'from' | 'to' | 'text'
>;

/** The place's filters, without those that filter nothing; the credit is one where the scope can't be narrowed to it. */
export function filtersOf(place: UsagePlace): EntryFilters {
  return {
    ...(place.kind === null ? {} : { kind: place.kind }),
    ...(place.creditId === null || isCreditInScope(place) ? {} : { creditId: place.creditId }),
    ...(place.view === 'all' ? {} : { view: place.view }),
    ...(place.kinds.length === 0 ? {} : { kinds: [...place.kinds] }),
    ...(place.from === null ? {} : { from: place.from }),
    ...(place.to === null ? {} : { to: place.to }),
    ...(place.text.trim() === '' ? {} : { text: place.text.trim() }),
  };
}
