import type { FileBytes } from '../../src-shared/contract/imports.ts';
import { catchUp } from './catch-up.ts';
import { refuseClockAhead } from './clock-ahead.ts';
import { type Actor, type Core, refuseReadOnly, upToDate } from './core.ts';
import { Refused, refuseInput } from './refused.ts';

/** What is imported (contract: imports.preview, imports.run). */
export type ImportInput = {
  readonly path?: string | undefined;
  readonly content?: string | FileBytes | undefined;
  readonly name?: string | undefined;
  readonly format?: 'customers' | 'history' | 'nexudus-use-history' | undefined;
  readonly mapping?: Record<string, string> | undefined;
  readonly job?: string | undefined;
};

/** What an import would add, skip and refuse; nothing is written. */
export async function previewImport(core: Core, actor: Actor, input: ImportInput, signal?: AbortSignal) {
  return work(core, actor, input, false, signal);
}

/** Imports a file: all its good rows in one transaction, or nothing. What its lots are due for is posted afterwards; where that fails the import still stands. */
export async function runImport(core: Core, actor: Actor, input: ImportInput, signal?: AbortSignal) {
  refuseReadOnly(core);
  refuseClockAhead(core, core.clock.now());
  // What was due comes first, as in the preview: what has expired by now is not there to be taken.
  await upToDate(core);
  const { importId, ...outcome } = await core.gate.hold(() => work(core, actor, input, true, signal));
  core.live.changed(['customers', 'catalogue', 'ledger']);
  // What was imported is there whatever happens now, and the next operation posts what is still due.
  await catchUp(core).catch((error: unknown) => core.log.error('posting what is due after an import failed', error));
  return { ...outcome, importId: importId ?? '' };
}

async function work(core: Core, actor: Actor, input: ImportInput, apply: boolean, signal?: AbortSignal) {
  const now = apply ? core.clock.now() : await upToDate(core);
  const source = sourceOf(input);
  const result = await core.jobs.run(
    input.job ?? `import-${core.ids.next()}`,
    'import',
    async (job) => {
      // Loaded inside: whoever stops the job by its name is heard from the first moment.
      const { startImport } = await import('../imports/start-import.ts');
      return startImport(
        {
          ledgerPath: core.ledgerPath,
          source,
          format: input.format ?? null,
          mapping: input.mapping ?? {},
          name: input.name ?? null,
          staff: { number: actor.number, email: actor.email },
          now,
          apply,
        },
        { onProgress: job.progress, signal: job.signal },
      );
    },
    signal,
  );
  if (!result.ok) throw new Refused(result.problem);
  return result.outcome;
}

/** The import checks a Blob's size before it reads its bytes. */
function sourceOf({ path, content }: ImportInput) {
  if (path !== undefined) return { path };
  if (typeof content === 'string') return { text: content };
  if (content === undefined) return refuseInput('path', 'expected either path or content');
  return { content };
}
