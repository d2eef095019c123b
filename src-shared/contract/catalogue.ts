import { z } from 'zod';
import { amount, base, creditFacts, creditKind, cycle, id, idOnly, key, own, part, requiredText } from './common.ts';

const list = z.strictObject({ ...part }).prefault({});
const listWithDeleted = z.strictObject({ archived: z.boolean().optional(), ...part }).prefault({});
const rowsOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), total: z.number().int() });

const resourceType = z.object({ id: z.string(), name: z.string() });
const resource = z.object({ id: z.string(), name: z.string(), resourceTypeId: z.string() });
const credit = z.object({
  id: z.string(),
  name: z.string(),
  kind: creditKind,
  ...creditFacts,
  resourceTypeIds: z.array(z.string()),
});

const expiration = z.discriminatedUnion(
  'rule',
  [
    z.strictObject({ rule: z.literal('cycle') }),
    z.strictObject({ rule: z.literal('never') }),
    z.strictObject({ rule: z.literal('after'), ...cycle.shape }),
  ],
  'expected {rule: "cycle"}, {rule: "never"} or {rule: "after", every, unit}',
);
const productExpiration = z.discriminatedUnion(
  'rule',
  [z.strictObject({ rule: z.literal('never') }), z.strictObject({ rule: z.literal('after'), ...cycle.shape })],
  'expected {rule: "never"} or {rule: "after", every, unit}',
);
const rollover = z.strictObject({ max: amount.nullable(), times: z.number().int().min(1).max(1000).default(1) });

const planBenefit = z
  .strictObject({
    creditId: id,
    amount,
    expiration: expiration.default({ rule: 'cycle' }),
    rollover: rollover.nullish(),
  })
  .refine((benefit) => !benefit.rollover || benefit.expiration.rule === 'cycle', {
    path: ['rollover'],
    message: 'expected a rollover only with the expiration {rule: "cycle"}',
  });
const productBenefit = z.strictObject({ creditId: id, amount, expiration: productExpiration });

const benefit = z.object({
  id: z.string(),
  creditId: z.string(),
  creditName: z.string(),
  amount: z.number().int(),
  expiration: z.union([
    z.object({ rule: z.literal('cycle') }),
    z.object({ rule: z.literal('never') }),
    z.object({ rule: z.literal('after'), ...cycle.shape }),
  ]),
  rollover: z.object({ max: z.number().int().nullable(), times: z.number().int() }).nullable(),
});

const plan = z.object({
  id: z.string(),
  name: z.string(),
  cycle: z.object(cycle.shape),
  freeCancellationHours: z.number().int().nullable(),
  benefits: z.array(benefit),
  deleted: z.boolean(),
});
const product = z.object({ id: z.string(), name: z.string(), benefits: z.array(benefit), deleted: z.boolean() });
/** Nothing is lost when an offer ends; a confirmation that is given all the same has to be one. */
const ending = z.strictObject({ id, confirm: z.string().max(20).optional() });
const freeCancellationHours = z.number().int().min(0).max(8760).nullish();
const confirmation = { CONFIRMATION_MISSING: own.CONFIRMATION_MISSING };

export const resourceTypesContract = {
  create: base.input(z.strictObject({ name: requiredText(200) })).output(resourceType),
  update: base.input(z.strictObject({ id, name: requiredText(200) })).output(resourceType),
  list: base.input(list).output(rowsOf(resourceType)),
};

export const resourcesContract = {
  create: base.input(z.strictObject({ name: requiredText(200), resourceTypeId: id })).output(resource),
  update: base
    .input(z.strictObject({ id, name: requiredText(200).optional(), resourceTypeId: id.optional() }))
    .output(resource),
  list: base.input(list).output(rowsOf(resource)),
};

export const creditsContract = {
  create: base
    .input(
      z.strictObject({
        name: requiredText(200),
        kind: creditKind,
        /** 0 to 4 digits; sessions 0 unless set, money the currency's own, time and printing 0. */
        decimals: z.number().int().min(0).max(4).optional(),
        resourceTypeIds: z.array(id).max(1000).default([]),
      }),
    )
    .output(credit),
  update: base
    .input(
      z.strictObject({ id, name: requiredText(200).optional(), resourceTypeIds: z.array(id).max(1000).optional() }),
    )
    .output(credit),
  list: base.input(list).output(rowsOf(credit)),
};

export const plansContract = {
  create: base
    .input(
      z.strictObject({
        name: requiredText(200),
        cycle,
        freeCancellationHours,
        benefits: z.array(planBenefit).max(100),
      }),
    )
    .output(plan),
  update: base
    .input(
      z.strictObject({
        id,
        name: requiredText(200).optional(),
        freeCancellationHours,
        /** Further benefits, for cycles that start from now on. */
        addBenefits: z.array(planBenefit).max(100).optional(),
      }),
    )
    .output(plan),
  delete: base.errors(confirmation).input(ending).output(plan),
  list: base.input(listWithDeleted).output(rowsOf(plan)),
  get: base.input(idOnly).output(plan),
};

export const productsContract = {
  create: base
    .input(z.strictObject({ name: requiredText(200), benefits: z.array(productBenefit).max(100) }))
    .output(product),
  update: base
    .input(
      z.strictObject({
        id,
        name: requiredText(200).optional(),
        addBenefits: z.array(productBenefit).max(100).optional(),
      }),
    )
    .output(product),
  delete: base.errors(confirmation).input(ending).output(product),
  list: base.input(listWithDeleted).output(rowsOf(product)),
  get: base.input(idOnly).output(product),
};

export const benefitsContract = {
  update: base
    .input(
      z.strictObject({
        id,
        amount: amount.optional(),
        expiration: expiration.optional(),
        rollover: rollover.nullish(),
        key: key.optional(),
      }),
    )
    .output(benefit),
  delete: base
    .errors(confirmation)
    .input(z.strictObject({ ids: z.array(id).min(1).max(500), confirm: z.string().max(20).optional() }))
    .output(z.object({ deleted: z.array(z.string()) })),
};
