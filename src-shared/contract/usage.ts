import { z } from 'zod';
import { entryKindNames } from '../ledger/entry-kinds.ts';
import { usageViews } from '../usage-labels.ts';
import {
  base,
  creditFacts,
  creditKind,
  day,
  figure,
  id,
  job,
  limit,
  lotSource,
  lotStatus,
  own,
  path,
  scope,
  signed,
  text,
} from './common.ts';

export const summary = z.object({
  creditId: z.string(),
  creditName: z.string(),
  kind: creditKind,
  ...creditFacts,
  starting: figure,
  totalBooked: figure,
  freeCancellations: figure,
  rollover: figure,
  manual: signed,
  expired: figure,
  rolledOver: figure,
  left: figure,
});

/** What narrows a list of entries; dates are days in the studio's zone, both included. */
export const usageFilters = {
  view: z.enum(usageViews).optional(),
  kind: creditKind.optional(),
  /** Just this credit: in a membership the one way to ask for one of its credits. */
  creditId: id.optional(),
  status: lotStatus.optional(),
  /** Narrower than `view`: just these entry kinds; none named: all of the view. */
  kinds: z.array(z.enum(entryKindNames)).max(entryKindNames.length).optional(),
  from: day.optional(),
  to: day.optional(),
  text: text(200).optional(),
};

export const entryRow = z.object({
  number: z.number().int(),
  id: z.string(),
  usedOn: z.string(),
  kind: z.enum(entryKindNames),
  amount: signed,
  /** What the scope had of this credit after this entry; in the scope of the whole studio: what the lot's owner had. */
  balanceAfter: signed,
  creditId: z.string(),
  creditName: z.string(),
  creditKind,
  ...creditFacts,
  status: lotStatus,
  usedBy: z.string().nullable(),
  usedByName: z.string().nullable(),
  customerId: z.string(),
  customerName: z.string(),
  source: lotSource,
  sourceName: z.string(),
  description: z.string(),
  memo: z.string().nullable(),
  lotId: z.string(),
  lotLastDay: z.string().nullable(),
  membershipId: z.string().nullable(),
  cycle: z.number().int().nullable(),
  bookingId: z.string().nullable(),
  bookingState: z.string().nullable(),
  staff: z.string().nullable(),
  staffName: z.string().nullable(),
  reverses: z.number().int().nullable(),
  reversedBy: z.number().int().nullable(),
});

const nullable = z.string().nullable();

const entryDetails = entryRow.extend({
  recordedAt: z.string(),
  membershipName: nullable,
  transactionId: z.string(),
  /** The id that it had in the file that it was imported from; null where it had none there, or was not imported. */
  externalId: z.string().nullable(),
  previousHash: z.string(),
  hash: z.string(),
  lastDayBefore: z.string().nullable(),
  lastDayAfter: z.string().nullable(),
  importedFrom: z.object({ fileName: z.string(), line: z.number().int(), sha256: z.string() }).nullable(),
  booking: z
    .object({
      id: z.string(),
      name: z.string(),
      resourceName: z.string().nullable(),
      startsAt: z.string(),
      endsAt: z.string(),
      state: z.string(),
    })
    .nullable(),
  lot: z.object({
    id: z.string(),
    number: z.number().int(),
    granted: figure,
    left: figure,
    validFrom: z.string(),
    lastDay: z.string().nullable(),
  }),
  /** What `adjustments.reverse` would do as things stand; null where the entry is none that can be undone, or is undone already. */
  undo: z
    .object({
      possible: z.boolean(),
      /** What the lot would have then; where it is not possible, what it has. */
      left: figure,
      expiresAgain: z.boolean(),
    })
    .nullable(),
});

const scopeFacts = z.object({
  title: z.string(),
  customerId: z.string().nullable(),
  customerName: z.string().nullable(),
  membershipId: z.string().nullable(),
  credits: z.array(z.object({ id: z.string(), name: z.string(), kind: creditKind, ...creditFacts })),
});

