import type { FileBytes } from '../../src-shared/contract/imports.ts';
import { isOutOfMemory } from '../platform/out-of-memory.ts';
import { startThread, threadFile } from '../platform/start-thread.ts';
import type { WorkerMessage, WorkerTask } from './import-worker.ts';
import type { ImportSource } from './read-source.ts';
import type { ImportProblem, ImportResult, ImportTask } from './run-import.ts';
import { fileBytesMax, refuseTooLarge, UnreadableFile } from './unreadable-file.ts';

/** An import's task, whose source may also be a file's bytes that are still to be read (a browser's Blob). */
export type ImportRequest = Omit<ImportTask, 'source'> & {
  readonly source: ImportSource | { readonly content: FileBytes };
};
/** How an import is watched and stopped. Progress counts rows, anew for reading, checking and writing. */
export type ImportWatch = {
  onProgress?(done: number, total: number | null): void;
  readonly signal?: AbortSignal | undefined;
};

const file = threadFile('./import-worker', import.meta.url);

/**
 * Runs an import or its preview in a thread of its own, with its own connection to the ledger; while it writes, nobody else may.
 * Answers the outcome or the problem (`CANCELLED` once the signal aborts: everything is rolled back); bugs are thrown.
 */
export async function startImport(request: ImportRequest, watch: ImportWatch = {}): Promise<ImportResult> {
  if (watch.signal?.aborted) return cancelled;
  const source = await gather(request.source);
  if ('problem' in source) return { ok: false, problem: source.problem };
  const task: ImportTask = { ...request, source: source.source };
  return watch.signal?.aborted ? cancelled : runInWorker(task, source.owned, watch);
}

const cancelled: ImportResult = { ok: false, problem: { code: 'CANCELLED' } };

/** The source as a thread can take it: a Blob's bytes are read here, its size checked before. `owned`: memory that is nobody else's, to be handed over instead of copied. */
async function gather(
  source: ImportRequest['source'],
): Promise<
  { readonly source: ImportSource; readonly owned: readonly ArrayBuffer[] } | { readonly problem: ImportProblem }
> {
  if (!('content' in source)) return { source, owned: [] };
  try {
    refuseTooLarge(source.content.size);
    const bytes = new Uint8Array(await source.content.arrayBuffer());
    return { source: { bytes }, owned: [bytes.buffer] };
  } catch (error) {
    if (error instanceof UnreadableFile) return { problem: { code: 'FILE_UNREADABLE', reason: error.reason } };
    throw error;
  }
}

function runInWorker(
  task: ImportTask,
  transferList: readonly ArrayBuffer[],
  watch: ImportWatch,
): Promise<ImportResult> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const onAbort = () => Atomics.store(stop, 0, 1);
  watch.signal?.addEventListener('abort', onAbort, { once: true });
  const { answer } = startThread<WorkerMessage, ImportResult>({
    name: 'an import',
    file,
    options: { workerData: { task, stop } satisfies WorkerTask, transferList: [...transferList] },
    hear(message) {
      if (message.type === 'result') return message.result;
      watch.onProgress?.(message.done, message.total);
      return null;
    },
    insteadOf: (failure) => (isOutOfMemory(failure) ? tooLargeForMemory : null),
  });
  return answer.finally(() => watch.signal?.removeEventListener('abort', onAbort));
}

const tooLargeForMemory: ImportResult = {
  ok: false,
  problem: {
    code: 'FILE_UNREADABLE',
    reason: `The file needs more memory than there is (files of up to ${fileBytesMax / 1024 / 1024} MB are read): split it into several files. Nothing was imported.`,
  },
};
