import { z } from 'zod';
import { all, type Db, first } from './database.ts';

const integer = z.number().int();
const text = z.string();

const reportLotSchema = z.object({
  number: integer,
  id: text,
  customerId: text,
  customerName: text,
  creditId: text,
  creditName: text,
  creditKind: z.enum(['session', 'time', 'money', 'printing', 'pass']),
  unit: text,
  decimals: integer,
  source: z.enum(['plan', 'product', 'manual', 'rollover', 'import']),
  sourceName: text,
  membershipId: text.nullable(),
  cycle: integer.nullable(),
  granted: integer,
  left: integer,
  validFrom: integer,
  lastDay: text.nullable(),
  endsAt: integer.nullable(),
  paused: integer.transform((paused) => paused === 1),
});

/** A lot with the names that a report shows. Instants in milliseconds. */
export type ReportLot = z.infer<typeof reportLotSchema>;

/** The lots with these numbers, in the order given. */
export function loadReportLots(db: Db, numbers: readonly number[]): ReportLot[] {
  return all(
    db,
    reportLotSchema,
    `SELECT l.number, l.id, c.id AS customerId, c.name AS customerName, k.id AS creditId, k.name AS creditName,
       k.kind AS creditKind, k.unit, k.decimals, l.source, s.text AS sourceName, m.id AS membershipId, l.cycle, l.granted,
       l.left, l.valid_from AS validFrom, l.last_day AS lastDay, l.ends_at AS endsAt, l.paused
     FROM json_each(?) j JOIN lots l ON l.number = j.value JOIN labels s ON s.number = l.source_name
       JOIN customers c ON c.number = l.customer JOIN credits k ON k.number = l.credit
       LEFT JOIN memberships m ON m.number = l.membership ORDER BY j.key`,
    [JSON.stringify(numbers)],
  );
}

const headSchema = z.object({ number: integer, hash: z.instanceof(Uint8Array) });

/** How many entries the ledger holds, and the last one's hash in lower-case hex; null where it holds none. */
export function loadLedgerHead(db: Db): { entries: number; head: string | null } {
  const last = first(db, headSchema, 'SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1');
  return last ? { entries: last.number, head: Buffer.from(last.hash).toString('hex') } : { entries: 0, head: null };
}
