import { parentPort, workerData } from 'node:worker_threads';
import type { InstantMs } from '../../src-shared/ids.ts';
import { idsOf } from '../platform/ids.ts';
import { openForWriting } from '../store/open.ts';
import { nothingPosted, type Posted, postSlice } from './due-postings.ts';

/** Up to when a ledger is to be caught up, and when that was recorded. `stop` is shared memory: not 0 once the work is to stop. */
export type CatchUpTask = {
  readonly ledgerPath: string;
  readonly to: InstantMs;
  readonly recordedAt: InstantMs;
  readonly stop: Int32Array<SharedArrayBuffer>;
};
/** What the thread tells; `finished` false: it was stopped, and what it had posted stays. */
export type CatchUpMessage =
  | { readonly type: 'progress'; readonly entries: number }
  | { readonly type: 'told'; readonly sentence: string }
  | { readonly type: 'done'; readonly posted: Posted; readonly finished: boolean };

/** What one transaction takes: pages that many postings touch are then written once. Nobody waits for the disk but this thread. */
const transactionMs = 3000;
const tellEveryMs = 100;

function catchUp({ ledgerPath, to, recordedAt, stop }: CatchUpTask, tell: (message: CatchUpMessage) => void): void {
  const db = openForWriting(ledgerPath);
  try {
    const posted = nothingPosted();
    const ids = idsOf({ now: () => recordedAt });
    const isStopped = () => Atomics.load(stop, 0) !== 0;
    for (let finished = false; ; ) {
      const until = performance.now() + transactionMs;
      let toldAt = 0;
      const goesOn = ({ entries }: Posted) => {
        const at = performance.now();
        if (at - toldAt >= tellEveryMs) {
          toldAt = at;
          tell({ type: 'progress', entries });
        }
        return at < until && !isStopped();
      };
      const left = (sentence: string) => tell({ type: 'told', sentence });
      finished = postSlice(db, { to, recordedAt, ids, goesOn, tell: left }, posted);
      if (!finished && !isStopped()) continue;
      tell({ type: 'done', posted, finished });
      return;
    }
  } finally {
    db.close();
  }
}

// A worker's entry: what it throws reaches start-catch-up.ts as the worker's error.
if (parentPort) {
  const port = parentPort;
  catchUp(workerData as CatchUpTask, (message) => port.postMessage(message)); // written by start-catch-up.ts alone
}
