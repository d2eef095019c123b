import { isCreditInScope, type UsagePlace } from '../../ui/usage-link.ts';

/** A place without the cycle and the credit that its scope doesn't have: a link that is out of date shows all of them. */
export function knownPlace(
  place: UsagePlace,
  credits: readonly { readonly id: string }[] | undefined,
  cycles: readonly { readonly number: number }[] | undefined,
): UsagePlace {
  const isAnyCredit = isCreditInScope(place) || !credits || credits.some((credit) => credit.id === place.creditId);
  const isAnyCycle = !cycles || cycles.some((cycle) => cycle.number === place.cycle);
  return {
    ...place,
    creditId: isAnyCredit ? place.creditId : null,
    cycle: isAnyCycle ? place.cycle : null,
  };
}
