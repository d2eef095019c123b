/** An attendance of an event in Nexudus: the ticket's name and the attendance's id. */
export type Attendance = { readonly ticket: string | null; readonly attendeeId: number | null };
/** A line of an invoice in Nexudus, by ids. */
export type InvoiceLine = { readonly lineId: number | null; readonly invoiceId: number | null };

/** An attendance as an entry's reference: "Member ticket, attendee 6821", so that people can read it and a record can give it back. */
export function attendanceText({ ticket, attendeeId }: Attendance): string | null {
  return joined([ticket, attendeeId === null ? null : `attendee ${attendeeId}`]);
}

/** The attendance that an imported event's reference tells; older versions kept the ticket's name alone. */
export function readAttendance(reference: string | null): Attendance {
  const id = /^(?:([\s\S]+), )?attendee (\d{1,15})$/.exec(reference ?? '');
  if (id === null) return { ticket: reference, attendeeId: null };
  return { ticket: id[1] ?? null, attendeeId: Number(id[2]) };
}

/** A line of an invoice as an entry's reference: "line 31353, invoice 17998"; the invoice's number is what the entry was for. */
export function invoiceLineText({ lineId, invoiceId }: InvoiceLine): string | null {
  return joined([lineId === null ? null : `line ${lineId}`, invoiceId === null ? null : `invoice ${invoiceId}`]);
}

/** The line that an imported invoice's reference tells; older versions kept none. */
export function readInvoiceLine(reference: string | null): InvoiceLine {
  const ids = /^(?:line (\d{1,15}))?(?:, )?(?:invoice (\d{1,15}))?$/.exec(reference ?? '');
  return { lineId: numberOf(ids?.[1]), invoiceId: numberOf(ids?.[2]) };
}

/** What a booking is called whose resource has no name in Nexudus. */
export function unnamedBooking(id: string): string {
  return `Booking ${id}`;
}

function joined(parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join(', ') || null;
}

function numberOf(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}
