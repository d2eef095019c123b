import { z } from 'zod';
import { type EntryKind, entryKindNames, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { all, type Db, first, statement, value } from './database.ts';
import { textCondition, wordsOf } from './text-search.ts';
import { entriesOfScope, lotsOfScope, type StoreScope } from './usage-scope.ts';

/** What narrows a list of entries, in the store's terms: instants in milliseconds, `before` excluded. */
export type EntryFilter = {
  readonly kinds: readonly EntryKind[];
  readonly creditKind: string | null;
  readonly status: 'current' | 'expired' | 'used_up' | null;
  readonly from: number | null;
  readonly before: number | null;
  readonly text: string | null;
  /** The instant that tells a lot's status. */
  readonly now: number;
};

/** Where a page begins: after this entry, going back in time. */
export type EntryCursor = { readonly happenedAt: number; readonly number: number };

const integer = z.number().int();
const text = z.string();

const entrySchema = z.object({
  number: integer,
  id: text,
  kind: integer,
  amount: integer,
  happenedAt: integer,
  recordedAt: integer,
  customer: integer,
  customerId: text,
  customerName: text,
  credit: integer,
  creditId: text,
  creditName: text,
  creditKind: z.enum(['session', 'time', 'money', 'printing', 'pass']),
  unit: text,
  decimals: integer,
  lot: integer,
  lotId: text,
  source: z.enum(['plan', 'product', 'manual', 'rollover', 'import']),
  sourceName: text,
  cycle: integer.nullable(),
  lotLeft: integer,
  lotLastDay: text.nullable(),
  lotEndsAt: integer.nullable(),
  lotPaused: integer,
  membershipId: text.nullable(),
  usedBy: text.nullable(),
  usedByName: text.nullable(),
  staff: text.nullable(),
  staffName: text.nullable(),
  bookingId: text.nullable(),
  bookingName: text.nullable(),
  bookingStartsAt: integer.nullable(),
  bookingEndsAt: integer.nullable(),
  bookingState: text.nullable(),
  bookingNumber: integer.nullable(),
  resourceName: text.nullable(),
  forType: text.nullable(),
  what: text.nullable(),
  reference: text.nullable(),
  memo: text.nullable(),
  reverses: integer.nullable(),
  reversedBy: integer.nullable(),
  externalId: text.nullable(),
});

/** An entry with all that a row of the detailed usage shows. */
export type EntryRecord = z.infer<typeof entrySchema>;

export const entryColumns = `e.number, e.id, e.kind, e.amount, e.happened_at AS happenedAt, e.recorded_at AS recordedAt,
  e.customer, c.id AS customerId, c.name AS customerName, e.credit, k.id AS creditId, k.name AS creditName, k.kind AS creditKind,
  k.unit, k.decimals, e.lot, l.id AS lotId, l.source, sn.text AS sourceName, l.cycle, l.left AS lotLeft,
  l.last_day AS lotLastDay, l.ends_at AS lotEndsAt, l.paused AS lotPaused, m.id AS membershipId, ub.text AS usedBy,
  u.name AS usedByName, sl.text AS staff, st.name AS staffName, b.id AS bookingId, b.name AS bookingName,
  b.starts_at AS bookingStartsAt, b.ends_at AS bookingEndsAt, b.state AS bookingState, b.number AS bookingNumber,
  r.name AS resourceName, e.for_type AS forType, w.text AS what, f.text AS reference, mm.text AS memo, e.reverses,
  (SELECT number FROM entries WHERE reverses = e.number) AS reversedBy, e.external_id AS externalId`;

export const entryJoins = `JOIN lots l ON l.number = e.lot JOIN labels sn ON sn.number = l.source_name
  JOIN customers c ON c.number = e.customer JOIN credits k ON k.number = e.credit
  LEFT JOIN memberships m ON m.number = e.membership LEFT JOIN customers u ON u.number = e.used_by
  LEFT JOIN labels ub ON ub.number = e.used_by_label LEFT JOIN staff st ON st.number = e.staff
  LEFT JOIN labels sl ON sl.number = e.staff_label LEFT JOIN bookings b ON b.number = e.booking
  LEFT JOIN resources r ON r.number = b.resource LEFT JOIN labels w ON w.number = e.what
  LEFT JOIN labels f ON f.number = e.reference LEFT JOIN labels mm ON mm.number = e.memo`;

type Where = { index: string; sql: string; params: Record<string, unknown> };

/** The condition of a scope and its filters on `entries e`, ready to stand behind WHERE. */
export function entriesWhere(db: Db, scope: StoreScope, filter: EntryFilter): Where {
  const { index, sql, params } = entriesOfScope(scope);
  const conditions = [sql];
  const bound: Record<string, unknown> = { ...params };
  if (filter.kinds.length < entryKindNames.length) {
    conditions.push(`e.kind IN (${filter.kinds.map((kind) => entryKinds[kind].code).join(', ')})`);
  }
  if (filter.creditKind !== null) {
    conditions.push('e.credit IN (SELECT number FROM credits WHERE kind = @creditKind)');
    bound.creditKind = filter.creditKind;
  }
  if (filter.status !== null) {
    conditions.push(statusCondition(scope));
    Object.assign(bound, { status: filter.status, now: filter.now });
  }
  if (filter.from !== null) {
    conditions.push('e.happened_at >= @from');
    bound.from = filter.from;
  }
  if (filter.before !== null) {
    conditions.push('e.happened_at < @before');
    bound.before = filter.before;
  }
  const text = textCondition(db, filter.text);
  if (text) {
    conditions.push(text.sql);
    Object.assign(bound, text.params);
  }
  return { index, sql: conditions.join(' AND '), params: bound };
}

const statusSql = `CASE WHEN l.left > 0 THEN 'current'
  WHEN l.ends_at IS NOT NULL AND l.paused = 0 AND l.ends_at <= @now THEN 'expired' ELSE 'used_up' END = @status`;

/** Few lots are listed once; the studio's many are looked up as they come. */
function statusCondition(scope: StoreScope): string {
  if (scope.of === 'studio') return `EXISTS (SELECT 1 FROM lots l WHERE l.number = e.lot AND ${statusSql})`;
  return `e.lot IN (SELECT l.number FROM lots l WHERE ${lotsOfScope(scope).sql} AND ${statusSql})`;
}

/** One page of entries, newest first (`happened_at`, then number), going back from a cursor. */
export function loadEntries(
  db: Db,
  scope: StoreScope,
  filter: EntryFilter,
  limit: number,
  cursor: EntryCursor | null,
): EntryRecord[] {
  const where = entriesWhere(db, scope, filter);
  const after = cursor ? ' AND (e.happened_at, e.number) < (@cursorAt, @cursorNumber)' : '';
  const page = `SELECT e.number FROM entries e INDEXED BY ${where.index} WHERE ${where.sql}${after}
    ORDER BY e.happened_at DESC, e.number DESC LIMIT @limit`;
  const numbers = statement(db, page)
    .pluck(true)
    .all({ ...where.params, limit, ...(cursor ? { cursorAt: cursor.happenedAt, cursorNumber: cursor.number } : {}) });
  if (numbers.length === 0) return [];
  return all(
    db,
    entrySchema,
    `SELECT ${entryColumns} FROM json_each(?) j JOIN entries e ON e.number = j.value ${entryJoins} ORDER BY j.key`,
    [JSON.stringify(numbers)],
  );
}

/** The entry with a number, or null. */
export function loadEntry(db: Db, number: number): EntryRecord | null {
  return first(db, entrySchema, `SELECT ${entryColumns} FROM entries e ${entryJoins} WHERE e.number = ?`, [number]);
}

const countSchema = z.object({ kind: integer, entries: integer });

/** How many entries of a scope pass the filter, per kind. */
export function countEntries(db: Db, scope: StoreScope, filter: EntryFilter): Map<number, number> {
  if (areKeptTotals(scope, filter)) return keptTotals(db, filter);
  const where = entriesWhere(db, scope, filter);
  const rows = all(
    db,
    countSchema,
    `SELECT e.kind, count(*) AS entries FROM entries e INDEXED BY ${where.index} WHERE ${where.sql} GROUP BY e.kind`,
    where.params,
  );
  return new Map(rows.map((row) => [row.kind, row.entries]));
}

/** How many entries of a scope pass the filter. Quicker than the sum of the kinds, which have to be sorted apart. */
export function totalEntries(db: Db, scope: StoreScope, filter: EntryFilter): number {
  if (areKeptTotals(scope, filter))
    return [...keptTotals(db, filter).values()].reduce((sum, entries) => sum + entries, 0);
  const where = entriesWhere(db, scope, filter);
  const sql = `SELECT count(*) FROM entries e INDEXED BY ${where.index} WHERE ${where.sql}`;
  return value(db, sql, where.params) as number;
}

/** True where the totals that the ledger keeps per credit and kind have the answer. */
function areKeptTotals(scope: StoreScope, { status, from, before, text }: EntryFilter): boolean {
  return scope.of === 'studio' && status === null && from === null && before === null && wordsOf(text).length === 0;
}

function keptTotals(db: Db, filter: EntryFilter): Map<number, number> {
  const codes = new Set(filter.kinds.map((kind) => entryKinds[kind].code) as number[]);
  const sql = `SELECT kind, sum(entries) AS entries FROM credit_totals
    WHERE @creditKind IS NULL OR credit IN (SELECT number FROM credits WHERE kind = @creditKind) GROUP BY kind`;
  const rows = all(db, countSchema, sql, { creditKind: filter.creditKind });
  return new Map(rows.filter((row) => codes.has(row.kind)).map((row) => [row.kind, row.entries]));
}

/** What of an entry tells its balance. */
export type BalancedEntry = Pick<EntryRecord, 'number' | 'happenedAt' | 'customer' | 'credit'>;

/**
 * Tells the balance after each entry, page by page, newest first: what the scope's lots held of the entry's credit; in the
 * scope of the whole studio, what the lot's owner held of it. One teller goes through one list, from its beginning or from
 * any entry of it.
 */
export function balanceTeller(db: Db, scope: StoreScope): (entries: readonly BalancedEntry[]) => number[] {
  const groups = new Map<string, { scope: StoreScope; credit: number; later: EntryCursor | null; balance: number }>();
  const balanceAfter = (entry: BalancedEntry): number => {
    const groupScope: StoreScope =
      scope.of === 'studio' ? { of: 'customer', customer: entry.customer, credit: null } : scope;
    const key = scope.of === 'studio' ? `${entry.customer} ${entry.credit}` : String(entry.credit);
    const group = groups.get(key) ?? {
      scope: groupScope,
      credit: entry.credit,
      later: null,
      balance: leftIn(db, groupScope, entry.credit),
    };
    const balance = group.balance - sumBetween(db, group.scope, entry.credit, entry, group.later);
    groups.set(key, { ...group, later: entry, balance });
    return balance;
  };
  return (entries) => entries.map(balanceAfter);
}

function leftIn(db: Db, scope: StoreScope, credit: number): number {
  const { sql, params } = lotsOfScope(scope);
  const sum = value(db, `SELECT coalesce(sum(l.left), 0) FROM lots l WHERE ${sql} AND l.credit = @ofCredit`, {
    ...params,
    ofCredit: credit,
  });
  return sum as number;
}

/** The sum of a scope's entries of a credit that come after one entry, up to another (included), or to the newest. */
function sumBetween(db: Db, scope: StoreScope, credit: number, after: EntryCursor, upTo: EntryCursor | null): number {
  const { index, sql, params } = entriesOfScope(scope);
  const end = upTo ? ' AND (e.happened_at, e.number) <= (@upToAt, @upToNumber)' : '';
  const sum = value(
    db,
    `SELECT coalesce(sum(e.amount), 0) FROM entries e INDEXED BY ${index} WHERE ${sql} AND e.credit = @ofCredit
       AND (e.happened_at, e.number) > (@afterAt, @afterNumber)${end}`,
    {
      ...params,
      ofCredit: credit,
      afterAt: after.happenedAt,
      afterNumber: after.number,
      ...(upTo ? { upToAt: upTo.happenedAt, upToNumber: upTo.number } : {}),
    },
  );
  return sum as number;
}
