/** Makes one Excel file of 100,000 rows in a process of its own and tells how long it took: `export-child.ts app|bare DATA_DIR`. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import Papa from 'papaparse';
import type { InstantMs } from '../../src-shared/ids.ts';
import { longHistories } from './generate-ledger.ts';
import { customerNumbered, openBenchApp } from './open-bench-app.ts';

const [mode, dataDir = '', nowMs = '0'] = process.argv.slice(2);

/** What a child tells: milliseconds, rows and bytes. */
export type ExportTold = { ms: number; rows: number; bytes: number };

function tell(told: ExportTold): void {
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

/** The app's own report; beforehand, the same rows as CSV, for the bare writer. */
async function app(format: 'xlsx' | 'csv'): Promise<void> {
  const { client, close } = await openBenchApp(dataDir, { nowMs: Number(nowMs) as InstantMs });
  const customerId = await customerNumbered(client, longHistories.heavy.customer);
  const began = performance.now();
  const made = await client.reports.export({ scope: { customerId }, format, to: join(dataDir, `report.${format}`) });
  tell({ ms: performance.now() - began, rows: made.rows, bytes: made.bytes });
  await close();
}

/** The cells of the CSV report as exceljs takes them: dates, numbers and text. */
function cells(): (string | number | Date)[][] {
  const { data } = Papa.parse<string[]>(readFileSync(join(dataDir, 'report.csv'), 'utf8').trim());
  const isFigure = /^-?\d+(\.\d+)?$/;
  const isTime = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}/;
  const cell = (text: string) =>
    isFigure.test(text)
      ? Number(text)
      : isTime.test(text)
        ? new Date(`${text.slice(0, 10)}T${text.slice(11, 16)}Z`)
        : text;
  return data.filter((row) => row.length > 4).map((row) => row.map(cell));
}

async function bare(): Promise<void> {
  const rows = cells();
  const path = join(dataDir, 'bare.xlsx');
  const began = performance.now();
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet('Credit usage');
  for (const [place, row] of rows.entries()) {
    sheet.addRow(row).commit();
    if (place % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  sheet.commit();
  await workbook.commit();
  tell({ ms: performance.now() - began, rows: rows.length, bytes: statSync(path).size });
}

if (mode === 'xlsx' || mode === 'csv') await app(mode);
else await bare();
