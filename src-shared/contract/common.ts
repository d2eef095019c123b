import { oc } from '@orpc/contract';
import { z } from 'zod';
import { AMOUNT_MAX } from '../amounts.ts';
import { calendarUnits, isDay } from '../days.ts';
import { isEmail } from '../email.ts';

const wellFormed = (text: string) => text.isWellFormed() && !text.includes('\u0000');

/** Text of at most `max` characters, trimmed, well-formed Unicode, without NUL. */
export const text = (max: number) =>
  z
    .string()
    .max(max, `expected at most ${max.toLocaleString('en')} characters`)
    .refine(wellFormed, 'expected text that is well-formed Unicode')
    .transform((value) => value.trim());

/** Text as `text` takes it, and not empty. */
export const requiredText = (max: number) =>
  text(max).refine((value) => value.length > 0, 'expected some text, not an empty one');

const noneToNull = (value: string | null | undefined) => (value === '' || value === undefined ? null : value);

/** Optional text: null or empty says "none". */
export const optionalText = (max: number) => text(max).nullish().transform(noneToNull);

const expectedEmail = 'expected an e-mail address, like name@example.org';

/** An e-mail address, by the rule that imports go by as well. */
export const email = requiredText(254).refine(isEmail, expectedEmail);
/** An e-mail address, or an empty text for none. */
export const emailOrEmpty = text(254).refine((value) => value === '' || isEmail(value), expectedEmail);
/** An optional e-mail address: null or empty says "none". */
export const optionalEmail = emailOrEmpty.nullish().transform(noneToNull);

export const id = z
  .string('expected an id')
  .max(100, 'expected an id of at most 100 characters')
  .refine((value) => value.length > 0 && wellFormed(value), 'expected an id');

export const key = z
  .string('expected an idempotency key of 1 to 100 characters')
  .min(1, 'expected an idempotency key of 1 to 100 characters')
  .max(100, 'expected an idempotency key of 1 to 100 characters')
  .refine(wellFormed, 'expected text that is well-formed Unicode');

/** What is told of an amount beyond the range of amounts; answered as AMOUNT_OUT_OF_RANGE. */
export const amountTooLarge = 'expected at most 9,007,199,254,740,991';

export const amount = z
  .number('expected a whole number in the smallest unit of the credit')
  .min(1, 'expected an amount greater than 0')
  .max(AMOUNT_MAX, amountTooLarge)
  .int('expected a whole number in the smallest unit of the credit');

/** An amount that may be zero: what is left, a figure of a summary. */
export const figure = z.number().min(0).max(AMOUNT_MAX, amountTooLarge).int();
/** A signed amount. */
export const signed = z.number().int().min(-AMOUNT_MAX).max(AMOUNT_MAX);

export const day = z
  .string('expected a date as YYYY-MM-DD')
  .refine(isDay, 'expected a date of the calendar as YYYY-MM-DD');

const instantPattern =
  /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** The day in UTC: an offset may carry an instant out of the calendar. */
const utcDayOf = (instant: string) => new Date(instant).toISOString().split('T')[0] ?? '';

export const instant = z
  .string('expected an instant as YYYY-MM-DDTHH:MM:SSZ')
  .refine(
    (value) => instantPattern.test(value) && isDay(value.slice(0, 10)) && isDay(utcDayOf(value)),
    'expected an instant as YYYY-MM-DDTHH:MM:SSZ',
  );

export const limit = z.number().min(1).max(500).int().default(100);
export const offset = z.number().int().min(0).max(AMOUNT_MAX).default(0);
/** Which part of a list that is short as a rule is wanted; without a limit all of it. */
export const part = { limit: z.number().min(1).max(500).int().optional(), offset };

export const creditKinds = ['session', 'time', 'money', 'printing', 'pass'] as const;
export const creditKind = z.enum(creditKinds);
export const roles = ['viewer', 'desk', 'manager'] as const;
export const role = z.enum(roles);
export const customerKind = z.enum(['person', 'company']);
export const lotSources = ['plan', 'product', 'manual', 'rollover', 'import'] as const;
export const lotSource = z.enum(lotSources);
export const lotStatuses = ['current', 'expired', 'used_up'] as const;
export const lotStatus = z.enum(lotStatuses);
export const cycle = z.strictObject({
  every: z.number().int().min(1).max(1000),
  unit: z.enum(calendarUnits),
});

/** What an integer amount of a credit means: `decimals` digits after the point of `unit` (minutes and pages have none). */
export const creditFacts = {
  unit: z.string(),
  decimals: z.number().int().min(0).max(4),
};

export const expect = z.array(z.strictObject({ lotId: id, amount })).max(10_000);

