import { z } from 'zod';
import { base, day, instant, job, jobName, nothing } from './common.ts';

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
  /** How the app and its ledger are; answers always, even where the ledger can't be opened. */
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
      /**
       * Where the computer's date (`today`) is more than 366 days after the last that the ledger knows of (`lastKnown`), days in
       * the studio's zone: nothing is posted or changed until a manager confirms it. `due`: how many memberships and lots have
       * postings that wait. Null when all is well, and always where the app is a script's.
       */
      clock: z.object({ today: z.string(), lastKnown: z.string(), due: z.number().int() }).nullable(),
    }),
  ),
  /** Says that the computer's date, as `app.status` told it, is right: what is due is posted from here on. Refused where the clock shows another day by now. */
  confirmClock: base.input(z.strictObject({ today: day })).output(z.object({})),
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
