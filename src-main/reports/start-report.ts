import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { InstantMs } from '../../src-shared/ids.ts';
import { isOutOfMemory } from '../platform/out-of-memory.ts';
import { savedFileMode } from '../platform/private-files.ts';
import { startThread, threadFile } from '../platform/start-thread.ts';
import type { FilterInput, ScopeInput } from '../store/usage-input.ts';
import { partPathFor, removeOldParts } from './part-path.ts';
import { type ReportResult, refusedReport } from './report-problems.ts';
import type { ReportWorkerMessage, ReportWorkerOrder, ReportWorkerTask } from './report-worker.ts';

/** A report that is asked for: of which ledger, of what, where to, by whom and when. */
export type ReportOrder = {
  readonly ledgerPath: string;
  readonly input: FilterInput & { readonly scope: ScopeInput; readonly format: 'xlsx' | 'csv' };
  readonly targetPath: string;
  readonly madeBy: string;
  /** Tells the lots' status too; everything due by then must have been posted. */
  readonly madeAt: InstantMs;
  /** How many entries the ledger has. */
  readonly entries: number;
  /** The most memory in MB that the thread's objects may take; fit for the ledger unless set. */
  readonly heapMbMax?: number;
};

/** How a report is watched and stopped. Progress counts entries. */
export type ReportWatch = {
  onProgress?(done: number, total: number): void;
  readonly signal?: AbortSignal | undefined;
};

const file = threadFile('./report-worker', import.meta.url);
const youngMbMax = 64;

/** What a thread's objects may take, in MB: enough for 100,000 entries, and half a kilobyte for each above (a million all worded differently take 221 MB in columns alone). */
function heapMbFor(entries: number): number {
  return 256 + Math.ceil(Math.max(0, entries - 100_000) / 2000);
}

/** How long a thread that was told to stop may take before it is stopped from outside. */
const patienceMs = 5000;

/**
 * Writes a report in a thread of its own, from a snapshot of the ledger as it is now. Answers with the written file or the
 * problem (`CANCELLED` once the signal aborts, `MEMORY_FULL` where the thread may not take more), in which case the target is as
 * it was and nothing is left beside it; bugs are thrown.
 */
export async function startReport(order: ReportOrder, watch: ReportWatch = {}): Promise<ReportResult> {
  const { scope, format, ...filters } = order.input;
  const targetPath = resolve(order.targetPath);
  await removeOldParts(targetPath);
  if (watch.signal?.aborted) return refusedReport({ code: 'CANCELLED' });
  const partPath = partPathFor(targetPath);
  try {
    return await runInWorker(
      {
        ledgerPath: order.ledgerPath,
        request: { scope, filters, madeBy: order.madeBy, madeAt: order.madeAt },
        job: { format, targetPath, partPath, mode: savedFileMode() },
      },
      order.heapMbMax ?? heapMbFor(order.entries),
      watch,
    );
  } finally {
    // The worker cleans up by itself; this is for one that was stopped or died.
    await rm(partPath, { force: true }).catch(() => {});
  }
}

function runInWorker(task: ReportWorkerTask, heapMbMax: number, watch: ReportWatch): Promise<ReportResult> {
  const resourceLimits = { maxOldGenerationSizeMb: heapMbMax, maxYoungGenerationSizeMb: youngMbMax };
  const { worker, answer } = startThread<ReportWorkerMessage, ReportResult>({
    name: 'a report',
    file,
    options: { workerData: task, resourceLimits },
    hear(message) {
      if (message.type === 'result') return message.result;
      watch.onProgress?.(message.done, message.total);
      return null;
    },
    insteadOf(failure) {
      if (isOutOfMemory(failure)) return refusedReport({ code: 'MEMORY_FULL' });
      return failure === null && watch.signal?.aborted ? refusedReport({ code: 'CANCELLED' }) : null;
    },
  });
  let patience: NodeJS.Timeout | undefined;
  const cancel = () => {
    worker.postMessage({ type: 'cancel' } satisfies ReportWorkerOrder);
    patience = setTimeout(() => void worker.terminate(), patienceMs);
  };
  watch.signal?.addEventListener('abort', cancel, { once: true });
  return answer.finally(() => {
    clearTimeout(patience);
    watch.signal?.removeEventListener('abort', cancel);
  });
}
