import { useQuery } from '@tanstack/react-query';
import type { Lot } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../ui/studio-format.tsx';

/** 'balance 9 → 1', what changing a lot by an amount does to its owner's balance; empty until that is known. */
export function useBalanceChange(lot: Lot, change: number): string {
  const format = useFormat();
  const balance = useQuery(orpc.balance.get.queryOptions({ input: { customerId: lot.customerId } }));
  const own = balance.data?.credits.find(({ creditId, shared }) => creditId === lot.creditId && !shared);
  return own ? `balance ${format.amount(own.left, own)} → ${format.amount(own.left + change, own)}` : '';
}
