import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  attendanceText,
  invoiceLineText,
  readAttendance,
  readInvoiceLine,
} from '../../src-main/imports/nexudus-reference.ts';

const id = fc.option(fc.integer({ min: 0, max: 999_999_999_999_999 }));
const ticket = fc.option(fc.string({ minLength: 1 }));

test('what a reference is made of is read from it again', () => {
  fc.assert(
    fc.property(ticket, id, id, (name, attendeeId, invoiceId) => {
      const attendance = { ticket: name, attendeeId };
      expect(readAttendance(attendanceText(attendance))).toEqual(attendance);
      const line = { lineId: attendeeId, invoiceId };
      expect(readInvoiceLine(invoiceLineText(line))).toEqual(line);
    }),
  );
});

test('a reference that an older version kept is the ticket’s name, and no line', () => {
  expect(readAttendance('Member ticket')).toEqual({ ticket: 'Member ticket', attendeeId: null });
  expect(readAttendance('77')).toEqual({ ticket: '77', attendeeId: null });
  expect(readAttendance(null)).toEqual({ ticket: null, attendeeId: null });
  expect(readInvoiceLine(null)).toEqual({ lineId: null, invoiceId: null });
  expect(readInvoiceLine('INV-12')).toEqual({ lineId: null, invoiceId: null });
});
