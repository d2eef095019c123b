import { z } from 'zod';
import type { Lot } from '../../src-shared/ledger/lot.ts';
import { all, type Db, first, run } from './database.ts';

const lotColumns = `l.number, l.id, l.customer, l.credit, l.source, s.text AS sourceName, l.membership, l.cycle, l.benefit,
  l.rolls, l.may_roll AS mayRoll, l.rolled_from AS rolledFrom, l.valid_from AS validFrom, l.last_day AS lastDay,
  l.ends_at AS endsAt, l.left, l.paused, l.granted`;
const lotTables = 'lots l JOIN labels s ON s.number = l.source_name';

// Texts that are put together once: each is the key that its prepared statement is found by.
const ofMembershipSql = `SELECT ${lotColumns} FROM ${lotTables} WHERE l.membership = ? ORDER BY l.number`;
const ofCycleSql = `SELECT ${lotColumns} FROM ${lotTables} WHERE l.membership = ? AND l.cycle = ? ORDER BY l.number`;
const dueSql = `SELECT ${lotColumns} FROM lots l INDEXED BY lots_due JOIN labels s ON s.number = l.source_name
  WHERE l.ends_at = ? AND l.ends_at IS NOT NULL AND l.open = 1 AND l.paused = 0 AND l.left > 0 ORDER BY l.membership, l.number LIMIT ?`;
const byNumberSql = `SELECT ${lotColumns} FROM ${lotTables} WHERE l.number = ?`;
const byIdSql = `SELECT ${lotColumns} FROM ${lotTables} WHERE l.id = ?`;
const withCreditSql = `SELECT ${lotColumns} FROM lots l INDEXED BY lots_with_credit JOIN labels s ON s.number = l.source_name
     WHERE l.customer = @customer AND l.open = 1 AND (@credit IS NULL OR l.credit = @credit)
       AND (@membership IS NULL OR l.membership = @membership) AND (@lot IS NULL OR l.number = @lot)
     ORDER BY l.number`;

const integer = z.number().int();
const lotSchema = z
  .object({
    number: integer,
    id: z.string(),
    customer: integer,
    credit: integer,
    source: z.enum(['plan', 'product', 'manual', 'rollover', 'import']),
    sourceName: z.string(),
    membership: integer.nullable(),
    cycle: integer.nullable(),
    benefit: integer.nullable(),
    rolls: integer,
    mayRoll: integer,
    rolledFrom: integer.nullable(),
    validFrom: integer,
    lastDay: z.string().nullable(),
    endsAt: integer.nullable(),
    left: integer,
    paused: integer,
    granted: integer,
  })
  // The store's numbers become the domain's branded ones here, and only here.
  .transform((row) => ({ ...row, mayRoll: row.mayRoll === 1, paused: row.paused === 1 }) as unknown as StoredLot);

/** A lot as it stands, with its id and what it began with. */
export type StoredLot = Lot & { readonly id: string; readonly granted: number };

/** The lot with an id, or null. */
export function loadLot(db: Db, id: string): StoredLot | null {
  return first(db, lotSchema, byIdSql, [id]);
}

/** The lot with a number, or null. */
export function loadLotByNumber(db: Db, number: number): StoredLot | null {
  return first(db, lotSchema, byNumberSql, [number]);
}

/** What of a customer's lots with something left may be asked for; undefined: any. */
export type LotWish = {
  readonly credit?: number | undefined;
  readonly membership?: number | undefined;
  readonly lot?: number | undefined;
};

/** A customer's lots with something left, by number. */
export function loadLotsWithCredit(db: Db, customer: number, wish: LotWish = {}): StoredLot[] {
  return all(db, lotSchema, withCreditSql, {
    customer,
    credit: wish.credit ?? null,
    membership: wish.membership ?? null,
    lot: wish.lot ?? null,
  });
}

