import { z } from 'zod';
import { base, instant, job, jobName, nothing } from './common.ts';

const problem = z.object({ entry: z.number().int().nullable(), problem: z.string() });

export const ledgerContract = {
  advance: base.input(z.strictObject({ to: instant.optional() }).default({})).output(
    z.object({
      to: z.string(),
      posted: z.object({
        rolloverOut: z.number().int(),
        expiry: z.number().int(),
        rolloverIn: z.number().int(),
        grant: z.number().int(),
      }),
      entries: z.number().int(),
    }),
  ),
  verify: base
    .input(z.strictObject({ job }).default({}))
    .output(z.object({ ok: z.boolean(), entries: z.number().int(), head: z.string(), problems: z.array(problem) })),
};

export const appContract = {
  /** What the app found at its start; answers always, even where the ledger can't be opened. */
  status: base.input(nothing).output(
    z.object({
      version: z.string(),
      host: z.enum(['electron', 'browser', 'script']),
      ledgerPath: z.string(),
      state: z.enum(['empty', 'ready', 'problem']),
      readOnly: z.boolean(),
      demo: z.boolean(),
      /** What people should know of this opening though the ledger can be used, in a sentence. */
      notice: z.string().nullable(),
      problem: z.object({ code: z.string(), message: z.string(), advice: z.string() }).nullable(),
    }),
  ),
};

export const changedAreas = ['studio', 'staff', 'customers', 'catalogue', 'ledger', 'session'] as const;

const liveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), areas: z.array(z.enum(changedAreas)) }),
  z.object({
    type: z.literal('progress'),
    job: z.string(),
    label: z.enum(['catch-up', 'export', 'import', 'verify', 'demo']),
    done: z.number(),
    total: z.number().nullable(),
    finished: z.boolean(),
  }),
]);

export { liveEvent };

export const jobsContract = {
  cancel: base.input(z.strictObject({ job: jobName })).output(z.object({ cancelled: z.boolean() })),
};
