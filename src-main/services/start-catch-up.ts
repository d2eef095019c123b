import { Worker } from 'node:worker_threads';
import type { CatchUpMessage, CatchUpTask } from './catch-up-worker.ts';
import type { Posted } from './due-postings.ts';

/** How a catch-up is watched and stopped. Progress counts entries posted. */
export type CatchUpWatch = {
  onProgress(entries: number): void;
  /** Hears what was left out, in a sentence. */
  onTold(sentence: string): void;
  readonly signal: AbortSignal;
};

const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './catch-up-worker.ts' : './catch-up-worker.js',
  import.meta.url,
);

/**
 * Posts everything due up to an instant in a thread of its own, with its own connection; while it writes, nobody else may. What it
 * posted, and whether that is all: once the signal aborts it stops, and what is posted stays. Bugs are thrown.
 */
export function startCatchUp(
  order: Omit<CatchUpTask, 'stop'>,
  watch: CatchUpWatch,
): Promise<Posted & { finished: boolean }> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const onAbort = () => void Atomics.store(stop, 0, watch.signal.aborted ? 1 : 0);
  onAbort();
  watch.signal.addEventListener('abort', onAbort, { once: true });
  const worker = new Worker(workerFile, { workerData: { ...order, stop } satisfies CatchUpTask });
  return new Promise<Posted & { finished: boolean }>((resolve, reject) => {
    let answer: (Posted & { finished: boolean }) | null = null;
    worker.on('message', (message: CatchUpMessage) => {
      if (message.type === 'progress') watch.onProgress(message.entries);
      else if (message.type === 'told') watch.onTold(message.sentence);
      else answer = { ...message.posted, finished: message.finished };
    });
    worker.on('error', reject);
    // Answered when the thread has ended, so that nobody finds the ledger still open.
    worker.on('exit', (code) => {
      if (answer) resolve(answer);
      else reject(new Error(`the catch-up's thread ended with ${code} before it answered`));
    });
  }).finally(() => watch.signal.removeEventListener('abort', onAbort));
}
