import Papa from 'papaparse';
import type { RejectedRow } from './import-plan.ts';
import { judgeDelimiter, type TableShape } from './judge-delimiter.ts';
import { rowsPerStep, type Watch } from './stop-signal.ts';
import { headRows, isBlank, type TableFile, type TableRow, trimCell } from './table.ts';
import { cellCharactersMax, columnsMax, figure, rowsMax, UnreadableFile } from './unreadable-file.ts';

/** Reads text as a table whose delimiter is judged over the whole of it; throws UnreadableFile past the limits or where a quoted cell never ends. Line ends within cells become \n. */
export function readCsv(raw: string, watch: Watch): TableFile {
  const text = raw.includes('\r') ? raw.replaceAll(/\r\n?/g, '\n') : raw;
  const shape = judgeDelimiter(text);
  refuseShape(shape);
  const head: TableRow[] = [];
  parseRows(text, shape, (line, cells) => {
    head.push({ line, cells });
    return head.length < headRows;
  });
  return {
    head,
    rowsAfter(after, columns, width) {
      const rows: TableRow[] = [];
      const misfits: RejectedRow[] = [];
      parseRows(text, shape, (line, cells, misquoted) => {
        if (line <= after) return true;
        if (isBlank({ line, cells })) return true;
        const reason = misquoted ? misquotedReason(line, cells) : misfitReason(cells, width, shape.delimiter);
        if (reason !== null) misfits.push({ line, reason, value: cells.join(shape.delimiter) });
        else rows.push({ line, cells: columns.map((column) => trimCell(cells[column] ?? '')) });
        if (rows.length % rowsPerStep === 0) watch.step(rows.length, null);
        if (rows.length + misfits.length > rowsMax) throw new UnreadableFile(tooManyRows);
        return true;
      });
      return { rows, misfits };
    },
  };
}

/** Empty cells beyond the header's are separators that some programs write at the end of each row. */
function isWider(cells: readonly string[], width: number): boolean {
  return cells.length > width && cells.slice(width).some((cell) => trimCell(cell) !== '');
}

/** A quotation mark within quoted text may be the one that should have closed it: what follows, lines included, may be cells and rows of their own. */
function misquotedReason(line: number, cells: readonly string[]): string {
  const to = line + cells.join('').split('\n').length - 1;
  const range = to === line ? '' : ` and runs to line ${figure(to)}`;
  return `has a quotation mark inside quoted text${range}, so that it can’t be said where its cells end: a mark inside is written twice`;
}

/** Why a row does not fit under its header, or null. */
function misfitReason(cells: readonly string[], width: number, delimiter: string): string | null {
  if (isWider(cells, width)) {
    const mark = delimiter === '\t' ? 'a tab' : `“${delimiter}”`;
    return `has ${figure(cells.length)} cells and the header ${figure(width)}: a cell with ${mark} in it needs quotation marks around it`;
  }
  // Of two columns the second may well be missing; of more, whoever wrote the others would have left separators.
  if (cells.length > 1 || width < 3) return null;
  return `has one cell and the header ${figure(width)}: a total, a title, or text with a line end that needs quotation marks around it`;
}

const tooManyRows = `The file has more than ${figure(rowsMax)} rows; an import takes at most so many. Split it into several files.`;

function refuseShape(shape: TableShape): void {
  if (shape.tooWideAt !== null) {
    throw new UnreadableFile(
      `Line ${figure(shape.tooWideAt)} has more than ${columnsMax} columns; an import takes at most ${columnsMax}. Is it really a table of customers or credits?`,
    );
  }
  if (shape.openQuoteAt !== null) {
    throw new UnreadableFile(
      `The file ends inside a cell whose quotation mark opens in line ${figure(shape.openQuoteAt)}: it was cut off, or that mark is never closed.`,
    );
  }
  if (shape.longCellAt !== null) {
    throw new UnreadableFile(
      `Line ${figure(shape.longCellAt)} has a cell of more than ${figure(cellCharactersMax)} characters; no table has such cells.`,
    );
  }
  if (shape.cutOffIn !== null) {
    const { line, cells, usual } = shape.cutOffIn;
    throw new UnreadableFile(
      `The file breaks off in line ${figure(line)}, which has ${cells} of ${usual} cells and no end: it was cut off on its way. Export or copy it again; if that line is a total, remove it.`,
    );
  }
  // Title rows and the header come on top; the exact count follows while reading.
  if (shape.records > rowsMax + headRows) throw new UnreadableFile(tooManyRows);
}

/** Calls `visit` for each record with the line where it begins, until it answers false. `misquoted`: a quoted cell goes on behind a closing mark. */
function parseRows(
  text: string,
  shape: TableShape,
  visit: (line: number, cells: string[], misquoted: boolean) => boolean,
): void {
  let line = 1;
  let from = 0;
  Papa.parse<string[]>(text, {
    delimiter: shape.delimiter,
    newline: '\n',
    step(result, parser) {
      const goOn = visit(
        line,
        result.data,
        result.errors.some(({ code }) => code === 'InvalidQuotes'),
      );
      const to = result.meta.cursor;
      for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) line++;
      from = to;
      if (!goOn) parser.abort();
    },
  });
}
