import type { EntryColumns } from './entry-columns.ts';
import { placesOfScope } from './scope-places.ts';
import type { StoreScope } from './usage-scope.ts';

/** One step of a running balance: the entry's number, instant (ms), amount, kind (code) and the balance after it. */
export type BalanceStep = { number: number; at: number; amount: number; kind: number; balance: number };

/** The running balance of a credit in a scope, oldest first. More entries than `points` are thinned to the last of each stretch. */
export function balanceSteps(
  columns: EntryColumns,
  scope: StoreScope,
  credit: number,
  points: number,
): { steps: BalanceStep[]; total: number } {
  const places = placesOf(columns, scope, credit);
  const stretch = Math.max(1, Math.ceil(places.length / points));
  const steps: BalanceStep[] = [];
  let balance = 0;
  for (const [rank, place] of places.entries()) {
    const amount = columns.amount[place] ?? 0;
    balance += amount;
    if ((rank + 1) % stretch !== 0 && rank + 1 < places.length) continue;
    const [number = 0, at = 0, kind = 0] = [columns.number[place], columns.happenedAt[place], columns.kind[place]];
    steps.push({ number, at, amount, kind, balance });
  }
  return { steps, total: places.length };
}

/** The places of the entries that move a credit in a scope, oldest first. */
function placesOf(columns: EntryColumns, scope: StoreScope, credit: number): Int32Array {
  const { lots, lot, amount } = columns;
  return placesOfScope(columns, scope).filter(
    (place) => amount[place] !== 0 && lots.credit[lot[place] as number] === credit,
  );
}
