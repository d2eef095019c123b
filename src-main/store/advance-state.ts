import { z } from 'zod';
import { entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { all, type Db, first, run, value } from './database.ts';

const stateSchema = z.object({
  advancedTo: z.number(),
  instant: z.number().nullable(),
  phase: z.number().nullable(),
  cursor: z.number().nullable(),
});

/** How far everything due has been posted; `instant`, `phase` and `cursor` where a catch-up stopped in the middle of an instant. */
export type AdvanceState = z.infer<typeof stateSchema>;

/** The state of advancing; a ledger that never advanced has been advanced to 0. */
export function loadAdvanceState(db: Db): AdvanceState {
  return (
    first(db, stateSchema, 'SELECT advanced_to AS advancedTo, instant, phase, cursor FROM advance_state') ?? {
      advancedTo: 0,
      instant: null,
      phase: null,
      cursor: null,
    }
  );
}

/** Keeps the state of advancing. */
export function saveAdvanceState(db: Db, state: AdvanceState): void {
  run(
    db,
    `INSERT INTO advance_state (only, advanced_to, instant, phase, cursor) VALUES (1, @advancedTo, @instant, @phase, @cursor)
     ON CONFLICT (only) DO UPDATE SET advanced_to = excluded.advanced_to, instant = excluded.instant, phase = excluded.phase,
       cursor = excluded.cursor`,
    state,
  );
}

/** The earliest instant at which something is due (a cycle, an expiry, a pause, a resumption), or null. Each part is one look into an index; a lot that only a damaged ledger calls open has nothing due. */
export function nextDueInstant(db: Db): number | null {
  return value(
    db,
    `SELECT min(at) FROM (
       SELECT (SELECT next_at FROM memberships WHERE next_at IS NOT NULL ORDER BY next_at LIMIT 1) AS at
       UNION ALL SELECT (SELECT pause_at FROM memberships WHERE pause_at IS NOT NULL ORDER BY pause_at LIMIT 1)
       UNION ALL SELECT (SELECT resume_at FROM memberships WHERE resume_at IS NOT NULL ORDER BY resume_at LIMIT 1)
       UNION ALL SELECT (SELECT ends_at FROM lots WHERE open = 1 AND ends_at IS NOT NULL AND paused = 0 AND left > 0 ORDER BY ends_at LIMIT 1))`,
  ) as number | null;
}

/** How many postings are due up to an instant, roughly: what progress is told against. */
export function countDue(db: Db, to: number): number {
  return value(
    db,
    `SELECT (SELECT count(*) FROM memberships WHERE next_at IS NOT NULL AND next_at <= @to)
       + (SELECT count(*) FROM lots WHERE open = 1 AND ends_at IS NOT NULL AND paused = 0 AND left > 0 AND ends_at <= @to)`,
    { to },
  ) as number;
}

const rolledSchema = z.object({ lot: z.number(), amount: z.number() });

/** What left the lots of a membership's cycle by rollover at an instant, by lot number: amounts > 0. */
export function loadRolledOut(db: Db, membership: number, cycle: number, at: number): z.infer<typeof rolledSchema>[] {
  return all(
    db,
    rolledSchema,
    `SELECT e.lot, -e.amount AS amount FROM lots l CROSS JOIN entries e INDEXED BY entries_by_lot ON e.lot = l.number
     WHERE l.membership = @membership AND l.cycle = @cycle AND e.happened_at = @at AND e.kind = ${entryKinds.rollover_out.code}
     ORDER BY e.lot`,
    { membership, cycle, at },
  );
}

const arrivingSchema = z.object({ credit: z.number(), amount: z.number() });

/** What has left the ending cycles of the memberships that are due at an instant and has not arrived in their next: a line for each lot, amounts > 0. */
export function loadArriving(db: Db, at: number): z.infer<typeof arrivingSchema>[] {
  return all(
    db,
    arrivingSchema,
    `SELECT e.credit, -e.amount AS amount FROM memberships m
       CROSS JOIN lots l INDEXED BY lots_by_membership ON l.membership = m.number AND l.cycle = m.cycle
       CROSS JOIN entries e INDEXED BY entries_by_lot ON e.lot = l.number
     WHERE m.next_at = @at AND e.happened_at = @at AND e.kind = ${entryKinds.rollover_out.code}
       AND NOT EXISTS (SELECT 1 FROM lots r INDEXED BY lots_by_membership
         WHERE r.membership = m.number AND r.cycle = m.cycle + 1 AND r.rolled_from = l.number)`,
    { at },
  );
}