/** The lots of a membership's cycle, or, without one, of the whole membership, by number. */
export function loadLotsOfMembership(db: Db, membership: number, cycle?: number): StoredLot[] {
  if (cycle === undefined) return all(db, lotSchema, ofMembershipSql, [membership]);
  return all(db, lotSchema, ofCycleSql, [membership, cycle]);
}

/** What a list of a customer's lots is narrowed to. `now`: the instant that tells their status. */
export type LotFilter = {
  readonly customer: number;
  readonly now: number;
  readonly status?: 'current' | 'expired' | 'used_up' | undefined;
  readonly credit?: number | undefined;
  readonly membership?: number | undefined;
};

const statusSql = `CASE WHEN l.left > 0 THEN 'current' WHEN l.ends_at IS NOT NULL AND l.paused = 0 AND l.ends_at <= @now THEN 'expired' ELSE 'used_up' END`;
const filterSql = `l.customer = @customer AND (@credit IS NULL OR l.credit = @credit)
  AND (@membership IS NULL OR l.membership = @membership) AND (@status IS NULL OR ${statusSql} = @status)`;

const totalSchema = z.object({ total: integer });

/** One page of a customer's lots, newest first, and how many there are. */
export function listLots(
  db: Db,
  filter: LotFilter,
  limit: number,
  offset: number,
): { rows: StoredLot[]; total: number } {
  const params = { status: null, credit: null, membership: null, ...withoutUndefined(filter) };
  const rows = all(
    db,
    lotSchema,
    `SELECT ${lotColumns} FROM ${lotTables} WHERE ${filterSql} ORDER BY l.number DESC LIMIT @limit OFFSET @offset`,
    { ...params, limit, offset },
  );
  const counted = first(db, totalSchema, `SELECT count(*) AS total FROM lots l WHERE ${filterSql}`, params);
  return { rows, total: counted?.total ?? 0 };
}

/** Marks a membership's lots as paused (those whose last day is not over before `from`), or runs them again. */
export function setLotsPaused(db: Db, membership: number, paused: boolean, from: number): void {
  if (paused) {
    run(db, 'UPDATE lots SET paused = 1 WHERE membership = ? AND (ends_at IS NULL OR ends_at >= ?)', [
      membership,
      from,
    ]);
  } else {
    run(db, 'UPDATE lots SET paused = 0 WHERE membership = ? AND paused = 1', [membership]);
  }
}

/** Lets a lot whose last day was moved wait with its membership, where that is paused: it may have been over when the pause began. */
export function pauseWithMembership(db: Db, lot: number): void {
  const sql = `UPDATE lots SET paused = 1 WHERE number = ? AND paused = 0 AND EXISTS
    (SELECT 1 FROM memberships m WHERE m.number = lots.membership AND m.paused_from IS NOT NULL AND m.pause_at IS NULL)`;
  run(db, sql, [lot]);
}

/** The lots whose last day is over at an instant with something left, by membership, then by number; at most `limit`. */
export function loadLotsDue(db: Db, at: number, limit: number): StoredLot[] {
  return all(db, lotSchema, dueSql, [at, limit]);
}

const laterSchema = z.object({ least: integer, lastAt: integer });

/** The least that a lot has from an instant on, and when its last entry happened: what can leave it then without taking it below zero later. */
export function loadLeftFrom(db: Db, lot: number, from: number): z.infer<typeof laterSchema> {
  const later = first(
    db,
    laterSchema,
    `SELECT min(left) AS least, max(at) AS lastAt FROM (
       SELECT happened_at AS at, sum(amount) OVER in_time AS left, lead(happened_at) OVER in_time AS until
       FROM entries WHERE lot = ? WINDOW in_time AS (ORDER BY happened_at, number))
     WHERE until IS NULL OR until > ?`,
    [lot, from],
  );
  if (!later) throw new Error(`lot ${lot} has no entries`);
  return later;
}

function withoutUndefined<Value extends object>(object: Value): Value {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Value;
}
