import { isAmount } from '../../src-shared/amounts.ts';
import { isEmail } from '../../src-shared/email.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { textProblem } from './check-cells.ts';
import type { EntryWords, PlannedBooking, RejectedRow } from './import-plan.ts';
import type { LocalClock } from './local-clock.ts';
import { attendanceText, invoiceLineText, unnamedBooking } from './nexudus-reference.ts';
import { readInstant } from './read-dates.ts';
import { rowsPerStep, type Watch } from './stop-signal.ts';
import { trimCell } from './table.ts';
import type { RowOnce } from './take-once.ts';
import { shown } from './unreadable-file.ts';

/** One record of the use history, understood by itself. `line` is its number among the records; `amount` is signed as the ledger signs it. */
export type NexudusRow = RowOnce & {
  readonly lot: string;
  readonly name: string;
  readonly email: string;
  readonly amount: number;
  readonly at: InstantMs;
  readonly words: EntryWords;
  readonly booking: Pick<PlannedBooking, 'externalId' | 'name' | 'startsAt' | 'endsAt'> | null;
};

/** Reads each record by itself; what can't be read is rejected with the reason and the value. */
export function readNexudusRows(
  records: readonly unknown[],
  local: LocalClock,
  watch: Watch,
): { rows: NexudusRow[]; rejected: RejectedRow[] } {
  const rows: NexudusRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const [index, record] of records.entries()) {
    if (index % rowsPerStep === 0) watch.step(index, records.length);
    const line = index + 1;
    try {
      rows.push(readRecord(record, line, local));
    } catch (error) {
      if (!(error instanceof UnusableField)) throw error;
      rejected.push({ line, reason: error.message, value: error.value });
    }
  }
  return { rows, rejected };
}

/** A field of a record can't be used; ends the reading of that record only. */
class UnusableField extends Error {
  readonly value: string;
  constructor(reason: string, value: unknown) {
    super(reason);
    this.value =
      value === undefined || value === null
        ? ''
        : shown(typeof value === 'string' ? value : JSON.stringify(value), 200);
  }
}

function readRecord(record: unknown, line: number, local: LocalClock): NexudusRow {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    throw new UnusableField('is not a record: expected an object with the fields of a use history', record);
  }
  const field = (name: string): unknown =>
    Object.hasOwn(record, name) ? (record as Record<string, unknown>)[name] : null;
  const email = textOf(field, 'EventAttendeeEmail', 254);
  if (email !== '' && !isEmail(email)) throw new UnusableField('EventAttendeeEmail is not an e-mail address', email);
  const amount = -creditUsed(field('CreditUsed'));
  return {
    line,
    ownId: textOf(field, 'UniqueId', 200),
    says: () => record,
    saidBefore: () => [],
    lot: lotOf(field('CoworkerBookingCreditId')),
    name: textOf(field, 'EventAttendeeFullName', 500),
    email,
    amount,
    at: instantOf(field, 'CreatedOn', local),
    words: wordsOf(field, amount),
    booking: amount < 0 ? bookingOf(field, local) : null,
  };
}

type FieldOf = (name: string) => unknown;

function textOf(field: FieldOf, name: string, charactersMax: number): string {
  const value = field(name);
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') throw new UnusableField(`${name} is not text`, value);
  const text = trimCell(value);
  const problem = textProblem(text, charactersMax);
  if (problem) throw new UnusableField(`${name} ${problem}`, text);
  return text;
}

function creditUsed(value: unknown): number {
  if (value === null || value === undefined)
    throw new UnusableField('CreditUsed is missing: expected a whole number', value);
  const used = wholeNumberOf(value);
  if (used === null || !isAmount(used)) throw new UnusableField('CreditUsed is not a whole number', value);
  if (used === 0) throw new UnusableField('CreditUsed is 0: nothing was used and nothing was added', value);
  return used;
}

/** A number as it is, also where an export wrote its digits as text; null for anything else. */
function wholeNumberOf(value: unknown): number | null {
  if (typeof value === 'string') return /^-?\d{1,16}$/.test(value) ? Number(value) : null;
  return typeof value === 'number' ? value : null;
}

function lotOf(value: unknown): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string' && /^\d{1,20}$/.test(value)) return value;
  throw new UnusableField('CoworkerBookingCreditId is not the id of a credit: expected a whole number', value);
}

function instantOf(field: FieldOf, name: string, local: LocalClock): InstantMs {
  const text = textOf(field, name, 40);
  if (text === '') throw new UnusableField(`${name} is missing: expected an instant such as 2026-01-04T17:00:00Z`, '');
  // The API writes years first, so that no order of day and month is in question; without a zone it means the studio's.
  const read = readInstant(text, 'undecided', local);
  if (!read.ok) throw new UnusableField(`${name} ${read.reason}`, text);
  return read.value;
}

/** What it was for: an event, a line of an invoice, a booking (which says so itself), or the note. What was added may name an event or invoice too, never a booking. */
function wordsOf(field: FieldOf, amount: number): EntryWords {
  const note = textOf(field, 'Description', 5000) || null;
  const recordedBy = textOf(field, 'UpdatedBy', 254) || null;
  const none: EntryWords = { what: null, forType: null, reference: null, memo: note, recordedBy };
  const event = textOf(field, 'EventAttendeeCalendarEventName', 500);
  if (event !== '') {
    const ticket = textOf(field, 'EventAttendeeEventProductName', 500) || null;
    const reference = attendanceText({ ticket, attendeeId: idOf(field('EventAttendeeId')) });
    return { ...none, what: event, forType: 'event', reference };
  }
  const invoice = textOf(field, 'CoworkerInvoiceLineCoworkerInvoiceInvoiceNumber', 200);
  if (invoice !== '') {
    const lineId = idOf(field('CoworkerInvoiceLineId'));
    const invoiceId = idOf(field('CoworkerInvoiceLineCoworkerInvoiceId'));
    return { ...none, what: invoice, forType: 'invoice', reference: invoiceLineText({ lineId, invoiceId }) };
  }
  if (amount > 0) return none;
  const resource = textOf(field, 'BookingResourceName', 500);
  return { ...none, what: resource || note };
}

/** An id that is kept to be given back: nothing depends on it, so that one which is no whole number is left out. */
function idOf(value: unknown): number | null {
  const id = wholeNumberOf(value);
  return id !== null && Number.isInteger(id) && id >= 0 && id < 1e15 ? id : null;
}

function bookingOf(field: FieldOf, local: LocalClock): NexudusRow['booking'] {
  const value = field('BookingId');
  if (value === null || value === undefined) return null;
  const id = wholeNumberOf(value);
  if (id === null || !Number.isSafeInteger(id)) throw new UnusableField('BookingId is not a whole number', value);
  if (field('BookingFromTime') === null || field('BookingToTime') === null) return null;
  const startsAt = instantOf(field, 'BookingFromTime', local);
  const endsAt = instantOf(field, 'BookingToTime', local);
  if (endsAt < startsAt) throw new UnusableField('BookingToTime is before BookingFromTime', field('BookingToTime'));
  return {
    externalId: String(id),
    name: textOf(field, 'BookingResourceName', 500) || unnamedBooking(String(id)),
    startsAt,
    endsAt,
  };
}
