import { creditUsageReport } from './credit-usage-report.ts';
import { machineFiles, openReportFile, type ReportFile, type ReportFiles } from './report-file.ts';
import type { Report } from './report-layout.ts';
import { fileProblem, ReportCancelled, type ReportResult, refusedReport } from './report-problems.ts';
import type { ReportSource } from './report-source.ts';
import { writeFlow } from './write-flow.ts';
import { writeCsv } from './writers/csv.ts';

/** Where a report goes and in which format. `partPath`: the name that it has until it is whole, in the same folder; `mode`: the file's, where it is not what the process gives. */
export type ReportJob = {
  readonly format: 'xlsx' | 'csv';
  readonly targetPath: string;
  readonly partPath: string;
  readonly mode?: number | null;
};

/** Who wants to know and may stop it. `rowsPerSheet` and `files` are the world's limits, for tests to move. */
export type ReportRun = {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  readonly rowsPerSheet?: number;
  readonly files?: ReportFiles;
};

const rowsPerTelling = 1000;

/**
 * Makes the credit usage report of a source and puts it at its target. Cancelled or failed, it leaves the target as it was
 * and nothing beside it; what the person who chose the target can mend comes back as a problem, anything else is thrown.
 */
export async function runReport(source: ReportSource, job: ReportJob, run: ReportRun = {}): Promise<ReportResult> {
  let file: ReportFile | null = null;
  try {
    file = await openReportFile(job, run.files ?? machineFiles);
    const report = creditUsageReport(source, tellProgress(source, run));
    await write(report, file, job, run);
    const { bytes, sha256 } = await file.finish();
    return { ok: true, report: { path: job.targetPath, rows: report.rowsListed(), bytes, sha256 } };
  } catch (error) {
    await file?.discard();
    if (error instanceof ReportCancelled) return refusedReport({ code: 'CANCELLED' });
    const problem = fileProblem(error, job.targetPath);
    if (problem) return refusedReport(problem);
    throw error;
  }
}

async function write(report: Report, file: ReportFile, job: ReportJob, run: ReportRun): Promise<void> {
  const flow = writeFlow(file.sink, run.signal);
  if (job.format === 'csv') return writeCsv(report, file.sink, flow);
  // exceljs takes a third of a second to load: only where an Excel file is asked for.
  const { ROWS_PER_SHEET, writeXlsx } = await import('./writers/xlsx.ts');
  return writeXlsx(report, file.sink, flow, run.rowsPerSheet ?? ROWS_PER_SHEET);
}

/** Counts entries; the lots behind them come at the end and take no time to speak of. */
function tellProgress(source: ReportSource, { onProgress }: ReportRun): () => void {
  if (!onProgress) return () => {};
  const { total } = source.entries;
  let done = 0;
  onProgress(0, total);
  return () => {
    done += 1;
    if (done % rowsPerTelling === 0 || done === total) onProgress(done, total);
  };
}
