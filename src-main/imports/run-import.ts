import type { z } from 'zod';
import type { importsContract } from '../../src-shared/contract/imports.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { idsOf } from '../platform/ids.ts';
import type { Db } from '../store/database.ts';
import { openForReading, openForWriting } from '../store/open.ts';
import { loadStudio } from '../store/studio.ts';
import { applyImport } from './apply-import.ts';
import type { ImportFormat } from './column-synonyms.ts';
import type { ImportPlan } from './import-plan.ts';
import { loadFacts } from './load-facts.ts';
import { InvalidMapping } from './mapping.ts';
import { type ReadFile, readFile } from './read-file.ts';
import { type ImportSource, readSource } from './read-source.ts';
import { ImportCancelled, type Watch } from './stop-signal.ts';
import { shown, UnreadableFile } from './unreadable-file.ts';

/** An import as a worker gets it. `apply` false: a preview, which decides the same and writes nothing. */
export type ImportTask = {
  readonly ledgerPath: string;
  readonly source: ImportSource;
  readonly format: ImportFormat | null;
  readonly mapping: Readonly<Record<string, string>>;
  /** The file's name, where its content is handed over. */
  readonly name: string | null;
  readonly staff: { readonly number: number; readonly email: string };
  readonly now: InstantMs;
  readonly apply: boolean;
};

/** What the contract answers to a preview; `importId` is set where the import was run. */
export type ImportOutcome = z.infer<(typeof importsContract.preview)['~orpc']['outputSchema'] & object> & {
  readonly importId: string | null;
};
/** Why an import can't be done at all; nothing was written. */
export type ImportProblem =
  | { readonly code: 'FILE_UNREADABLE'; readonly reason: string }
  | { readonly code: 'INVALID_INPUT'; readonly field: string; readonly expected: string }
  | { readonly code: 'CANCELLED' };
/** How an import ended. */
export type ImportResult =
  | { readonly ok: true; readonly outcome: ImportOutcome }
  | { readonly ok: false; readonly problem: ImportProblem };

/** The most rejected rows that an outcome lists; it counts all. */
const rejectedListed = 1000;

/** Reads, checks and plans an import and, where asked, writes it, all in one transaction of a connection of its own. Bugs and faults of the machine are thrown. */
export function runImport(task: ImportTask, watch: Watch): ImportResult {
  try {
    const content = readSource(task.source);
    const file = readFile(content.bytes, task.format, task.mapping, watch);
    const outcome = inTransaction(task, (db) => {
      const studio = loadStudio(db);
      if (!studio) throw new Error('an import needs a ledger with a studio');
      const plan = file.plan(loadFacts(db, studio, content.sha256));
      const importId = task.apply ? write(db, plan, task, content, watch) : null;
      return outcomeOf(plan, file, content.sha256, importId);
    });
    return { ok: true, outcome };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

function write(
  db: Db,
  plan: ImportPlan,
  task: ImportTask,
  content: { sha256: string; name: string | null },
  watch: Watch,
): string {
  const fileName = task.name ?? content.name ?? 'Pasted text';
  const ids = idsOf({ now: () => task.now });
  return applyImport(db, ids, plan, { fileName, sha256: content.sha256, staff: task.staff, now: task.now }, watch);
}

/** Plans and writes see the same ledger: nobody else writes between them, and a failure leaves nothing behind. */
function inTransaction<Answer>(task: ImportTask, work: (db: Db) => Answer): Answer {
  const db = task.apply ? openForWriting(task.ledgerPath) : openForReading(task.ledgerPath);
  try {
    const transaction = db.transaction(work);
    return task.apply ? transaction.immediate(db) : transaction.deferred(db);
  } finally {
    db.close();
  }
}

function outcomeOf(plan: ImportPlan, file: ReadFile, sha256: string, importId: string | null): ImportOutcome {
  return {
    format: plan.format,
    rows: plan.rows,
    accepted: plan.accepted,
    skipped: plan.skipped,
    rejected: plan.rejected.slice(0, rejectedListed).map((row) => ({ ...row, value: shown(row.value, 200) })),
    rejectedTotal: plan.rejected.length,
    created: {
      customers: plan.customers.length,
      credits: plan.credits.length,
      lots: plan.lots.filter((lot) => !('known' in lot)).length,
      entries: plan.entries.length,
    },
    columns: [...file.columns],
    notes: [...plan.notes],
    sha256,
    importId,
  };
}

function problemOf(error: unknown): ImportProblem {
  if (error instanceof UnreadableFile) return { code: 'FILE_UNREADABLE', reason: error.reason };
  if (error instanceof InvalidMapping) return { code: 'INVALID_INPUT', field: error.field, expected: error.expected };
  if (error instanceof ImportCancelled) return { code: 'CANCELLED' };
  throw error;
}
