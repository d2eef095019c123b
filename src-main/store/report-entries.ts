import { z } from 'zod';
import { all, type Db } from './database.ts';
import { lastDayThenSql } from './usage-entries.ts';

/** Whole numbers, as the strict columns hold nothing else; checking that again for each of a million rows takes a tenth of a report's time. */
const integer = z.number();
const text = z.string();

const reportEntrySchema = z.object({
  number: integer,
  kind: integer,
  amount: integer,
  happenedAt: integer,
  lot: integer,
  customer: integer,
  credit: integer,
  usedBy: text.nullable(),
  staff: text.nullable(),
  bookingName: text.nullable(),
  bookingStartsAt: integer.nullable(),
  bookingState: text.nullable(),
  what: text.nullable(),
  reference: text.nullable(),
  memo: text.nullable(),
  reverses: integer.nullable(),
  lastDayThen: text.nullable(),
});

/** An entry with what a report's line shows of it; its lot and credit are looked up once for all their entries. */
export type ReportEntry = z.infer<typeof reportEntrySchema>;

/** The entries with these numbers, in the order given. */
export function loadReportEntries(db: Db, numbers: readonly number[]): ReportEntry[] {
  return all(
    db,
    reportEntrySchema,
    `SELECT e.number, e.kind, e.amount, e.happened_at AS happenedAt, e.lot, e.customer, e.credit, ub.text AS usedBy,
       sl.text AS staff, b.name AS bookingName, b.starts_at AS bookingStartsAt, b.state AS bookingState, w.text AS what,
       f.text AS reference, mm.text AS memo, e.reverses,
       ${lastDayThenSql} AS lastDayThen
     FROM json_each(?) j JOIN entries e ON e.number = j.value
       LEFT JOIN labels ub ON ub.number = e.used_by_label LEFT JOIN labels sl ON sl.number = e.staff_label
       LEFT JOIN bookings b ON b.number = e.booking LEFT JOIN labels w ON w.number = e.what
       LEFT JOIN labels f ON f.number = e.reference LEFT JOIN labels mm ON mm.number = e.memo
     ORDER BY j.key`,
    [JSON.stringify(numbers)],
  );
}
