import { startThread, threadFile } from '../platform/start-thread.ts';
import type { CatchUpMessage, CatchUpTask } from './catch-up-worker.ts';
import type { Posted } from './due-postings.ts';

/** How a catch-up is watched and stopped. Progress counts entries posted. */
export type CatchUpWatch = {
  onProgress(entries: number): void;
  /** Hears what was left out, in a sentence. */
  onTold(sentence: string): void;
  readonly signal: AbortSignal;
};

const file = threadFile('./catch-up-worker', import.meta.url);

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
  const { answer } = startThread<CatchUpMessage, Posted & { finished: boolean }>({
    name: 'a catch-up',
    file,
    options: { workerData: { ...order, stop } satisfies CatchUpTask },
    hear(message) {
      if (message.type === 'done') return { ...message.posted, finished: message.finished };
      if (message.type === 'progress') watch.onProgress(message.entries);
      else watch.onTold(message.sentence);
      return null;
    },
  });
  return answer.finally(() => watch.signal.removeEventListener('abort', onAbort));
}
