import { z } from 'zod';
import type { BookingState } from '../../src-shared/ledger/cancellation.ts';
import { entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { all, type Db, first, run, value } from './database.ts';

const bookingSchema = z.object({
  number: z.number(),
  id: z.string(),
  customer: z.number(),
  customerId: z.string(),
  name: z.string(),
  resource: z.number().nullable(),
  resourceId: z.string().nullable(),
  resourceName: z.string().nullable(),
  startsAt: z.number(),
  endsAt: z.number(),
  bookedAt: z.number(),
  bookedBy: z.string(),
  creditId: z.string().nullable(),
  cost: z.number(),
  state: z.enum(['booked', 'cancelled', 'cancelled_late', 'attended', 'no_show']),
});

/** A booking as the store keeps it. */
export type BookingRow = z.infer<typeof bookingSchema>;

const bookingSql = `SELECT b.number, b.id, b.customer, c.id AS customerId, b.name, b.resource, r.id AS resourceId,
  r.name AS resourceName, b.starts_at AS startsAt, b.ends_at AS endsAt, b.booked_at AS bookedAt, b.booked_by AS bookedBy,
  k.id AS creditId, b.cost, b.state FROM bookings b JOIN customers c ON c.number = b.customer
  LEFT JOIN resources r ON r.number = b.resource LEFT JOIN credits k ON k.number = b.credit`;
// Put together once: each text is the key that its prepared statement is found by.
const bookingById = `${bookingSql} WHERE b.id = ?`;

/** The booking with an id, or null. */
export function loadBooking(db: Db, id: string): BookingRow | null {
  return first(db, bookingSchema, bookingById, [id]);
}

/** Which bookings of a customer's list: `toComeFrom` (an instant in milliseconds) puts those that end after it first. */
export type BookingsWish = { readonly limit: number; readonly offset: number; readonly toComeFrom: number | null };

const toComeSql = `b.customer = @customer AND b.state = 'booked' AND b.ends_at > @toComeFrom`;
const otherSql = `b.customer = @customer AND NOT (b.state = 'booked' AND b.ends_at > @toComeFrom)`;
const latestSql = 'ORDER BY b.starts_at DESC, b.number DESC LIMIT @limit OFFSET @offset';
const allLatest = `${bookingSql} WHERE b.customer = @customer ${latestSql}`;
const otherLatest = `${bookingSql} WHERE ${otherSql} ${latestSql}`;
const toComeNext = `${bookingSql} WHERE ${toComeSql} ORDER BY b.starts_at, b.number LIMIT @limit OFFSET @offset`;
const toComeCount = `SELECT count(*) FROM bookings b WHERE ${toComeSql}`;

/**
 * One page of a customer's bookings, latest start first, and how many there are; where `toComeFrom` says so, those to come stand
 * before all others, the next one first.
 */
export function listBookings(db: Db, customer: number, wish: BookingsWish): { rows: BookingRow[]; total: number } {
  const total = value(db, 'SELECT count(*) FROM bookings WHERE customer = ?', [customer]) as number;
  const { limit, offset, toComeFrom } = wish;
  if (toComeFrom === null) return { rows: all(db, bookingSchema, allLatest, { customer, limit, offset }), total };
  const toCome = all(db, bookingSchema, toComeNext, { customer, toComeFrom, limit, offset });
  if (toCome.length === limit) return { rows: toCome, total };
  const before = value(db, toComeCount, { customer, toComeFrom }) as number;
  const page = { limit: limit - toCome.length, offset: Math.max(0, offset - before) };
  return { rows: [...toCome, ...all(db, bookingSchema, otherLatest, { customer, toComeFrom, ...page })], total };
}

/** What a new booking comes with; `externalId`: the id that it had where it was imported from. */
export type NewBooking = Pick<
  BookingRow,
  'id' | 'customer' | 'name' | 'resource' | 'startsAt' | 'endsAt' | 'bookedAt' | 'bookedBy' | 'cost'
> & {
  readonly credit: number | null;
  readonly externalId?: string | null;
};

/** Adds a booking; its number. */
export function insertBooking(db: Db, booking: NewBooking): number {
  return run(
    db,
    `INSERT INTO bookings (id, customer, name, resource, starts_at, ends_at, booked_at, booked_by, credit, cost, state, external_id)
     VALUES (@id, @customer, @name, @resource, @startsAt, @endsAt, @bookedAt, @bookedBy, @credit, @cost, 'booked', @externalId)`,
    { ...booking, externalId: booking.externalId ?? null },
  ).row;
}

/** Sets a booking's state. */
export function updateBookingState(db: Db, number: number, state: BookingState): void {
  run(db, 'UPDATE bookings SET state = ? WHERE number = ?', [state, number]);
}

const windowSql = `SELECT p.free_cancellation_hours FROM entries e JOIN lots l ON l.number = e.lot
  LEFT JOIN memberships m ON m.number = l.membership LEFT JOIN plans p ON p.number = m.plan
  WHERE e.booking = ? AND e.kind = ${entryKinds.use.code} ORDER BY e.number LIMIT 1`;

/** The hours of the plan that paid for a booking first, until which cancelling it is free; null where it has none of its own. */
export function loadPlanWindow(db: Db, booking: number): number | null {
  return value(db, windowSql, [booking]) as number | null;
}

const useSchema = z.object({
  lot: z.number(),
  amount: z.number(),
  usedBy: z.number().nullable(),
  usedByLabel: z.string().nullable(),
});

/** What a booking was paid with, each lot once, in the order of spending: lot and amount (> 0), and who used it first (SQLite takes what is not summed from the row that `min` names). */
export function loadBookingUses(db: Db, booking: number): z.infer<typeof useSchema>[] {
  return all(
    db,
    useSchema,
    `SELECT e.lot, -sum(e.amount) AS amount, e.used_by AS usedBy, t.text AS usedByLabel, min(e.number) FROM entries e
     LEFT JOIN labels t ON t.number = e.used_by_label WHERE e.booking = ? AND e.kind = ${entryKinds.use.code}
     GROUP BY e.lot ORDER BY min(e.number)`,
    [booking],
  );
}

const paymentSchema = z.object({
  lotId: z.string(),
  amount: z.number(),
  source: z.enum(['plan', 'product', 'manual', 'rollover', 'import']),
  sourceName: z.string(),
  lastDay: z.string().nullable(),
  ownerName: z.string(),
  shared: z.number().transform((isShared) => isShared === 1),
});

/** The lots that paid a booking, each once with all that it paid, in the order of spending; `shared`: somebody else's than who booked. */
export function loadPayments(db: Db, booking: number): z.infer<typeof paymentSchema>[] {
  return all(
    db,
    paymentSchema,
    `SELECT l.id AS lotId, sum(-e.amount) AS amount, l.source, s.text AS sourceName, l.last_day AS lastDay, c.name AS ownerName,
       l.customer <> b.customer AS shared
     FROM entries e JOIN lots l ON l.number = e.lot JOIN labels s ON s.number = l.source_name
       JOIN customers c ON c.number = l.customer JOIN bookings b ON b.number = e.booking
     WHERE e.booking = ? AND e.kind = ${entryKinds.use.code} GROUP BY e.lot ORDER BY min(e.number)`,
    [booking],
  );
}
