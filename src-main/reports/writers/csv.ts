import type { Writable } from 'node:stream';
import { assertNever } from '../../../src-shared/assert-never.ts';
import { looksLikeFormula } from '../../../src-shared/looks-like-formula.ts';
import { cleanText } from '../clean-text.ts';
import type { Cell } from '../report-cells.ts';
import type { Report } from '../report-layout.ts';
import { wallText } from '../wall-time.ts';
import type { WriteFlow } from '../write-flow.ts';

const byteOrderMark = '\uFEFF';
const lineEnd = '\r\n';
const chunkCharactersMin = 64 * 1024;

/**
 * Writes the table of a report's first sheet as CSV: UTF-8 with a byte order mark, RFC 4180, the header first. Amounts and
 * counts are plain decimal numbers, days and times those of the studio's wall. Text that a spreadsheet would take for a
 * formula begins with an apostrophe.
 */
export async function writeCsv(report: Report, sink: Writable, flow: WriteFlow): Promise<void> {
  const { table } = report.sheets[0];
  if (!table) throw new RangeError(`the sheet ${report.sheets[0].name} has no table to write as CSV`);
  let text = byteOrderMark + table.columns.map((column) => quoted(column.title)).join(',') + lineEnd;
  for (const cells of table.rows) {
    text += cells.map(csvField).join(',') + lineEnd;
    if (text.length < chunkCharactersMin) continue;
    sink.write(text);
    text = '';
    await flow.turn();
    await flow.until(() => !sink.writableNeedDrain);
  }
  sink.end(text);
  await flow.orFail(new Promise<void>((resolve) => sink.once('finish', resolve)));
}

function csvField(cell: Cell): string {
  switch (cell.type) {
    case 'empty':
      return '';
    case 'text':
      return quoted(withoutFormula(cell.text));
    case 'number':
      return cell.exact;
    case 'date':
      return cell.withTime ? wallText(cell.wallMs) : wallText(cell.wallMs).slice(0, 10);
    default:
      return assertNever(cell);
  }
}

/** Asks before and after cleaning: a carriage return becomes a line feed, and what is cleaned away must not uncover anything. */
function withoutFormula(text: string): string {
  const clean = cleanText(text);
  return looksLikeFormula(text) || looksLikeFormula(clean) ? `'${clean}` : clean;
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
