import type { CreditKind, UsagePlace } from '../../ui/usage-link.ts';
import type { ScopeFacts } from './use-summary.ts';

/** The profile that a usage screen leads back to; from a lot, or from one kind of credit, to the tab of those lots. */
export function profileOf(place: UsagePlace, credits: readonly Pick<ScopeFacts['credits'][number], 'kind'>[]): string {
  const kind: CreditKind | null = place.lotId === null ? place.kind : (credits[0]?.kind ?? null);
  const profile = `/customers/${encodeURIComponent(place.customerId)}`;
  return kind === null || kind === 'pass' ? profile : `${profile}?tab=${kind}`;
}
