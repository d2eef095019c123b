import { z } from 'zod';
import { type EntryKind, entryKindOf } from '../../src-shared/ledger/entry-kinds.ts';
import { leftOf, type Summary, summarise } from '../../src-shared/ledger/summary.ts';
import { type CreditRow, loadCredits } from './catalogue.ts';
import { all, type Db, value } from './database.ts';
import { lotsOfScope, type StoreScope } from './usage-scope.ts';

const integer = z.number().int();
const lineSchema = z.object({
  credit: integer,
  starting: integer,
  totalBooked: integer,
  freeCancellations: integer,
  rollover: integer,
  manual: integer,
  expired: integer,
  rolledOver: integer,
});
const totalSchema = z.object({ credit: integer, kind: integer, total: integer });

/** The summary of one credit in a scope. */
export type CreditSummary = { readonly credit: CreditRow; readonly summary: Summary };

/** The summary of each credit that a scope's lots have, in the catalogue's order. */
export function loadSummaries(db: Db, scope: StoreScope): CreditSummary[] {
  const found = scope.of === 'studio' ? summariesOfStudio(db) : summariesOfLots(db, scope);
  return loadCredits(db).flatMap((credit) => {
    const summary = found.get(credit.number);
    return summary ? [{ credit, summary }] : [];
  });
}

function summariesOfLots(db: Db, scope: StoreScope): Map<number, Summary> {
  const { sql, params } = lotsOfScope(scope);
  const rows = all(
    db,
    lineSchema,
    `SELECT l.credit, sum(l.starting) AS starting, sum(l.booked) AS totalBooked, sum(l.free_cancellations) AS freeCancellations,
       sum(l.rollover) AS rollover, sum(l.manual) AS manual, sum(l.expired) AS expired, sum(l.rolled_over) AS rolledOver
     FROM lots l WHERE ${sql} GROUP BY l.credit`,
    params,
  );
  return new Map(rows.map(({ credit, ...lines }) => [credit, { ...lines, left: leftOf(lines) }]));
}

function summariesOfStudio(db: Db): Map<number, Summary> {
  const totals = new Map<number, [EntryKind, number][]>();
  for (const row of all(db, totalSchema, 'SELECT credit, kind, total FROM credit_totals')) {
    const kinds = totals.get(row.credit) ?? [];
    kinds.push([entryKindOf(row.kind), row.total]);
    totals.set(row.credit, kinds);
  }
  return new Map([...totals].map(([credit, kinds]) => [credit, summarise(kinds)]));
}

const balanceSchema = z.object({ credit: integer, lastDay: z.string().nullable(), left: integer });

/** What a customer has left per credit and last day, earliest first, never last. Credits of which nothing is left have no rows. */
export function loadBalance(db: Db, customer: number): z.infer<typeof balanceSchema>[] {
  return all(
    db,
    balanceSchema,
    `SELECT credit, last_day AS lastDay, sum(left) AS left FROM lots INDEXED BY lots_with_credit
     WHERE customer = ? AND open = 1 GROUP BY credit, ends_at, last_day ORDER BY credit, ends_at IS NULL, ends_at`,
    [customer],
  );
}

/** What a customer's own lots of a credit have left together. */
export function loadLeft(db: Db, customer: number, credit: number): number {
  const sql = `SELECT coalesce(sum(left), 0) FROM lots INDEXED BY lots_with_credit
    WHERE customer = ? AND credit = ? AND open = 1`;
  return value(db, sql, [customer, credit]) as number;
}

const creditSchema = z.object({ credit: integer });

/** The numbers of the credits that a customer has or had lots of. */
export function loadCreditsOfCustomer(db: Db, customer: number): number[] {
  return all(db, creditSchema, 'SELECT DISTINCT credit FROM lots WHERE customer = ?', [customer]).map(
    (row) => row.credit,
  );
}
