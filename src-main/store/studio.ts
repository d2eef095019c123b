import { z } from 'zod';
import { all, type Db, first, run } from './database.ts';

const studioSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    timeZone: z.string(),
    currency: z.string(),
    locale: z.string(),
    freeCancellationHours: z.number(),
    lotMustCover: z.enum(['booking', 'session']),
    demo: z.number(),
    createdAt: z.number(),
  })
  .transform((row) => ({ ...row, demo: row.demo === 1 }));

/** The studio that owns the ledger. */
export type StudioRow = z.infer<typeof studioSchema>;

/** The studio, or null where none has been made. */
export function loadStudio(db: Db): StudioRow | null {
  return first(
    db,
    studioSchema,
    `SELECT id, name, time_zone AS timeZone, currency, locale, free_cancellation_hours AS freeCancellationHours,
       lot_must_cover AS lotMustCover, demo, created_at AS createdAt FROM studio`,
  );
}

/** Writes the studio of a new ledger. */
export function insertStudio(db: Db, studio: StudioRow & { deskId: string }): void {
  run(
    db,
    `INSERT INTO studio (only, id, desk_id, name, time_zone, currency, locale, free_cancellation_hours, lot_must_cover, demo, created_at)
     VALUES (1, @id, @deskId, @name, @timeZone, @currency, @locale, @freeCancellationHours, @lotMustCover, @demo, @createdAt)`,
    { ...studio, demo: Number(studio.demo) },
  );
}

/** Changes the studio's name and rules. */
export function updateStudio(db: Db, studio: Pick<StudioRow, 'name' | 'freeCancellationHours' | 'lotMustCover'>): void {
  const { name, freeCancellationHours, lotMustCover } = studio;
  run(db, 'UPDATE studio SET name = ?, free_cancellation_hours = ?, lot_must_cover = ?', [
    name,
    freeCancellationHours,
    lotMustCover,
  ]);
}

const staffSchema = z
  .object({
    number: z.number(),
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(['viewer', 'desk', 'manager']),
    pinHash: z.string(),
    active: z.number(),
    wrongPins: z.number(),
    lockedUntil: z.number().nullable(),
  })
  .transform((row) => ({ ...row, active: row.active === 1 }));

/** A person at the desk, with what signing in needs. */
export type StaffRow = z.infer<typeof staffSchema>;

const staffSql = `SELECT number, id, name, email, role, pin_hash AS pinHash, active, wrong_pins AS wrongPins,
  locked_until AS lockedUntil FROM staff`;
// Put together once: each text is the key that its prepared statement is found by.
const staffById = `${staffSql} WHERE id = ?`;

/** All staff, in the order of their making. */
export function loadStaff(db: Db): StaffRow[] {
  return all(db, staffSchema, `${staffSql} ORDER BY number`);
}

/** One of the staff by id, or null. */
export function loadStaffMember(db: Db, id: string): StaffRow | null {
  return first(db, staffSchema, staffById, [id]);
}

/** One of the staff by folded e-mail, or null. */
export function loadStaffByEmail(db: Db, emailFolded: string): StaffRow | null {
  return first(db, staffSchema, `${staffSql} WHERE email_folded = ?`, [emailFolded]);
}

/** Of the managers who have not left, the one who was made first, or null. */
export function loadFirstManager(db: Db): StaffRow | null {
  return first(db, staffSchema, `${staffSql} WHERE role = 'manager' AND active = 1 ORDER BY number LIMIT 1`);
}

/** Adds one of the staff. */
export function insertStaff(
  db: Db,
  staff: Pick<StaffRow, 'id' | 'name' | 'email' | 'role' | 'pinHash'> & { emailFolded: string },
): void {
  run(
    db,
    `INSERT INTO staff (id, name, email, email_folded, role, pin_hash) VALUES (@id, @name, @email, @emailFolded, @role, @pinHash)`,
    staff,
  );
}

/** Changes one of the staff. */
export function updateStaff(
  db: Db,
  staff: Pick<StaffRow, 'id' | 'name' | 'email' | 'role' | 'pinHash' | 'active'> & { emailFolded: string },
): void {
  run(
    db,
    `UPDATE staff SET name = @name, email = @email, email_folded = @emailFolded, role = @role, pin_hash = @pinHash,
       active = @active WHERE id = @id`,
    { ...staff, active: Number(staff.active) },
  );
}

/** Keeps how often a PIN was wrong, and until when signing in is locked. */
export function updateSignInTries(db: Db, id: string, wrongPins: number, lockedUntil: number | null): void {
  run(db, 'UPDATE staff SET wrong_pins = ?, locked_until = ? WHERE id = ?', [wrongPins, lockedUntil, id]);
}
