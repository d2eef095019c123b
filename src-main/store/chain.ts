import { hash } from 'node:crypto';
import type { EntryKind } from '../../src-shared/ledger/entry-kinds.ts';

/** What an opening entry's hash covers of its lot. Instants in milliseconds UTC. */
export type SealedLot = {
  readonly number: number;
  readonly id: string;
  readonly source: string;
  readonly sourceName: string;
  readonly cycle: number | null;
  readonly benefit: number | null;
  readonly rolls: number;
  readonly mayRoll: number;
  readonly rolledFrom: number | null;
  readonly validFrom: number;
  readonly externalId: string | null;
  /** What its amounts mean; null in the entries of the first version, which did not cover it. */
  readonly measure: CreditMeasure | null;
};

/** What a figure of a credit means: its kind, the unit that is shown, and how many digits are behind the point. */
export type CreditMeasure = { readonly kind: string; readonly unit: string; readonly decimals: number };

/** What an entry's hash covers of its booking. */
export type SealedBooking = {
  readonly id: string;
  readonly name: string;
  readonly resource: number | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly bookedBy: string;
};

/** Everything of an entry that a person can see, as its hash covers it. */
export type SealedEntry = {
  readonly number: number;
  readonly id: string;
  readonly transactionId: string;
  readonly kind: EntryKind;
  readonly amount: number;
  readonly happenedAt: number;
  readonly recordedAt: number;
  readonly lot: number;
  readonly customer: number;
  readonly credit: number;
  readonly membership: number | null;
  readonly usedBy: number | null;
  readonly usedByLabel: string | null;
  readonly staff: number | null;
  readonly staffLabel: string | null;
  readonly booking: SealedBooking | null;
  readonly forType: string | null;
  readonly what: string | null;
  readonly reference: string | null;
  readonly memo: string | null;
  readonly reverses: number | null;
  readonly externalId: string | null;
  readonly importLine: number | null;
  readonly importFile: string | null;
  readonly importSha256: string | null;
  readonly lastDayBefore: string | null;
  readonly lastDayAfter: string | null;
  /** The lot, where this entry opened it. */
  readonly opens: SealedLot | null;
};

/** The hash before the first entry: 32 zero bytes. */
export const genesis: Buffer = Buffer.alloc(32);

/** An entry as the text that is hashed: a JSON array in a fixed order, the version of that order first (2: the lot's measure is covered). */
export function canonicalEntry(e: SealedEntry): string {
  const b = e.booking;
  const o = e.opens;
  return JSON.stringify([
    o?.measure ? 2 : 1,
    [e.number, e.id, e.transactionId, e.kind, e.amount, e.happenedAt, e.recordedAt],
    [e.lot, e.customer, e.credit, e.membership],
    [e.usedBy, e.usedByLabel, e.staff, e.staffLabel],
    b && [b.id, b.name, b.resource, b.startsAt, b.endsAt, b.bookedBy],
    [e.forType, e.what, e.reference, e.memo, e.reverses],
    [e.externalId, e.importLine, e.importFile, e.importSha256],
    [e.lastDayBefore, e.lastDayAfter],
    o && [
      [o.number, o.id, o.source, o.sourceName, o.cycle, o.benefit],
      [o.rolls, o.mayRoll, o.rolledFrom, o.validFrom, o.externalId],
      ...(o.measure ? [[o.measure.kind, o.measure.unit, o.measure.decimals]] : []),
    ],
  ]);
}

/** SHA-256 over the previous entry's hash (as lower-case hex) and the entry's canonical text (UTF-8). 32 bytes. */
export function hashEntry(previous: Buffer, entry: SealedEntry): Buffer {
  // By way of hex: Node makes a digest as text in half the time of one as a Buffer.
  return Buffer.from(hash('sha256', previous.toString('hex') + canonicalEntry(entry), 'hex'), 'hex');
}
