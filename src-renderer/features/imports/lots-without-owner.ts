import { unownedLotOf } from '../../../src-shared/unowned-lot.ts';
import type { ImportOutcome } from '../../client/answers.ts';

/** The lots of a use history for which nobody is named yet, with the number of their refused records. */
export function lotsWithoutOwner({ rejected }: Pick<ImportOutcome, 'rejected'>): Map<string, number> {
  const lots = new Map<string, number>();
  for (const { reason } of rejected) {
    const lot = unownedLotOf(reason);
    if (lot !== null) lots.set(lot, (lots.get(lot) ?? 0) + 1);
  }
  return lots;
}
