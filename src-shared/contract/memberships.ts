import { z } from 'zod';
import {
  base,
  creditFacts,
  creditKind,
  day,
  figure,
  id,
  idOnly,
  key,
  limit,
  lotSource,
  lotStatus,
  offset,
  optionalText,
  own,
  part,
  signed,
  text,
} from './common.ts';

export const lot = z.object({
  id: z.string(),
  number: z.number().int(),
  customerId: z.string(),
  creditId: z.string(),
  creditName: z.string(),
  creditKind,
  ...creditFacts,
  source: lotSource,
  sourceName: z.string(),
  membershipId: z.string().nullable(),
  cycle: z.number().int().nullable(),
  /** What the lot began with. */
  granted: figure,
  left: figure,
  validFrom: z.string(),
  lastDay: z.string().nullable(),
  status: lotStatus,
});

const creditLeft = z.object({
  creditId: z.string(),
  name: z.string(),
  kind: creditKind,
  ...creditFacts,
  left: figure,
  /** All that its lots received: grants, rollover and manual additions, less what was taken from those again (for the bar "9 of 11 left"). */
  received: figure,
  rolledIn: figure,
});

export const membership = z.object({
  id: z.string(),
  number: z.number().int(),
  customerId: z.string(),
  kind: z.enum(['plan', 'product']),
  name: z.string(),
  planId: z.string().nullable(),
  productId: z.string().nullable(),
  startsOn: z.string(),
  /** The last day, where an end is set. */
  endsOn: z.string().nullable(),
  pausedFrom: z.string().nullable(),
  state: z.enum(['upcoming', 'active', 'paused', 'ended', 'used_up']),
  cycle: z.object({ number: z.number().int(), startsOn: z.string(), lastDay: z.string() }).nullable(),
  cycleLength: z.object({ every: z.number().int(), unit: z.string() }).nullable(),
  /** What is left of the lots of the cycle that runs now (product: of all lots). */
  left: z.array(creditLeft),
  lastUsedAt: z.string().nullable(),
});

const withLots = membership.extend({ lots: z.array(lot) });
const keyed = { IDEMPOTENCY_CONFLICT: own.IDEMPOTENCY_CONFLICT };
const onDay = z.strictObject({ id, on: day, key });

export const membershipsContract = {
  start: base
    .errors(keyed)
    .input(
      z
        .strictObject({ customerId: id, planId: id.optional(), productId: id.optional(), startsOn: day, key })
        .refine((input) => (input.planId === undefined) !== (input.productId === undefined), {
          path: ['planId'],
          message: 'expected either planId or productId',
        }),
    )
    .output(withLots),
  end: base.errors(keyed).errors({ DATE_IN_THE_PAST: own.DATE_IN_THE_PAST }).input(onDay).output(withLots),
  pause: base.errors(keyed).errors({ DATE_IN_THE_PAST: own.DATE_IN_THE_PAST }).input(onDay).output(withLots),
  resume: base.errors(keyed).input(onDay).output(withLots),
  get: base.input(idOnly).output(membership),
  list: base
    .input(z.strictObject({ customerId: id, limit, offset }))
    .output(z.object({ rows: z.array(membership), total: z.number().int() })),
  cycles: base.input(z.strictObject({ id, ...part })).output(
    z.object({
      rows: z.array(
        z.object({
          number: z.number().int(),
          startsOn: z.string(),
          lastDay: z.string(),
          left: z.array(z.object({ creditId: z.string(), name: z.string(), ...creditFacts, left: figure })),
        }),
      ),
      total: z.number().int(),
    }),
  ),
};

export const lotsContract = {
  list: base
    .input(
      z.strictObject({
        customerId: id,
        status: lotStatus.optional(),
        creditId: id.optional(),
        membershipId: id.optional(),
        limit,
        offset,
      }),
    )
    .output(z.object({ rows: z.array(lot), total: z.number().int() })),
  get: base.input(idOnly).output(lot),
  update: base
    .errors({ ...keyed, DATE_IN_THE_PAST: own.DATE_IN_THE_PAST })
    .input(
      z
        .strictObject({
          id,
          left: figure.optional(),
          lastDay: day.nullable().optional(),
          memo: text(500),
          key,
        })
        .refine((input) => input.left !== undefined || input.lastDay !== undefined, {
          path: ['left'],
          message: 'expected left, lastDay or both',
        }),
    )
    .output(z.object({ lots: z.array(lot) })),
  delete: base
    .errors({ ...keyed, CONFIRMATION_MISSING: own.CONFIRMATION_MISSING })
    .input(
      z.strictObject({
        ids: z.array(id).min(1).max(500),
        confirm: z.string().max(20).optional(),
        memo: optionalText(500),
        key,
      }),
    )
    .output(
      z.object({
        lots: z.array(lot),
        /** The numbers of the entries that took what was left; none in answers that were given before it was told. */
        entries: z.array(z.number().int()).default([]),
      }),
    ),
};

export const balanceContract = {
  get: base.input(z.strictObject({ customerId: id })).output(
    z.object({
      credits: z.array(
        z.object({
          creditId: z.string(),
          name: z.string(),
          kind: creditKind,
          ...creditFacts,
          left: signed,
          shared: z.boolean(),
          /** The company whose credit it is, where it is shared. */
          sharedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
          expiring: z.array(z.object({ lastDay: z.string().nullable(), amount: figure })),
          /** The lots behind it, in the order of spending. */
          lots: z.array(
            z.object({
              id: z.string(),
              source: lotSource,
              sourceName: z.string(),
              left: figure,
              lastDay: z.string().nullable(),
              /** False while its membership is paused or before `validFrom`. */
              spendable: z.boolean(),
            }),
          ),
        }),
      ),
    }),
  ),
};
