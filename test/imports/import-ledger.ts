import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { ImportSource } from '../../src-main/imports/read-source.ts';
import { type ImportOutcome, type ImportTask, runImport } from '../../src-main/imports/run-import.ts';
import { unwatched } from '../../src-main/imports/stop-signal.ts';
import { all, type Db } from '../../src-main/store/database.ts';
import { openLedger } from '../../src-main/store/open.ts';
import { insertStaff, insertStudio } from '../../src-main/store/studio.ts';
import { instantOf } from '../../src-shared/days.ts';

/** Now, in every test of imports: after everything in the fixtures. */
export const now = instantOf('2026-11-21T08:00:00Z');

/** A real ledger in a file of its own, with a studio in Berlin and one manager; closed and removed after the test (or, with afterAll, after all tests that share it). */
export function importLedger(whenOver: (cleanUp: () => void) => void = onTestFinished): { db: Db; path: string } {
  const dir = mkdtempSync(join(tmpdir(), 'tallydesk-import-'));
  const path = join(dir, 'ledger.sqlite');
  const opened = openLedger(path);
  if (!opened.ok) throw new Error(opened.problem.message);
  const { db } = opened;
  whenOver(() => {
    db.close();
    rmSync(dir, { recursive: true, force: true });
  });
  insertStudio(db, {
    id: 'studio',
    deskId: 'desk',
    name: 'Lindenhof',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    locale: 'de-DE',
    freeCancellationHours: 12,
    lotMustCover: 'session',
    demo: false,
    createdAt: now,
  });
  const manager = { id: 'ada', name: 'Ada Brandt', email: 'ada@example.org', emailFolded: 'ada@example.org' };
  insertStaff(db, { ...manager, role: 'manager', pinHash: 'none' });
  return { db, path };
}

/** An import's task with what most tests leave as it is. */
export function taskOf(ledgerPath: string, source: ImportSource | string, more: Partial<ImportTask> = {}): ImportTask {
  return {
    ledgerPath,
    source: typeof source === 'string' ? { text: source } : source,
    format: null,
    mapping: {},
    name: null,
    staff: { number: 1, email: 'ada@example.org' },
    now,
    apply: true,
    ...more,
  };
}

/** Runs an import (or, with `apply: false`, its preview) and gives the outcome; fails the test where there is a problem. */
export function outcomeOf(
  ledgerPath: string,
  source: ImportSource | string,
  more: Partial<ImportTask> = {},
): ImportOutcome {
  const result = runImport(taskOf(ledgerPath, source, more), unwatched);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.outcome;
}

/** A row of the file format `history`, by field. */
export type HistoryCells = Partial<
  Record<
    | 'customer_external_id'
    | 'customer_name'
    | 'customer_email'
    | 'credit'
    | 'credit_kind'
    | 'entry'
    | 'amount'
    | 'used_on'
    | 'description'
    | 'lot_external_id'
    | 'lot_granted'
    | 'lot_last_day'
    | 'external_id',
    string | number
  >
>;

/** A history file of rows; what a row leaves out is Mara's use of one class at noon of 5 March 2026. */
export function historyFile(rows: readonly HistoryCells[]): string {
  const usual: HistoryCells = {
    customer_name: 'Mara Lindt',
    credit: 'Class',
    credit_kind: 'session',
    amount: 1,
    used_on: '2026-03-05T12:00:00Z',
  };
  const fields = [
    'customer_external_id',
    'customer_name',
    'customer_email',
    'credit',
    'credit_kind',
    'entry',
    'amount',
    'used_on',
    'description',
    'lot_external_id',
    'lot_granted',
    'lot_last_day',
    'external_id',
  ] as const;
  const quoted = (cell: string | number) => `"${String(cell).replaceAll('"', '""')}"`;
  const lines = rows.map((row) => fields.map((field) => quoted({ ...usual, ...row }[field] ?? '')).join(','));
  return [fields.join(','), ...lines].join('\n');
}

const entrySchema = z.object({
  number: z.number(),
  customer: z.string(),
  credit: z.string(),
  lot: z.number(),
  kind: z.number(),
  amount: z.number(),
  at: z.string(),
  what: z.string().nullable(),
  memo: z.string().nullable(),
  line: z.number().nullable(),
  externalId: z.string().nullable(),
});

/** All entries of a ledger as plain facts, in order. */
export function entriesIn(db: Db): z.infer<typeof entrySchema>[] {
  return all(
    db,
    entrySchema,
    `SELECT e.number, c.name AS customer, k.name AS credit, e.lot, e.kind, e.amount,
       strftime('%Y-%m-%dT%H:%M:%SZ', e.happened_at / 1000, 'unixepoch') AS at, w.text AS what, m.text AS memo,
       e.import_line AS line, e.external_id AS externalId
     FROM entries e JOIN customers c ON c.number = e.customer JOIN credits k ON k.number = e.credit
     LEFT JOIN labels w ON w.number = e.what LEFT JOIN labels m ON m.number = e.memo ORDER BY e.number`,
  );
}

/** How many rows each table that an import writes to has: equal before and after where nothing was written. */
export function tableSizes(db: Db): Record<string, unknown> {
  const tables = [
    'customers',
    'credits',
    'lots',
    'entries',
    'transactions',
    'imports',
    'imported_customers',
    'bookings',
  ];
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  return Object.fromEntries(tables.map((table) => [table, count(table)]));
}
