import { z } from 'zod';
import { type Db, statement } from './database.ts';
import { entriesOfScope, type StoreScope } from './usage-scope.ts';

/** One step of a running balance: the entry's number, instant (ms), amount, kind (code) and the balance after it. */
export type BalanceStep = { number: number; at: number; amount: number; kind: number; balance: number };

const stepSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** The running balance of a credit in a scope, oldest first. More entries than `points` are thinned to the last of each stretch. */
export function loadBalanceSteps(
  db: Db,
  scope: StoreScope,
  credit: number,
  points: number,
): { steps: BalanceStep[]; total: number } {
  const { index, sql, params } = entriesOfScope(scope);
  const bound = { ...params, ofCredit: credit };
  const where = `${sql} AND e.credit = @ofCredit AND e.amount <> 0`;
  const total = statement(db, `SELECT count(*) FROM entries e INDEXED BY ${index} WHERE ${where}`)
    .pluck(true)
    .get(bound) as number;
  const rows = statement(
    db,
    `SELECT e.number, e.happened_at, e.amount, e.kind FROM entries e INDEXED BY ${index} WHERE ${where}
     ORDER BY e.happened_at, e.number`,
  ).raw(true);
  const stretch = Math.max(1, Math.ceil(total / points));
  const steps: BalanceStep[] = [];
  let balance = 0;
  let seen = 0;
  for (const row of rows.iterate(bound)) {
    const [number, at, amount, kind] = stepSchema.parse(row);
    balance += amount;
    seen += 1;
    if (seen % stretch === 0 || seen === total) steps.push({ number, at, amount, kind, balance });
  }
  return { steps, total };
}
