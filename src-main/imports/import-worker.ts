import { parentPort, workerData } from 'node:worker_threads';
import { type ImportResult, type ImportTask, runImport } from './run-import.ts';
import { ImportCancelled, type Watch } from './stop-signal.ts';

/** What the worker is started with. `stop` is shared memory: its first number is not 0 once the import is cancelled. */
export type WorkerTask = { readonly task: ImportTask; readonly stop: Int32Array<SharedArrayBuffer> };
/** What the worker tells. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly done: number; readonly total: number | null }
  | { readonly type: 'result'; readonly result: ImportResult };

const tellEveryMs = 100;

/** Tells progress ten times a second at most, and stops where the shared flag says so. */
function watchFor(stop: Int32Array<SharedArrayBuffer>, tell: (message: WorkerMessage) => void): Watch {
  let toldAt = 0;
  return {
    step(done, total) {
      if (Atomics.load(stop, 0) !== 0) throw new ImportCancelled();
      const at = performance.now();
      if (at - toldAt < tellEveryMs) return;
      toldAt = at;
      tell({ type: 'progress', done, total });
    },
  };
}

// A worker's entry: what it throws reaches start-import.ts as the worker's error.
if (parentPort) {
  const port = parentPort;
  const { task, stop } = workerData as WorkerTask; // written by start-import.ts alone
  const tell = (message: WorkerMessage) => port.postMessage(message);
  tell({ type: 'result', result: runImport(task, watchFor(stop, tell)) });
}
