import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { cleanText } from '../clean-text.ts';
import type { Cell } from '../report-cells.ts';
import type { HeadRow, Report, ReportColumn, ReportSheet } from '../report-layout.ts';
import type { WriteFlow } from '../write-flow.ts';
import { headRowXml, tableHeaderXml } from './xlsx-head.ts';
import { type RowRenderer, rowRenderer, type WorkbookRegister } from './xlsx-rows.ts';
import { fittingWidths } from './xlsx-widths.ts';

/** How many rows of a table one sheet takes; a spreadsheet has 1,048,576 lines, and some stand above the table. */
export const ROWS_PER_SHEET = 1_048_000;

const chunkCharactersMin = 64 * 1024;
/** How much the compression may be behind before the writer waits for it: exceljs itself never waits. */
const behindBytesMax = 1 << 20;
const rowsFitted = 500;
/** How many texts are kept once for the whole workbook; they stay in memory until its end. */
const sharedTextsMax = 20_000;

/** What exceljs 4.4 has and its types don't tell: the stream behind a sheet, its compression, and the registers of styles and texts. */
type WorkbookParts = {
  readonly styles: { addStyleModel(style: Partial<ExcelJS.Style>): number };
  readonly sharedStrings: { readonly count: number; add(text: string): number };
  readonly zip: { abort(): void };
  title: string;
};
type SheetParts = {
  readonly stream: {
    write(xml: string): void;
    /** Where the sheet's bytes go; nowhere while the sheet before it is still being compressed. */
    readonly pipes: readonly { readonly _writableState: { readonly length: number } }[];
  };
};
type Book = {
  readonly workbook: ExcelJS.stream.xlsx.WorkbookWriter & WorkbookParts;
  readonly report: Report;
  readonly flow: WriteFlow;
};

/** Writes a report as an Excel workbook, sheet by sheet, row by row; ends the sink. Rejects where the sink fails or the flow is cancelled. */
export async function writeXlsx(
  report: Report,
  sink: Writable,
  flow: WriteFlow,
  rowsPerSheet = ROWS_PER_SHEET,
): Promise<void> {
  const made = new Date(report.madeAtMs);
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true, useSharedStrings: false });
  // exceljs is pinned to one version, and the tests read back what these undeclared parts write.
  const workbook = Object.assign(writer as typeof writer & WorkbookParts, {
    creator: cleanText(report.madeBy),
    lastModifiedBy: cleanText(report.madeBy),
    created: made,
    modified: made,
    title: report.title,
  });
  try {
    for (const sheet of report.sheets) await writeSheet({ workbook, report, flow }, sheet, rowsPerSheet);
    await flow.orFail(workbook.commit());
  } catch (error) {
    workbook.zip.abort();
    throw error;
  }
}

async function writeSheet(book: Book, sheet: ReportSheet, rowsPerSheet: number): Promise<void> {
  const head = sheet.head();
  if (!sheet.table) {
    const output = openSheet(book, sheet, sheet.name, sheet.widths, 0);
    await writeHead(output, head);
    return output.close();
  }
  const { columns } = sheet.table;
  const rows = sheet.table.rows[Symbol.iterator]();
  const first = take(rows, Math.min(rowsFitted, rowsPerSheet));
  const widths = fittingWidths(columns, first, head);
  let waiting: readonly Cell[][] | null = first;
  for (let part = 1; part === 1 || waiting; part += 1) {
    const above = part === 1 ? head : [];
    const name = part === 1 ? sheet.name : `${sheet.name} (${part})`;
    const output = openSheet(book, sheet, name, widths, above.length + 1);
    await writeHead(output, above);
    waiting = await writeTable(output, columns, waiting ?? [], rows, rowsPerSheet);
    output.close();
  }
}

