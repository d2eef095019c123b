import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ExcelJS from 'exceljs';
import { onTestFinished } from 'vitest';
import { partPathFor } from '../../../src-main/reports/part-path.ts';
import type { ReportSource } from '../../../src-main/reports/report-source.ts';
import { type ReportJob, type ReportRun, runReport } from '../../../src-main/reports/run-report.ts';

/** A folder of the test's own, gone after it. */
export function reportFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tallydesk-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A job with a target in a folder of the test's own, unless told otherwise. */
export function reportJob(format: 'xlsx' | 'csv', targetPath = join(reportFolder(), `usage.${format}`)): ReportJob {
  return { format, targetPath, partPath: partPathFor(targetPath) };
}

/** Makes a report; its path. */
export async function makeReport(source: ReportSource, format: 'xlsx' | 'csv', run: ReportRun = {}): Promise<string> {
  const result = await runReport(source, reportJob(format), run);
  if (!result.ok) throw new Error(`the report was not made: ${JSON.stringify(result.problem)}`);
  return result.report.path;
}

/** What lies beside a target. */
export function besides(targetPath: string): string[] {
  return readdirSync(dirname(targetPath));
}

/** A workbook as exceljs reads it. */
export async function readWorkbook(path: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook;
}

/** The sheet with a name. */
export function sheetOf(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (!sheet)
    throw new Error(`there is no sheet ${name}, only ${workbook.worksheets.map((one) => one.name).join(', ')}`);
  return sheet;
}

/** The number of the row whose first cell says `label`. */
export function rowOf(sheet: ExcelJS.Worksheet, label: string): number {
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    if (sheet.getCell(row, 1).text === label) return row;
  }
  throw new Error(`no row of ${sheet.name} begins with ${label}`);
}

/** The rows below the header that begins with `Used on` (or another first title), as their values. */
export function tableOf(sheet: ExcelJS.Worksheet, firstTitle = 'Used on'): unknown[][] {
  const header = rowOf(sheet, firstTitle);
  const width = sheet.getRow(header).cellCount;
  return Array.from({ length: sheet.rowCount - header }, (_, below) =>
    Array.from({ length: width }, (_, place) => sheet.getCell(header + 1 + below, place + 1).value),
  );
}
