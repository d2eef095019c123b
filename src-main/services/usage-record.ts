import { isoOf } from '../../src-shared/days.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { entryKindOf } from '../../src-shared/ledger/entry-kinds.ts';
import { ownIdOf } from '../imports/taken-id.ts';
import { type EntryRecord, loadEntry } from '../store/usage-entries.ts';
import { type Core, read } from './core.ts';
import { found } from './refused.ts';

/** One entry as the record of the seed's API (seeds/004): all its fields, null where there is nothing. `CreditUsed` is positive for credit used and negative for credit added, in the credit's unit. */
export function getUsageRecord(core: Core, number: number) {
  return read(core, ({ db }) => {
    const entry = found(loadEntry(db, number), 'record');
    return {
      Description: entry.memo ?? (entry.bookingId === null ? entry.what : null),
      CoworkerBookingCreditId: entry.lot,
      ...bookingFields(entry),
      ...invoiceFields(entry),
      ...eventFields(entry),
      CreditUsed: -entry.amount / 10 ** entry.decimals + 0,
      Id: entry.number,
      UpdatedOn: isoOf(entry.recordedAt as InstantMs),
      CreatedOn: isoOf(entry.happenedAt as InstantMs),
      UniqueId: entry.id,
      UpdatedBy: entry.staff,
      IsNew: false,
      SystemId: ownIdOf(entry.externalId),
      ToStringText: `${entry.creditName} ${entryKindOf(entry.kind)} ${entry.number}`,
      LocalizationDetails: null,
      CustomFields: null,
    };
  });
}

function bookingFields(entry: EntryRecord) {
  const iso = (instant: number | null) => (instant === null ? null : isoOf(instant as InstantMs));
  return {
    BookingId: entry.bookingNumber,
    BookingFromTime: iso(entry.bookingStartsAt),
    BookingToTime: iso(entry.bookingEndsAt),
    // What was imported knows its resource by the booking's name alone.
    BookingResourceName: entry.resourceName ?? (entry.externalId === null ? null : entry.bookingName),
  };
}

/** An invoice line is known by its number alone: `reference`, and its own id where that is one. */
function invoiceFields(entry: EntryRecord) {
  const isInvoice = entry.forType === 'invoice';
  const reference = isInvoice ? entry.reference : null;
  return {
    CoworkerInvoiceLineId: reference !== null && /^\d{1,15}$/.test(reference) ? Number(reference) : null,
    CoworkerInvoiceLineCoworkerInvoiceId: null,
    CoworkerInvoiceLineCoworkerInvoiceInvoiceNumber: reference,
  };
}

/** An event's reference is the attendance by its number, else what was bought: the ticket's name. */
function eventFields(entry: EntryRecord) {
  const isEvent = entry.forType === 'event';
  const reference = isEvent ? entry.reference : null;
  const isId = reference !== null && /^\d{1,15}$/.test(reference);
  return {
    EventAttendeeId: isId ? Number(reference) : null,
    EventAttendeeCalendarEventName: isEvent ? entry.what : null,
    EventAttendeeEventProductName: isId ? null : reference,
    EventAttendeeFullName: isEvent ? entry.usedByName : null,
    EventAttendeeEmail: isEvent && entry.usedBy?.includes('@') ? entry.usedBy : null,
  };
}
