import { parentPort, workerData } from 'node:worker_threads';
import { openReportSource, type ReportRequest } from './read-report.ts';
import { type ReportResult, refusedReport } from './report-problems.ts';
import { type ReportJob, runReport } from './run-report.ts';

/** What the worker is started with. */
export type ReportWorkerTask = {
  readonly ledgerPath: string;
  readonly request: ReportRequest;
  readonly job: ReportJob;
};
/** What the worker tells. */
export type ReportWorkerMessage =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'result'; readonly result: ReportResult };
/** What the worker is told. */
export type ReportWorkerOrder = { readonly type: 'cancel' };

async function work(task: ReportWorkerTask, signal: AbortSignal): Promise<ReportResult> {
  const opened = openReportSource(task.ledgerPath, task.request);
  if (!opened.ok) return refusedReport(opened.problem);
  try {
    return await runReport(opened.source, task.job, {
      onProgress: (done, total) => tell({ type: 'progress', done, total }),
      signal,
    });
  } finally {
    opened.close();
  }
}

function tell(message: ReportWorkerMessage): void {
  parentPort?.postMessage(message);
}

// exceljs's zip writer still says `new Buffer()`; nobody at a desk can mend that, so it is not worth a line.
process.noDeprecation = true;

const stop = new AbortController();
parentPort?.on('message', (order: ReportWorkerOrder) => {
  if (order.type === 'cancel') stop.abort();
});
// Started by start-report.ts, which hands this over. A bug ends the thread with its error, which the starter throws on.
tell({ type: 'result', result: await work(workerData as ReportWorkerTask, stop.signal) });
parentPort?.close();
