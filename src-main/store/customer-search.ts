import { z } from 'zod';
import { assertNever } from '../../src-shared/assert-never.ts';
import { type CreditRow, loadCredits } from './catalogue.ts';
import { type DirectoryQuery, findCustomers } from './customer-directory.ts';
import { customersWithEnding, customersWithLittle, customersWithMembership } from './customer-standing.ts';
import { all, type Db, first, value } from './database.ts';
import { readingsOf } from './search-words.ts';

/** The filters of the customers' list. */
export type SearchFilter = 'low_balance' | 'expiring' | 'no_membership' | 'archived';
/** What is looked for. What ends after `now` and up to `soon` is expiring. */
export type CustomerQuery = {
  readonly query?: string | undefined;
  readonly kind?: 'person' | 'company' | undefined;
  readonly filter?: SearchFilter | undefined;
  readonly now: number;
  readonly soon: number;
  readonly limit: number;
  readonly offset: number;
};

/** What counts as low, in the credit's smallest unit: two classes or prints, an hour, ten of a currency. */
const lowOf: Record<CreditRow['kind'], (decimals: number) => number> = {
  session: (decimals) => 2 * 10 ** decimals,
  pass: (decimals) => 2 * 10 ** decimals,
  time: () => 60,
  money: (decimals) => 10 * 10 ** decimals,
  printing: () => 10,
};

const rowSchema = z.object({
  number: z.number(),
  id: z.string(),
  kind: z.enum(['person', 'company']),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  externalId: z.string().nullable(),
  archived: z.number(),
});

/** One page of the customers that a query finds, those whose name begins with it first, then by name; and how many there are. */
export function searchCustomers(db: Db, query: CustomerQuery) {
  const { filter, kind, limit, offset } = query;
  const archived = filter === 'archived';
  const { among, without } = chosenBy(db, query);
  let found: readonly number[] = [];
  for (const words of readingsOf(query.query ?? '')) {
    found = findCustomers(db, { words, archived, kind, among, without });
    if (found.length > 0) break;
  }
  const rows = all(
    db,
    rowSchema,
    `SELECT c.number, c.id, c.kind, c.name, c.email, c.phone, c.external_id AS externalId, c.archived
     FROM json_each(?) j JOIN customers c ON c.number = j.value ORDER BY j.key`,
    [JSON.stringify(found.slice(offset, offset + limit))],
  );
  return { rows: rows.map((row) => ({ ...withoutNumber(row), ...factsOf(db, row.number) })), total: found.length };
}

/** The customers that a filter leaves, or those that it leaves out. */
function chosenBy(db: Db, { filter, now, soon }: CustomerQuery): Pick<DirectoryQuery, 'among' | 'without'> {
  switch (filter) {
    case 'low_balance': {
      const low = new Map(
        loadCredits(db).map(({ number, kind, decimals }) => [number as number, lowOf[kind](decimals)]),
      );
      return { among: customersWithLittle(db, (credit) => low.get(credit) ?? 0), without: null };
    }
    case 'expiring':
      return { among: customersWithEnding(db, now, soon), without: null };
    case 'no_membership':
      return { among: null, without: customersWithMembership(db) };
    case 'archived':
    case null:
    case undefined:
      return { among: null, without: null };
    default:
      return assertNever(filter);
  }
}

function withoutNumber({ number: _, archived, ...row }: z.infer<typeof rowSchema>) {
  return { ...row, archived: archived === 1 };
}

const creditSchema = z.object({
  creditId: z.string(),
  name: z.string(),
  kind: z.string(),
  unit: z.string(),
  decimals: z.number(),
  left: z.number(),
});
const companySchema = z.object({ name: z.string(), shares: z.number() });
const expirySchema = z.object({ lastDay: z.string(), amount: z.number(), creditId: z.string() });

/** What a list shows beside a customer's name. */
function factsOf(db: Db, customer: number) {
  const credits = all(
    db,
    creditSchema,
    `SELECT k.id AS creditId, k.name, k.kind, k.unit, k.decimals, sum(l.left) AS left FROM lots l INDEXED BY lots_with_credit
     JOIN credits k ON k.number = l.credit WHERE l.customer = ? AND l.open = 1 GROUP BY l.credit ORDER BY l.credit`,
    [customer],
  );
  const nextExpiry = first(
    db,
    expirySchema,
    `SELECT l.last_day AS lastDay, sum(l.left) AS amount, k.id AS creditId FROM lots l INDEXED BY lots_with_credit
     JOIN credits k ON k.number = l.credit WHERE l.customer = ? AND l.open = 1 AND l.ends_at IS NOT NULL AND l.paused = 0
     GROUP BY l.ends_at, l.credit ORDER BY l.ends_at, l.credit LIMIT 1`,
    [customer],
  );
  const company = first(
    db,
    companySchema,
    `SELECT c.name, c.credit_sharing AS shares FROM team_members t JOIN customers c ON c.number = t.company
     WHERE t.person = ? ORDER BY c.credit_sharing DESC, c.name LIMIT 1`,
    [customer],
  );
  // Those that `customersWithMembership` counts: the list and its filter say the same.
  const membershipName = value(
    db,
    `SELECT coalesce(p.name, q.name) FROM memberships m LEFT JOIN plans p ON p.number = m.plan
     LEFT JOIN products q ON q.number = m.product WHERE m.customer = @customer AND (
       m.next_at IS NOT NULL OR m.paused_from IS NOT NULL OR m.number IN (SELECT l.membership
         FROM lots l INDEXED BY lots_with_credit WHERE l.customer = @customer AND l.open = 1 AND l.left > 0))
     ORDER BY (m.next_at IS NOT NULL OR m.paused_from IS NOT NULL) DESC, m.number DESC LIMIT 1`,
    { customer },
  ) as string | null;
  const companyName = company?.name ?? null;
  return { companyName, companyShares: company?.shares === 1, membershipName, credits, nextExpiry };
}
