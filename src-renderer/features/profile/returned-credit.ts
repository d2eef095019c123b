import type { AmountUnit } from '../../../src-shared/format-amounts.ts';
import type { CancelPreview, Lot } from '../../client/answers.ts';
import type { Outputs } from '../../client/client.ts';

type Balance = Outputs['balance']['get'];

/** One lot that gets back what a booking took from it. */
export type ReturnedLot = CancelPreview['returned'][number] & {
  /** The lot as it stands: where `newLot`, the one that the new one takes the place of. */
  readonly lot: Lot;
  /** The company whose lot it is, where it is shared; null for the customer's own. */
  readonly owner: string | null;
};

/** A balance that changes by what comes back. */
export type ReturnedBalance = {
  /** The company whose credit it is, where it is shared; null for the customer's own. */
  readonly owner: string | null;
  /** What the balance says. */
  readonly left: number;
  /** What comes back to it and stays. */
  readonly back: number;
  readonly unit: AmountUnit;
};

/** What comes back, with the lots that it comes back to; those that are not known are left out. */
export function returnedLots(
  returned: CancelPreview['returned'],
  lots: readonly Lot[],
  { credits }: Balance,
): ReturnedLot[] {
  return returned.flatMap((line) => {
    const lot = lots.find(({ id }) => id === line.lotId);
    const owner = credits.find(({ sharedBy }) => sharedBy?.id === lot?.customerId)?.sharedBy?.name ?? null;
    return lot && line.amount > 0 ? [{ ...line, lot, owner }] : [];
  });
}

/** The balances of a customer and of the companies that share with them that what comes back is added to. */
export function returnedBalances(
  customerId: string,
  returned: readonly ReturnedLot[],
  balance: Balance,
): ReturnedBalance[] {
  return balance.credits.flatMap((credit) => {
    const ownerId = credit.sharedBy?.id ?? customerId;
    const back = returned
      .filter(
        ({ lot, expiresAgain }) => !expiresAgain && lot.customerId === ownerId && lot.creditId === credit.creditId,
      )
      .reduce((sum, { amount }) => sum + amount, 0);
    return back > 0 ? [{ owner: credit.sharedBy?.name ?? null, left: credit.left, back, unit: credit }] : [];
  });
}
