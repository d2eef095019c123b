import type { CancelPreview } from '../../client/answers.ts';
import { client } from '../../client/client.ts';
import { type ReturnedBalance, returnedBalances, returnedLots } from './returned-credit.ts';

/** The balances that a cancellation has changed; none where they can't be told. */
export async function changedBalances({ booking, returned }: CancelPreview): Promise<ReturnedBalance[]> {
  try {
    const { customerId } = booking;
    const lots = await Promise.all(returned.map(({ lotId }) => client.lots.get({ id: lotId })));
    const balance = await client.balance.get({ customerId });
    return returnedBalances(customerId, returnedLots(returned, lots, balance), balance);
  } catch {
    return [];
  }
}
