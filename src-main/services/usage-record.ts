import { isoOf } from '../../src-shared/days.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { entryKindOf } from '../../src-shared/ledger/entry-kinds.ts';
import { readAttendance, readInvoiceLine, unnamedBooking } from '../imports/nexudus-reference.ts';
import { formatOfTaken, ownIdOf } from '../imports/taken-id.ts';
import { type EntryRecord, loadEntry, loadEntryOrigins } from '../store/usage-entries.ts';
import { type Core, read } from './core.ts';
import { found } from './refused.ts';

type Origins = NonNullable<ReturnType<typeof loadEntryOrigins>>;
type Told = EntryRecord & Origins;

/**
 * One entry as the record of the seed's API (seeds/004): all its fields, null where there is nothing. `CreditUsed` is positive for
 * credit used and negative for credit added, in the credit's unit. A record that was imported from that API gives back what it
 * said, as far as the ledger holds it (decisions/008).
 */
export function getUsageRecord(core: Core, number: number) {
  return read(core, ({ db }) => {
    const entry = { ...found(loadEntry(db, number), 'record'), ...found(loadEntryOrigins(db, number), 'record') };
    return {
      CoworkerBookingCreditId: nexudusLotId(entry) ?? entry.lot,
      ...bookingFields(entry),
      ...(formatOfTaken(entry.externalId) === 'nexudus-use-history' ? nexudusFields(entry) : ownFields(entry)),
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

/** The id that Nexudus gave the lot, for all of its entries; another system's ids could be those of other lots here. */
function nexudusLotId({ lotFormat, lotExternalId }: Told): number | null {
  return lotFormat === 'nexudus-use-history' ? idOf(lotExternalId) : null;
}

/** An imported booking goes by the id that it had, and knows its resource by its own name alone. */
function bookingFields(entry: Told) {
  const iso = (instant: number | null) => (instant === null ? null : isoOf(instant as InstantMs));
  const { bookingExternalId: externalId, bookingName: name } = entry;
  const named = externalId === null || name === unnamedBooking(externalId) ? null : name;
  return {
    BookingId: idOf(externalId) ?? entry.bookingNumber,
    BookingFromTime: iso(entry.bookingStartsAt),
    BookingToTime: iso(entry.bookingEndsAt),
    BookingResourceName: entry.resourceName ?? named,
  };
}

/** What a record of Nexudus said: it names its customer whatever the credit was used for. */
function nexudusFields(entry: Told) {
  const isInvoice = entry.forType === 'invoice';
  const isEvent = entry.forType === 'event';
  const { lineId, invoiceId } = readInvoiceLine(isInvoice ? entry.reference : null);
  const { ticket, attendeeId } = readAttendance(isEvent ? entry.reference : null);
  return {
    Description: entry.memo,
    CoworkerInvoiceLineId: lineId,
    CoworkerInvoiceLineCoworkerInvoiceId: invoiceId,
    CoworkerInvoiceLineCoworkerInvoiceInvoiceNumber: isInvoice ? entry.what : null,
    EventAttendeeId: attendeeId,
    EventAttendeeCalendarEventName: isEvent ? entry.what : null,
    EventAttendeeEventProductName: ticket,
    EventAttendeeFullName: entry.usedByName ?? entry.customerName,
    EventAttendeeEmail: emailOf(entry.usedBy) ?? entry.customerEmail,
  };
}

/** What was recorded here: an invoice line and an attendance are known by `reference` alone, its number, or the ticket's name. */
function ownFields(entry: Told) {
  const isInvoice = entry.forType === 'invoice';
  const isEvent = entry.forType === 'event';
  const ticketId = isEvent ? idOf(entry.reference) : null;
  return {
    Description: entry.memo ?? entry.what,
    CoworkerInvoiceLineId: isInvoice ? idOf(entry.reference) : null,
    CoworkerInvoiceLineCoworkerInvoiceId: null,
    CoworkerInvoiceLineCoworkerInvoiceInvoiceNumber: isInvoice ? entry.reference : null,
    EventAttendeeId: ticketId,
    EventAttendeeCalendarEventName: isEvent ? entry.what : null,
    EventAttendeeEventProductName: isEvent && ticketId === null ? entry.reference : null,
    EventAttendeeFullName: isEvent ? entry.usedByName : null,
    EventAttendeeEmail: isEvent ? emailOf(entry.usedBy) : null,
  };
}

function idOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function emailOf(label: string | null): string | null {
  return label?.includes('@') ? label : null;
}
