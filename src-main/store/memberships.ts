import { z } from 'zod';
import type { Cycle } from '../../src-shared/ledger/cycles.ts';
import { all, type Db, first, run, value } from './database.ts';

const membershipSchema = z.object({
  number: z.number(),
  id: z.string(),
  customer: z.number(),
  customerId: z.string(),
  plan: z.number().nullable(),
  planId: z.string().nullable(),
  product: z.number().nullable(),
  productId: z.string().nullable(),
  name: z.string(),
  every: z.number().nullable(),
  unit: z.enum(['day', 'week', 'month', 'year']).nullable(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  shiftedDays: z.number(),
  pausedFrom: z.string().nullable(),
  pauseAt: z.number().nullable(),
  resumesOn: z.string().nullable(),
  resumeAt: z.number().nullable(),
  cycle: z.number(),
  nextOn: z.string().nullable(),
  nextAt: z.number().nullable(),
  createdAt: z.number(),
});

/** A membership as the store keeps it, with its plan's or product's name and cycle length. */
export type MembershipRow = z.infer<typeof membershipSchema>;

const membershipSql = `SELECT m.number, m.id, m.customer, c.id AS customerId, m.plan, p.id AS planId, m.product,
  q.id AS productId, coalesce(p.name, q.name) AS name, p.every, p.unit, m.starts_on AS startsOn, m.ends_on AS endsOn,
  m.shifted_days AS shiftedDays, m.paused_from AS pausedFrom, m.pause_at AS pauseAt, m.resumes_on AS resumesOn,
  m.resume_at AS resumeAt, m.cycle, m.next_on AS nextOn, m.next_at AS nextAt, m.created_at AS createdAt
  FROM memberships m JOIN customers c ON c.number = m.customer LEFT JOIN plans p ON p.number = m.plan
  LEFT JOIN products q ON q.number = m.product`;
// Put together once: each text is the key that its prepared statement is found by.
const membershipById = `${membershipSql} WHERE m.id = ?`;
const dueSql = (due: string) =>
  `${membershipSql} WHERE m.${due} = ? AND m.${due} IS NOT NULL AND m.number > ? ORDER BY m.number LIMIT ?`;
const dueBy = { next_at: dueSql('next_at'), pause_at: dueSql('pause_at'), resume_at: dueSql('resume_at') };
const membershipByNumber = `${membershipSql} WHERE m.number = ?`;

/** The membership with an id, or null. */
export function loadMembership(db: Db, id: string): MembershipRow | null {
  return first(db, membershipSchema, membershipById, [id]);
}

/** The membership with a number, or null. */
export function loadMembershipByNumber(db: Db, number: number): MembershipRow | null {
  return first(db, membershipSchema, membershipByNumber, [number]);
}

/** One page of a customer's memberships, newest first, and how many there are. */
export function listMemberships(
  db: Db,
  customer: number,
  limit: number,
  offset: number,
): { rows: MembershipRow[]; total: number } {
  const rows = all(
    db,
    membershipSchema,
    `${membershipSql} WHERE m.customer = ? ORDER BY m.number DESC LIMIT ? OFFSET ?`,
    [customer, limit, offset],
  );
  return { rows, total: value(db, 'SELECT count(*) FROM memberships WHERE customer = ?', [customer]) as number };
}

/** What may be due in memberships at an instant; at most `limit`, by number, after `cursor`. */
export function loadMembershipsDue(
  db: Db,
  due: 'next_at' | 'pause_at' | 'resume_at',
  at: number,
  cursor: number,
  limit: number,
): MembershipRow[] {
  return all(db, membershipSchema, dueBy[due], [at, cursor, limit]);
}

/** Adds a membership; its number. */
export function insertMembership(
  db: Db,
  membership: Pick<
    MembershipRow,
    'id' | 'customer' | 'plan' | 'product' | 'startsOn' | 'nextOn' | 'nextAt' | 'createdAt'
  >,
): number {
  return run(
    db,
    `INSERT INTO memberships (id, customer, plan, product, starts_on, next_on, next_at, created_at)
     VALUES (@id, @customer, @plan, @product, @startsOn, @nextOn, @nextAt, @createdAt)`,
    membership,
  ).row;
}

/** Writes what of a membership changes over its life. */
export function updateMembership(db: Db, membership: MembershipRow): void {
  run(
    db,
    `UPDATE memberships SET ends_on = ?, shifted_days = ?, paused_from = ?, pause_at = ?, resumes_on = ?, resume_at = ?,
       cycle = ?, next_on = ?, next_at = ? WHERE number = ?`,
    [
      membership.endsOn,
      membership.shiftedDays,
      membership.pausedFrom,
      membership.pauseAt,
      membership.resumesOn,
      membership.resumeAt,
      membership.cycle,
      membership.nextOn,
      membership.nextAt,
      membership.number,
    ],
  );
}

const cycleSchema = z
  .object({ number: z.number(), startsOn: z.string(), lastDay: z.string() })
  .transform((row) => row as unknown as Cycle);

/** The cycles of a membership that have started, in order. */
export function loadCycles(db: Db, membership: number): Cycle[] {
  return all(
    db,
    cycleSchema,
    'SELECT number, starts_on AS startsOn, last_day AS lastDay FROM cycles WHERE membership = ? ORDER BY number',
    [membership],
  );
}

/** One cycle of a membership, or null where it has not started. */
export function loadCycle(db: Db, membership: number, number: number): Cycle | null {
  return first(
    db,
    cycleSchema,
    'SELECT number, starts_on AS startsOn, last_day AS lastDay FROM cycles WHERE membership = ? AND number = ?',
    [membership, number],
  );
}

/** Keeps a cycle's days; a cycle that is there gets the new last day. */
export function saveCycle(db: Db, membership: number, cycle: Cycle): void {
  run(
    db,
    `INSERT INTO cycles (membership, number, starts_on, last_day) VALUES (?, ?, ?, ?)
     ON CONFLICT (membership, number) DO UPDATE SET last_day = excluded.last_day`,
    [membership, cycle.number, cycle.startsOn, cycle.lastDay],
  );
}
