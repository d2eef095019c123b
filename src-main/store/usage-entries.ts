import { z } from 'zod';
import { entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { all, type Db, first } from './database.ts';

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
  lastDayThen: text.nullable(),
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

/** The last day of an expiry's lot as it was then: what the entry that opened the lot said, or the last one before that moved it. */
export const lastDayThenSql = `CASE e.kind WHEN ${entryKinds.expiry.code} THEN (SELECT o.last_day_after FROM entries o
  WHERE o.lot = e.lot AND o.number < e.number AND (o.opens_lot = 1 OR o.last_day_before IS NOT o.last_day_after)
  ORDER BY o.number DESC LIMIT 1) END`;

/** An entry with all that a row of the detailed usage shows. */
export type EntryRecord = z.infer<typeof entrySchema>;

const entryColumns = `e.number, e.id, e.kind, e.amount, e.happened_at AS happenedAt, e.recorded_at AS recordedAt,
  e.customer, c.id AS customerId, c.name AS customerName, e.credit, k.id AS creditId, k.name AS creditName, k.kind AS creditKind,
  k.unit, k.decimals, e.lot, l.id AS lotId, l.source, sn.text AS sourceName, l.cycle, l.left AS lotLeft,
  l.last_day AS lotLastDay, ${lastDayThenSql} AS lastDayThen, l.ends_at AS lotEndsAt, l.paused AS lotPaused, m.id AS membershipId, ub.text AS usedBy,
  u.name AS usedByName, sl.text AS staff, st.name AS staffName, b.id AS bookingId, b.name AS bookingName,
  b.starts_at AS bookingStartsAt, b.ends_at AS bookingEndsAt, b.state AS bookingState, b.number AS bookingNumber,
  r.name AS resourceName, e.for_type AS forType, w.text AS what, f.text AS reference, mm.text AS memo, e.reverses,
  (SELECT number FROM entries WHERE reverses = e.number) AS reversedBy, e.external_id AS externalId`;

const entryJoins = `JOIN lots l ON l.number = e.lot JOIN labels sn ON sn.number = l.source_name
  JOIN customers c ON c.number = e.customer JOIN credits k ON k.number = e.credit
  LEFT JOIN memberships m ON m.number = e.membership LEFT JOIN customers u ON u.number = e.used_by
  LEFT JOIN labels ub ON ub.number = e.used_by_label LEFT JOIN staff st ON st.number = e.staff
  LEFT JOIN labels sl ON sl.number = e.staff_label LEFT JOIN bookings b ON b.number = e.booking
  LEFT JOIN resources r ON r.number = b.resource LEFT JOIN labels w ON w.number = e.what
  LEFT JOIN labels f ON f.number = e.reference LEFT JOIN labels mm ON mm.number = e.memo`;

/** The entries with these numbers, in the order given. */
export function loadEntries(db: Db, numbers: readonly number[]): EntryRecord[] {
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

const originsSchema = z.object({
  bookingExternalId: text.nullable(),
  lotExternalId: text.nullable(),
  /** The format of the import that made the lot. */
  lotFormat: text.nullable(),
  customerEmail: text.nullable(),
});

/** What another system called an entry's booking and lot, where they were imported; and its customer's e-mail address. */
export function loadEntryOrigins(db: Db, number: number): z.infer<typeof originsSchema> | null {
  return first(
    db,
    originsSchema,
    `SELECT b.external_id AS bookingExternalId, l.external_id AS lotExternalId, i.format AS lotFormat, c.email AS customerEmail
     FROM entries e JOIN lots l ON l.number = e.lot JOIN customers c ON c.number = e.customer
     LEFT JOIN bookings b ON b.number = e.booking
     JOIN entries o ON o.number = (SELECT min(n.number) FROM entries n WHERE n.lot = e.lot)
     JOIN transactions t ON t.number = o.tx LEFT JOIN imports i ON i.number = t.import WHERE e.number = ?`,
    [number],
  );
}