/** One lot's part in a booking, use or deduction, in the order of spending. */
export const allocationLine = z.object({
  lotId: z.string(),
  creditId: z.string(),
  amount: figure,
  before: figure,
  after: figure,
  source: lotSource,
  sourceName: z.string(),
  lastDay: z.string().nullable(),
  ownerName: z.string(),
  shared: z.boolean(),
});

export const scope = z.union(
  [
    z.strictObject({ membershipId: id, cycle: z.number().int().min(1).optional() }),
    z.strictObject({ lotId: id }),
    z.strictObject({ customerId: id, creditId: id.optional() }),
    z.strictObject({ companyId: id, creditId: id.optional() }),
    z.strictObject({ studio: z.literal(true) }),
  ],
  'expected one of {membershipId, cycle?}, {lotId}, {customerId, creditId?}, {companyId, creditId?}, {studio: true}',
);

export const idOnly = z.strictObject({ id });
export const nothing = z.strictObject({}).default({});

/** Long operations take a name of the caller's choice, under which progress is told and `jobs.cancel` stops them. */
export const jobName = z
  .string('expected the name of a job, of 1 to 100 characters')
  .min(1, 'expected the name of a job, of 1 to 100 characters')
  .max(100, 'expected the name of a job, of 1 to 100 characters')
  .refine(wellFormed, 'expected text that is well-formed Unicode');
export const job = jobName.optional();

/** A file's path on this machine; whether it is a whole one is for the operation to say. */
export const path = z
  .string('expected the path of a file')
  .min(1, 'expected the path of a file')
  .max(4000, 'expected a path of at most 4,000 characters')
  .refine(wellFormed, 'expected a path without NUL and of well-formed Unicode');

const insufficient = z.object({
  requested: figure,
  available: figure,
  endsBefore: figure,
  /** Only where nothing is available however much is held: the credit named is a pass, or may not pay for the resource named. */
  why: z.enum(['pass', 'resource']).optional(),
  /** Only where credit that is held is not valid yet because the computer's date is before that of the ledger's last entry, days in the studio's zone. */
  clock: z.object({ today: z.string(), lastEntry: z.string() }).optional(),
});

/** Every operation may answer with these. */
const everywhere = {
  INVALID_INPUT: { status: 400, data: z.object({ field: z.string(), expected: z.string() }) },
  NOT_FOUND: { status: 404, data: z.object({ what: z.string() }) },
  NOT_SIGNED_IN: { status: 401 },
  NOT_ALLOWED: { status: 403, data: z.object({ role: z.string() }) },
  AMOUNT_OUT_OF_RANGE: { status: 422 },
  LEDGER_READ_ONLY: { status: 409, data: z.object({ reason: z.string() }) },
  /** The computer's date is far ahead of the ledger's last entry, and no manager has confirmed it: days in the studio's zone. */
  CLOCK_AHEAD: { status: 409, data: z.object({ today: z.string(), lastKnown: z.string() }) },
  LEDGER_UNAVAILABLE: { status: 503, data: z.object({ problem: z.string(), advice: z.string() }) },
  CANCELLED: { status: 409 },
  INTERNAL: { status: 500, data: z.object({ reference: z.string() }) },
} as const;

/** The start of every operation's contract. */
export const base = oc.errors(everywhere);

/** The errors that only some operations have; a contract names those that it can answer with. */
export const own = {
  IDEMPOTENCY_CONFLICT: { status: 409 },
  STUDIO_EXISTS: { status: 409 },
  WRONG_PIN: { status: 401, data: z.object({ triesLeft: z.number().int() }) },
  LOCKED: { status: 423, data: z.object({ until: z.string() }) },
  EMAIL_TAKEN: { status: 409 },
  EXTERNAL_ID_TAKEN: { status: 409 },
  CONFIRMATION_MISSING: { status: 422, data: z.object({ expected: z.string() }) },
  INSUFFICIENT_CREDIT: { status: 409, data: insufficient },
  BALANCE_CHANGED: { status: 409 },
  ALREADY_CANCELLED: { status: 409 },
  ALREADY_REVERSED: { status: 409, data: z.object({ by: z.number().int() }) },
  NOT_REVERSIBLE: { status: 409 },
  DATE_IN_THE_PAST: { status: 422, data: z.object({ today: z.string() }) },
  FILE_IN_USE: { status: 409, data: z.object({ path: z.string() }) },
  DISK_FULL: { status: 507, data: z.object({ path: z.string() }) },
  MEMORY_FULL: { status: 507 },
  FILE_UNREADABLE: { status: 422, data: z.object({ reason: z.string() }) },
} as const;

/** The HTTP status of each error by its code. */
export const errorStatus: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries({ ...everywhere, ...own }).map(([code, { status }]) => [code, status]),
);