/** Writes the rows that are waiting and those that follow; what the sheet has no room for is waiting afterwards, else null. */
async function writeTable(
  output: SheetOutput,
  columns: readonly ReportColumn[],
  waiting: readonly Cell[][],
  rows: Iterator<readonly Cell[]>,
  rowsPerSheet: number,
): Promise<readonly Cell[][] | null> {
  const header = output.nextRow();
  await output.write(tableHeaderXml(output.renderer, header, columns));
  for (const cells of waiting) await output.write(output.renderer.row(output.nextRow(), cells));
  let written = waiting.length;
  let next = rows.next();
  while (!next.done && written < rowsPerSheet) {
    const ready = output.write(output.renderer.row(output.nextRow(), next.value));
    if (ready) await ready;
    written += 1;
    next = rows.next();
  }
  output.sheet.autoFilter = {
    from: { row: header, column: 1 },
    to: { row: header + written, column: columns.length },
  };
  return next.done ? null : [[...next.value]];
}

async function writeHead(output: SheetOutput, head: readonly HeadRow[]): Promise<void> {
  for (const row of head) await output.write(headRowXml(output.renderer, output.nextRow(), row));
}

/** One sheet on its way out: rows go to `write`, which returns a promise whenever it is time to give way. */
type SheetOutput = {
  readonly sheet: ExcelJS.Worksheet;
  readonly renderer: RowRenderer;
  nextRow(): number;
  write(xml: string): Promise<void> | null;
  close(): void;
};

/** `frozenRows`: how many rows stay in view and are repeated on paper (the last of them only). */
function openSheet(
  book: Book,
  sheet: ReportSheet,
  name: string,
  widths: readonly number[],
  frozenRows: number,
): SheetOutput {
  const { workbook, flow } = book;
  const worksheet = workbook.addWorksheet(name, sheetOptions(book.report, sheet, frozenRows));
  worksheet.columns = widths.map((width) => ({ width }));
  // An empty row makes exceljs write what comes before the first row.
  worksheet.addRow([]).commit();
  const { stream } = worksheet as ExcelJS.Worksheet & SheetParts;
  let row = 0;
  let pending = '';
  const flush = async () => {
    stream.write(pending);
    pending = '';
    await flow.turn();
    await flow.until(() => (stream.pipes[0]?._writableState.length ?? Number.POSITIVE_INFINITY) < behindBytesMax);
  };
  return {
    sheet: worksheet,
    renderer: rowRenderer(
      widths.map((_, place) => sheet.table?.columns[place] ?? {}),
      registerOf(workbook),
    ),
    nextRow: () => (row += 1),
    write(xml) {
      pending += xml;
      return pending.length < chunkCharactersMin ? null : flush();
    },
    close() {
      stream.write(pending);
      // Promised nothing in the streaming writer, whatever its types say.
      (worksheet as unknown as { commit(): void }).commit();
    },
  };
}

function registerOf({ styles, sharedStrings }: WorkbookParts): WorkbookRegister {
  return {
    style: (style) => styles.addStyleModel(style),
    text: (text) => (sharedStrings.count < sharedTextsMax ? sharedStrings.add(text) : null),
  };
}

function sheetOptions(report: Report, sheet: ReportSheet, frozenRows: number): Partial<ExcelJS.AddWorksheetOptions> {
  return {
    views:
      frozenRows === 0 ? [{ showGridLines: false }] : [{ state: 'frozen', ySplit: frozenRows, showGridLines: false }],
    headerFooter: { oddFooter: `&L${footerText(report.footer)}&C${footerText(sheet.name)}&RPage &P of &N` },
    pageSetup: {
      paperSize: 9,
      orientation: sheet.landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.3 },
      ...(frozenRows === 0 ? {} : { printTitlesRow: `${frozenRows}:${frozenRows}` }),
    },
  };
}

/** Text of a page's foot: `&` would begin a code, and all of it together must stay below 255 characters. */
function footerText(text: string): string {
  return cleanText(text).slice(0, 100).toWellFormed().replaceAll('\n', ' ').replaceAll('&', '&&');
}

function take(rows: Iterator<readonly Cell[]>, count: number): readonly Cell[][] {
  const taken: Cell[][] = [];
  while (taken.length < count) {
    const next = rows.next();
    if (next.done) break;
    taken.push([...next.value]);
  }
  return taken;
}
