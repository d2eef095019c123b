import { z } from 'zod';
import {
  base,
  customerKind,
  emailOrEmpty,
  figure,
  id,
  idOnly,
  limit,
  offset,
  optionalEmail,
  optionalText,
  own,
  requiredText,
  text,
} from './common.ts';

const details = {
  name: requiredText(500),
  email: optionalEmail,
  phone: optionalText(100),
  externalId: optionalText(200),
  note: optionalText(5000),
};

const member = z.object({ id: z.string(), name: z.string(), email: z.string().nullable() });

export const customer = z.object({
  id: z.string(),
  kind: customerKind,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  externalId: z.string().nullable(),
  note: z.string().nullable(),
  archived: z.boolean(),
  createdAt: z.string(),
  /** The companies that the customer is a member of. */
  companies: z.array(z.object({ id: z.string(), name: z.string(), creditSharing: z.boolean() })),
  /** A company's members; empty for a person. */
  members: z.array(member),
  creditSharing: z.boolean(),
});

const searchRow = z.object({
  id: z.string(),
  kind: customerKind,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  externalId: z.string().nullable(),
  archived: z.boolean(),
  companyName: z.string().nullable(),
  /** True where that company shares its credit with its members. */
  companyShares: z.boolean(),
  membershipName: z.string().nullable(),
  /** What is left per credit, in the catalogue's order: amounts of different units have none of their own. */
  credits: z.array(
    z.object({
      creditId: z.string(),
      name: z.string(),
      kind: z.string(),
      unit: z.string(),
      decimals: z.number().int(),
      left: figure,
    }),
  ),
  /** The next last day of something that is left, and how much of what ends with it. */
  nextExpiry: z.object({ lastDay: z.string(), amount: figure, creditId: z.string() }).nullable(),
});

export const customerFilters = ['low_balance', 'expiring', 'no_membership', 'archived'] as const;

export const customersContract = {
  search: base
    .input(
      z.strictObject({
        query: text(200).optional(),
        kind: customerKind.optional(),
        /** `expiring`: something that is left ends within 14 days; archived customers are shown only under `archived`. */
        filter: z.enum(customerFilters).optional(),
        limit,
        offset,
      }),
    )
    .output(z.object({ rows: z.array(searchRow), total: z.number().int() })),
  create: base
    .errors({ EXTERNAL_ID_TAKEN: own.EXTERNAL_ID_TAKEN })
    .input(z.strictObject({ kind: customerKind, ...details }))
    .output(customer),
  get: base.input(idOnly).output(customer),
  update: base
    .errors({ EXTERNAL_ID_TAKEN: own.EXTERNAL_ID_TAKEN })
    .input(
      z.strictObject({
        id,
        name: details.name.optional(),
        email: emailOrEmpty.nullish(),
        phone: text(100).nullish(),
        externalId: text(200).nullish(),
        note: text(5000).nullish(),
      }),
    )
    .output(customer),
  archive: base.input(z.strictObject({ id, archived: z.boolean().default(true) })).output(customer),
};

export const teamsContract = {
  set: base
    .input(z.strictObject({ companyId: id, memberIds: z.array(id).max(10_000), creditSharing: z.boolean() }))
    .output(customer),
};
