import { z } from 'zod';
import { entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { all, type Db, value } from './database.ts';

const creditSchema = z.object({
  credit: z.number(),
  creditId: z.string(),
  name: z.string(),
  kind: z.enum(['session', 'time', 'money', 'printing', 'pass']),
  unit: z.string(),
  decimals: z.number(),
  left: z.number(),
  received: z.number(),
  rolledIn: z.number(),
});

/** What the lots of a membership (or of one of its cycles) received and have left, per credit. */
export type MembershipCredit = z.infer<typeof creditSchema>;

/** Per credit what a membership's lots, or with a cycle those of that cycle, received and have left. */
export function loadMembershipCredits(db: Db, membership: number, cycle: number | null): MembershipCredit[] {
  return all(
    db,
    creditSchema,
    `SELECT k.number AS credit, k.id AS creditId, k.name, k.kind, k.unit, k.decimals, sum(l.left) AS left,
       sum(l.starting + l.rollover + max(l.manual, 0)) AS received, sum(l.rollover) AS rolledIn
     FROM lots l JOIN credits k ON k.number = l.credit
     WHERE l.membership = @membership AND (@cycle IS NULL OR l.cycle = @cycle) GROUP BY k.number ORDER BY k.number`,
    { membership, cycle },
  );
}

/** When a membership's credit was last used, or null. */
export function loadLastUse(db: Db, membership: number): number | null {
  return value(
    db,
    `SELECT max(e.happened_at) FROM lots l CROSS JOIN entries e INDEXED BY entries_by_lot ON e.lot = l.number
     WHERE l.membership = ? AND e.kind = ${entryKinds.use.code}`,
    [membership],
  ) as number | null;
}
