import type { AmountUnit } from '../../src-shared/format-amounts.ts';
import { client } from '../client/client.ts';
import type { StudioFormat } from './studio-format.tsx';

/** The end of a notice that tells a change of a balance: ': 9 left now'. */
export function leftNow(left: number, credit: AmountUnit, format: StudioFormat): string {
  return `: ${format.amount(left, credit)} left now`;
}

/** The same for what a customer has of their own, asked for after the change; empty where it can't be told. */
export async function askLeftNow(
  customerId: string,
  credit: AmountUnit & { readonly id: string },
  format: StudioFormat,
): Promise<string> {
  const balance = await client.balance.get({ customerId }).catch(() => null);
  const own = balance?.credits.find(({ creditId, shared }) => creditId === credit.id && !shared);
  return own ? leftNow(own.left, credit, format) : '';
}
