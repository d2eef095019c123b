import { z } from 'zod';
import { base, job, own, path, text } from './common.ts';

export const importFormats = ['customers', 'history', 'nexudus-use-history'] as const;

/** A file's bytes: a browser's File or Blob, or anything that reads like one. */
export type FileBytes = { readonly size: number; arrayBuffer(): Promise<ArrayBuffer> };
const fileBytes = z.custom<FileBytes>(
  (value) => typeof value === 'object' && value !== null && 'arrayBuffer' in value && 'size' in value,
  'expected the text of a file, or its bytes',
);

/** A record drops a key of that name without a word, so it is refused before. */
const mapping = z
  .custom<Record<string, string>>(
    (value) => !(typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')),
    { message: 'expected the header of a column of the file', path: ['__proto__'] },
  )
  .pipe(z.record(z.string().max(500), z.string().max(500)));

const source = z
  .strictObject({
    /** A file on this machine. */
    path: path.optional(),
    /** The file's text, or its bytes as a Blob. */
    content: z.union([z.string(), fileBytes], 'expected the text of a file, or its bytes').optional(),
    /** The file's name where `content` is given; kept with each row. */
    name: text(500).optional(),
    format: z.enum(importFormats).optional(),
    /** Column header → field of the format; for nexudus-use-history: `CoworkerBookingCreditId` → customer name, e-mail or external id. */
    mapping: mapping.optional(),
    job,
  })
  .refine((input) => (input.path === undefined) !== (input.content === undefined), {
    path: ['path'],
    message: 'expected either path or content',
  });

const outcome = z.object({
  format: z.enum(importFormats),
  rows: z.number().int(),
  accepted: z.number().int(),
  skipped: z.number().int(),
  /** At most 1,000 of them; `rejectedTotal` counts all. */
  rejected: z.array(z.object({ line: z.number().int(), reason: z.string(), value: z.string() })),
  rejectedTotal: z.number().int(),
  created: z.object({
    customers: z.number().int(),
    credits: z.number().int(),
    lots: z.number().int(),
    entries: z.number().int(),
  }),
  columns: z.array(z.object({ column: z.string(), field: z.string().nullable() })),
  /** What people should know beside the counts, a sentence each: rows for archived customers, corrected rows that were left out. */
  notes: z.array(z.string()),
  sha256: z.string(),
});

const errors = { FILE_UNREADABLE: own.FILE_UNREADABLE };

export const importsContract = {
  preview: base.errors(errors).input(source).output(outcome),
  run: base
    .errors(errors)
    .input(source)
    .output(outcome.extend({ importId: z.string() })),
};