/** One use-history record, field for field as the seed's API has it (seeds/004). */
export const usageRecord = z.object({
  Description: nullable,
  CoworkerBookingCreditId: z.number().int(),
  BookingId: z.number().int().nullable(),
  BookingFromTime: nullable,
  BookingToTime: nullable,
  BookingResourceName: nullable,
  CoworkerInvoiceLineId: z.number().int().nullable(),
  CoworkerInvoiceLineCoworkerInvoiceId: z.number().int().nullable(),
  CoworkerInvoiceLineCoworkerInvoiceInvoiceNumber: nullable,
  EventAttendeeId: z.number().int().nullable(),
  EventAttendeeCalendarEventName: nullable,
  EventAttendeeEventProductName: nullable,
  EventAttendeeFullName: nullable,
  EventAttendeeEmail: nullable,
  CreditUsed: z.number(),
  Id: z.number().int(),
  UpdatedOn: z.string(),
  CreatedOn: z.string(),
  UniqueId: z.string(),
  UpdatedBy: nullable,
  IsNew: z.boolean(),
  SystemId: nullable,
  ToStringText: z.string(),
  LocalizationDetails: z.null(),
  CustomFields: z.null(),
});

/** An entry's number; in an address it comes as text. */
const recordNumber = z.union(
  [
    z.number().int().min(1),
    z
      .string()
      .regex(/^[1-9]\d{0,15}$/)
      .transform(Number),
  ],
  'expected the number of an entry, from 1',
);

export const usageContract = {
  summary: base.input(z.strictObject({ scope })).output(z.object({ summaries: z.array(summary) })),
  /**
   * One page of the list, newest first, and how many entries there are in all. `cursor` is a `nextCursor` from an earlier answer:
   * the page begins after that entry, wherever it is now; or `skip:N`, N from 0 to 2^31: it begins after the N newest entries that
   * the filters show.
   */
  entries: base
    .input(z.strictObject({ scope, ...usageFilters, limit, cursor: z.string().max(200).optional() }))
    .output(z.object({ rows: z.array(entryRow), nextCursor: z.string().nullable(), total: z.number().int() })),
  /** The place of an entry in that list, from 0; null where the filters don't show it, or where there is no such entry. */
  position: base
    .input(z.strictObject({ scope, ...usageFilters, number: z.number().int().min(1) }))
    .output(z.object({ index: z.number().int().nullable() })),
  /** How many entries each view holds under the other filters: the figures on the filter chips. */
  counts: base
    .input(
      z.strictObject({
        scope,
        kind: creditKind.optional(),
        creditId: id.optional(),
        status: lotStatus.optional(),
        from: day.optional(),
        to: day.optional(),
        text: text(200).optional(),
      }),
    )
    .output(z.object({ counts: z.record(z.enum(usageViews), z.number().int()) })),
  /** The running balance of one credit in a scope, oldest first, thinned to at most `points` marks (`thinned` says so). */
  balanceOverTime: base
    .input(z.strictObject({ scope, creditId: id, points: z.number().int().min(10).max(2000).default(400) }))
    .output(
      z.object({
        points: z.array(
          z.object({
            number: z.number().int(),
            at: z.string(),
            amount: signed,
            balance: signed,
            kind: z.enum(entryKindNames),
          }),
        ),
        thinned: z.boolean(),
        total: z.number().int(),
      }),
    ),
  entry: base.input(z.strictObject({ number: z.number().int().min(1) })).output(entryDetails),
  scope: base.input(z.strictObject({ scope })).output(scopeFacts),
  record: base
    .route({ method: 'GET', path: '/billing/coworkerbookingcreditusehistories/{id}' })
    .input(z.strictObject({ id: recordNumber }))
    .output(usageRecord),
};

const exported = z.object({
  path: z.string(),
  name: z.string(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
  /** Where a browser fetches the file; null where it was written to `to`. */
  download: z.string().nullable(),
});

export const reportsContract = {
  export: base
    .errors({ FILE_IN_USE: own.FILE_IN_USE, DISK_FULL: own.DISK_FULL, MEMORY_FULL: own.MEMORY_FULL })
    .input(
      z.strictObject({
        scope,
        ...usageFilters,
        format: z.enum(['xlsx', 'csv']),
        /** The filter's last day; or, where it is no day, the file to write (scripts that need both name the file in `path`). */
        to: path.optional(),
        /** The file to write. Without one, a temporary file that a browser downloads. */
        path: path.optional(),
        job,
      }),
    )
    .output(exported),
  /** Asks where to save (the desktop's dialog). `path: null` with `download: true`: the browser will download; with `download: false`: the person changed their mind. */
  chooseTarget: base
    .input(
      z.strictObject({
        scope,
        kind: creditKind.optional(),
        creditId: id.optional(),
        format: z.enum(['xlsx', 'csv']),
      }),
    )
    .output(z.object({ path: z.string().nullable(), download: z.boolean() })),
};
