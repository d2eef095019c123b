import { creditKindLabels } from '../../../src-shared/usage-labels.ts';
import type { UsagePlace } from '../../ui/usage-link.ts';

/** What the figures of a place are called: the words of the menu or button that leads there, after the kind of credit where they are of one. */
export function usageSubtitle(place: UsagePlace): string {
  return [kindOf(place), historyOf(place)].filter((part) => part !== undefined).join(' · ');
}

/** What figures that are read out or copied are of, without the cycle: 'Flow 8'; 'Ananya Deshpande, Time credit'. */
export function usageHeading(title: string, place: UsagePlace): string {
  return [title, kindOf(place)].filter((part) => part !== undefined).join(', ');
}

function historyOf(place: UsagePlace): string {
  if (place.lotId !== null) return 'Use history';
  if (place.membershipId !== null) return 'Credit usage';
  if (place.companyId !== null) return 'Team benefit usage';
  return place.kind === null ? 'Credit usage' : 'Benefit use history';
}

const kindOf = ({ kind }: UsagePlace) => (kind === null ? undefined : creditKindLabels[kind]);
