import { z } from 'zod';
import {
  allocationLine,
  amount,
  base,
  day,
  expect,
  figure,
  id,
  idOnly,
  instant,
  key,
  limit,
  lotSource,
  offset,
  optionalText,
  own,
  requiredText,
} from './common.ts';

export const bookingStates = ['booked', 'cancelled', 'cancelled_late', 'attended', 'no_show'] as const;

export const booking = z.object({
  id: z.string(),
  customerId: z.string(),
  name: z.string(),
  resourceId: z.string().nullable(),
  resourceName: z.string().nullable(),
  startsAt: z.string(),
  endsAt: z.string(),
  bookedAt: z.string(),
  bookedBy: z.string(),
  creditId: z.string().nullable(),
  cost: figure,
  state: z.enum(bookingStates),
  freeUntil: z.string(),
});

/** What a lot paid of a booking, whether or not it came back; `lastDay` as it is now. */
const payment = z.object({
  lotId: z.string(),
  amount: figure,
  source: lotSource,
  sourceName: z.string(),
  lastDay: z.string().nullable(),
  ownerName: z.string(),
  shared: z.boolean(),
});

const spending = z
  .strictObject({
    customerId: id,
    name: requiredText(200),
    resourceId: id.optional(),
    creditId: id.optional(),
    amount,
    startsAt: instant,
    endsAt: instant,
    membershipId: id.optional(),
    expect: expect.optional(),
    key,
  })
  .refine((input) => input.resourceId !== undefined || input.creditId !== undefined, {
    path: ['creditId'],
    message: 'expected resourceId or creditId',
  })
  .refine((input) => Date.parse(input.endsAt) >= Date.parse(input.startsAt), {
    path: ['endsAt'],
    message: 'expected an end that is not before the start',
  });

const cancelling = z.strictObject({
  id,
  waive: z.strictObject({ reason: requiredText(500) }).optional(),
  extendTo: day.optional(),
  key,
});

/** A preview takes what the operation takes; its key is not needed. */
const previewOf = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ ...shape, key: key.optional() });

const spent = z.object({ booking, allocation: z.array(allocationLine) });
const returned = z.object({
  booking,
  free: z.boolean(),
  returned: z.array(
    z.object({
      lotId: z.string(),
      amount: figure,
      expiresAgain: z.boolean(),
      newLot: z.boolean(),
      lastDay: z.string().nullable(),
    }),
  ),
});
const spendErrors = {
  INSUFFICIENT_CREDIT: own.INSUFFICIENT_CREDIT,
  BALANCE_CHANGED: own.BALANCE_CHANGED,
  IDEMPOTENCY_CONFLICT: own.IDEMPOTENCY_CONFLICT,
};
const cancelErrors = {
  ALREADY_CANCELLED: own.ALREADY_CANCELLED,
  DATE_IN_THE_PAST: own.DATE_IN_THE_PAST,
  IDEMPOTENCY_CONFLICT: own.IDEMPOTENCY_CONFLICT,
};

export const bookingsContract = {
  preview: base
    .errors(spendErrors)
    .input(previewOf(spending.shape))
    .output(z.object({ booking: booking.partial(), allocation: z.array(allocationLine) })),
  create: base.errors(spendErrors).input(spending).output(spent),
  cancelPreview: base.errors(cancelErrors).input(previewOf(cancelling.shape)).output(returned),
  cancel: base.errors(cancelErrors).input(cancelling).output(returned),
  setState: base
    .errors({ ALREADY_CANCELLED: own.ALREADY_CANCELLED })
    .input(z.strictObject({ id, state: z.enum(['attended', 'no_show']) }))
    .output(booking),
  get: base.input(idOnly).output(booking),
  /** Latest start first; or those to come before all others, the next one first. */
  list: base
    .input(
      z.strictObject({
        customerId: id,
        order: z.enum(['latest_start', 'to_come_first']).default('latest_start'),
        limit,
        offset,
      }),
    )
    .output(z.object({ rows: z.array(booking.extend({ paidWith: z.array(payment) })), total: z.number().int() })),
};

export const usesContract = {
  create: base
    .errors(spendErrors)
    .input(
      z.strictObject({
        customerId: id,
        creditId: id,
        amount,
        for: z.strictObject({
          type: z.enum(['print', 'event', 'invoice']),
          name: requiredText(200),
          reference: optionalText(200),
        }),
        membershipId: id.optional(),
        key,
      }),
    )
    .output(z.object({ allocation: z.array(allocationLine) })),
};

const memo = optionalText(500);
const common = { customerId: id, creditId: id, amount, memo, membershipId: id.optional() };
const adding = z.strictObject({ ...common, lastDay: day.nullable(), key });
const deducting = z.strictObject({ ...common, lotId: id.optional(), expect: expect.optional(), key });
const addErrors = { DATE_IN_THE_PAST: own.DATE_IN_THE_PAST, IDEMPOTENCY_CONFLICT: own.IDEMPOTENCY_CONFLICT };
/** `entries`: the numbers of the new entries, so that what was done can be undone (`adjustments.reverse`). */
const adjusted = z.object({ allocation: z.array(allocationLine), entries: z.array(z.number().int()), left: figure });

const adjusting = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('add'), ...previewOf(adding.shape).shape }),
    z.strictObject({ type: z.literal('deduct'), ...previewOf(deducting.shape).shape }),
  ],
  'expected type "add" or "deduct"',
);
const isObject = (input: unknown): input is object =>
  typeof input === 'object' && input !== null && !Array.isArray(input);
/** Where the input does not say its type, a last day does: only what is added has one. What is made of it is checked as `adjusting`. */
const previewing = z.preprocess((input) => {
  if (!isObject(input) || 'type' in input) return input;
  return { ...input, type: 'lastDay' in input ? 'add' : 'deduct' };
}, adjusting) as unknown as typeof adjusting;

export const adjustmentsContract = {
  preview: base
    .errors({ ...spendErrors, ...addErrors })
    .input(previewing)
    /** `before` and `left`: the customer's own balance of the credit before and after. */
    .output(z.object({ allocation: z.array(allocationLine), before: figure, left: figure })),
  add: base.errors(addErrors).input(adding).output(adjusted),
  deduct: base.errors(spendErrors).input(deducting).output(adjusted),
  reverse: base
    .errors({
      ALREADY_REVERSED: own.ALREADY_REVERSED,
      NOT_REVERSIBLE: own.NOT_REVERSIBLE,
      INSUFFICIENT_CREDIT: own.INSUFFICIENT_CREDIT,
      IDEMPOTENCY_CONFLICT: own.IDEMPOTENCY_CONFLICT,
    })
    .input(z.strictObject({ entry: z.number().int().min(1), memo, key }))
    .output(
      z.object({
        number: z.number().int(),
        id: z.string(),
        kind: z.literal('reversal'),
        lotId: z.string(),
        amount: z.number().int(),
        usedOn: z.string(),
        memo: z.string().nullable(),
        reverses: z.number().int(),
        expiresAgain: z.boolean(),
      }),
    ),
};
