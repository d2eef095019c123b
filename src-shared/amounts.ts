import type { Amount } from './ids.ts';

/** The largest absolute amount that the ledger takes: 2^53 − 1 (domain.md, Amounts and time). */
export const AMOUNT_MAX = Number.MAX_SAFE_INTEGER;

/** True for an integer that an entry, a lot or a sum may hold. */
export function isAmount(value: number): value is Amount {
  return Number.isSafeInteger(value);
}

/** The sum of amounts, or null where it is out of the range. Exact: added as BigInts, so that only the sum itself has to be in the range. */
export function sumAmounts(amounts: Iterable<number>): Amount | null {
  let total = 0n;
  for (const amount of amounts) total += BigInt(amount);
  const sum = Number(total);
  return isAmount(sum) ? sum : null;
}

/** An amount from a number that the caller has shown to be a safe integer; throws RangeError otherwise (a bug, not a user's mistake). */
export function amountOf(value: number): Amount {
  if (!isAmount(value)) throw new RangeError(`an amount must be a safe integer, got ${value}`);
  return value;
}
