import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { ReportCancelled } from './report-problems.ts';

/** How a writer gives way: to whoever cancels, to the disk, and to a sink that is behind. */
export type WriteFlow = {
  /** Throws where the report was cancelled or its sink has failed. */
  check(): void;
  /** Lets everything else run once, then checks. */
  turn(): Promise<void>;
  /** Goes on when `ready` says so; checks meanwhile. */
  until(ready: () => boolean): Promise<void>;
  /** The value of `work`, or the sink's failure or the cancelling, whichever comes first. */
  orFail<Value>(work: Promise<Value>): Promise<Value>;
};

/** The flow of one report into its sink. */
export function writeFlow(sink: Writable, signal?: AbortSignal): WriteFlow {
  const check = () => {
    if (signal?.aborted) throw new ReportCancelled();
    if (sink.errored) throw sink.errored;
  };
  const until = async (ready: () => boolean) => {
    while (!ready()) {
      check();
      await wait(1);
    }
    check();
  };
  return {
    check,
    until,
    async turn() {
      await new Promise((resolve) => setImmediate(resolve));
      check();
    },
    orFail(work) {
      return new Promise((resolve, reject) => {
        const fail = (error: Error) => reject(error);
        const cancel = () => reject(new ReportCancelled());
        if (signal?.aborted) cancel();
        if (sink.errored) fail(sink.errored);
        sink.once('error', fail);
        signal?.addEventListener('abort', cancel, { once: true });
        work.then(resolve, reject).finally(() => {
          sink.off('error', fail);
          signal?.removeEventListener('abort', cancel);
        });
      });
    },
  };
}
