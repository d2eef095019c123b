import type { NumberLook } from './report-cells.ts';
import type { LotRow, UsageRow } from './report-source.ts';
import { changeLook } from './usage-summary-rows.ts';

/** What the listed entries of one credit come to. `used` may pass what one amount may be, so it is a bigint. */
export type CreditTotal = {
  readonly creditId: string;
  readonly creditName: string;
  readonly look: NumberLook;
  readonly rows: number;
  readonly used: bigint;
};

/** Counts and adds up entries per credit while they are written. */
export type ListedTotals = { add(row: UsageRow): void; rows(): number; result(): CreditTotal[] };

type Running = { creditName: string; look: NumberLook; rows: number; sum: number; carried: bigint };

/** Totals of nothing yet. */
export function listedTotals(): ListedTotals {
  const credits = new Map<string, Running>();
  let rows = 0;
  return {
    add(row) {
      rows += 1;
      const running = credits.get(row.lot.creditId) ?? begin(row.lot);
      if (running.rows === 0) credits.set(row.lot.creditId, running);
      running.rows += 1;
      const sum = running.sum + row.amount;
      if (Number.isSafeInteger(sum)) running.sum = sum;
      else {
        running.carried += BigInt(running.sum);
        running.sum = row.amount;
      }
    },
    rows: () => rows,
    result: () =>
      [...credits].map(([creditId, { creditName, look, rows, sum, carried }]) => ({
        creditId,
        creditName,
        look,
        rows,
        used: carried + BigInt(sum),
      })),
  };
}

function begin(lot: LotRow): Running {
  const look = changeLook({ kind: lot.creditKind, unit: lot.unit, decimals: lot.decimals });
  return { creditName: lot.creditName, look, rows: 0, sum: 0, carried: 0n };
}
