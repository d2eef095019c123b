import { viewLabels } from '../../../src-shared/usage-labels.ts';
import type { UsagePlace } from '../../ui/usage-link.ts';
import { termLabelOf } from './summary-terms.ts';

/** A filter that may hide entries: its name, and the place without it. */
export type Hiding = { readonly id: string; readonly name: string; readonly without: Partial<UsagePlace> };

/** The filters of a place, each with what the place would be without it. */
export function hidingFilters(place: UsagePlace, days: string): Hiding[] {
  const filters: (Hiding & { on: boolean })[] = [
    {
      id: 'view',
      on: place.view !== 'all' || place.kinds.length > 0,
      name: place.kinds.length > 0 ? (termLabelOf(place.kinds) ?? 'Chosen kinds') : viewLabels[place.view],
      without: { view: 'all', kinds: [] },
    },
    { id: 'days', on: place.from !== null || place.to !== null, name: days, without: { from: null, to: null } },
    { id: 'text', on: place.text.trim() !== '', name: `“${place.text.trim()}”`, without: { text: '' } },
    { id: 'kind', on: place.kind !== null, name: `${place.kind} credit`, without: { kind: null } },
  ];
  return filters.filter((filter) => filter.on);
}
