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
      const tooWide: RejectedRow[] = [];
      parseRows(text, shape, (line, cells) => {
        if (line <= after) return true;
        if (isBlank({ line, cells })) return true;
        if (isWider(cells, width)) tooWide.push({ line, ...wider(cells, width, shape.delimiter) });
        else rows.push({ line, cells: columns.map((column) => trimCell(cells[column] ?? '')) });
        if (rows.length % rowsPerStep === 0) watch.step(rows.length, null);
        if (rows.length + tooWide.length > rowsMax) throw new UnreadableFile(tooManyRows);
        return true;
      });
      return { rows, tooWide };
    },
  };
}

/** Empty cells beyond the header's are separators that some programs write at the end of each row. */
function isWider(cells: readonly string[], width: number): boolean {
  return cells.length > width && cells.slice(width).some((cell) => trimCell(cell) !== '');
}

function wider(cells: readonly string[], width: number, delimiter: string): { reason: string; value: string } {
  const mark = delimiter === '\t' ? 'a tab' : `“${delimiter}”`;
  return {
    reason: `has ${figure(cells.length)} cells and the header ${figure(width)}: a cell with ${mark} in it needs quotation marks around it`,
    value: cells.join(delimiter),
  };
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
      `The file breaks off in line ${figure(line)}, which has ${cells} of ${usual} cells and no end: it was cut off on its way. Export or copy it again.`,
    );
  }
  // Title rows and the header come on top; the exact count follows while reading.
  if (shape.records > rowsMax + headRows) throw new UnreadableFile(tooManyRows);
}

/** Calls `visit` for each record with the line where it begins, until it answers false. */
function parseRows(text: string, shape: TableShape, visit: (line: number, cells: string[]) => boolean): void {
  let line = 1;
  let from = 0;
  Papa.parse<string[]>(text, {
    delimiter: shape.delimiter,
    newline: '\n',
    step(result, parser) {
      const goOn = visit(line, result.data);
      const to = result.meta.cursor;
      for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) line++;
      from = to;
      if (!goOn) parser.abort();
    },
  });
}
