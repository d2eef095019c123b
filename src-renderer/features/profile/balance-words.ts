import type { LotSource } from '../../../src-shared/ledger/lot.ts';

/** What is left in one lot. */
export type BalanceLot = {
  readonly id: string;
  readonly source: LotSource;
  readonly sourceName: string;
  readonly left: number;
  readonly lastDay: string | null;
  readonly spendable: boolean;
};

/** The part of a balance that ends on the same day. */
export type ExpiryGroup = {
  /** Null: never. */
  readonly lastDay: string | null;
  readonly amount: number;
  readonly lots: readonly BalanceLot[];
};

/** A balance's lots by the day that they end, the earliest first and those that never end last; empty lots are left out. */
export function expiryGroups(lots: readonly BalanceLot[]): ExpiryGroup[] {
  const groups = new Map<string, BalanceLot[]>();
  for (const lot of lots) {
    if (lot.left > 0) groups.set(lot.lastDay ?? '', [...(groups.get(lot.lastDay ?? '') ?? []), lot]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1))
    .map(([day, of]) => ({
      lastDay: day === '' ? null : day,
      amount: of.reduce((sum, lot) => sum + lot.left, 0),
      lots: of,
    }));
}

/** True for what is spoken of as one: one session, one hour or minute, a sum of money. */
export function isOne(amount: number, credit: { readonly kind: string; readonly decimals: number }): boolean {
  if (credit.kind === 'money') return true;
  if (credit.kind === 'time') return amount === 60 || amount === 1;
  return amount === 10 ** credit.decimals;
}

/** "expires" for one and for sums of money, "expire" for several. */
export function expireVerb(amount: number, credit: { readonly kind: string; readonly decimals: number }): string {
  return isOne(amount, credit) ? 'expires' : 'expire';
}

/** Where a lot's part of a balance came from, after its amount: "rolled over", "from Flow 8", "added by hand". */
export function originWords(source: LotSource, sourceName: string): string {
  if (source === 'rollover') return 'rolled over';
  if (source === 'manual') return 'added manually';
  if (source === 'import') return 'imported';
  return sourceName === '' ? `from a ${source}` : `from ${sourceName}`;
}

/** The origins of a group of lots, each once, with their sums: 1 rolled over, 8 from Flow 8. */
export function originsOf(lots: readonly BalanceLot[]): { words: string; amount: number }[] {
  const sums = new Map<string, number>();
  for (const lot of lots) {
    const words = originWords(lot.source, lot.sourceName);
    sums.set(words, (sums.get(words) ?? 0) + lot.left);
  }
  return [...sums.entries()].map(([words, amount]) => ({ words, amount }));
}

/** How often a plan renews: "Monthly", "Every 3 months". */
export function renewalWords(cycle: { readonly every: number; readonly unit: string }): string {
  const single = { day: 'Daily', week: 'Weekly', month: 'Monthly', year: 'Yearly' }[cycle.unit];
  return cycle.every === 1 && single !== undefined ? single : `Every ${cycle.every} ${cycle.unit}s`;
}
