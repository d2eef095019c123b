import { cellCharactersMax, columnsMax } from './unreadable-file.ts';

/** What separates the cells of a line. */
export type Delimiter = ',' | ';' | '\t';
const delimiters: readonly Delimiter[] = [',', ';', '\t'];

/** The shape that a text has under a delimiter. Lines are counted from 1; null: that trouble is not there. */
export type TableShape = {
  readonly delimiter: Delimiter;
  readonly records: number;
  readonly tooWideAt: number | null;
  readonly longCellAt: number | null;
  readonly openQuoteAt: number | null;
  /** The last line, where it has fewer cells than the others and no end: the file was cut off in it. */
  readonly cutOffIn: { readonly line: number; readonly cells: number; readonly usual: number } | null;
};
type Judged = TableShape & { readonly columns: number; readonly share: number };

/** The delimiter under which most lines of the whole text have the same number of cells (more cells where two agree equally), and the shape that it gives. Lines end in \n. */
export function judgeDelimiter(text: string): TableShape {
  const said = /^sep=([,;\t])\n/i.exec(text)?.[1] as Delimiter | undefined;
  if (said) return shapeUnder(text, said);
  const present = delimiters.filter((delimiter) => text.includes(delimiter));
  const shapes = (present.length > 0 ? present : delimiters).map((delimiter) => shapeUnder(text, delimiter));
  const tables = shapes.filter((shape) => shape.columns > 1);
  const sound = tables.filter((shape) => shape.tooWideAt === null && shape.longCellAt === null && shape.share > 0.5);
  const candidates = sound.length > 0 ? sound : tables;
  const [best = shapes[0]] = candidates.toSorted((a, b) => b.share - a.share || b.columns - a.columns);
  if (!best) throw new RangeError('there is always a delimiter to judge');
  return best;
}

function shapeUnder(text: string, delimiter: Delimiter): Judged {
  const counts = new Map<number, number>();
  const trouble = {
    tooWideAt: null as number | null,
    longCellAt: null as number | null,
    openQuoteAt: null as number | null,
  };
  let records = 0;
  let last: ScannedRecord | null = null;
  scanRecords(text, delimiter, (record) => {
    if (record.blank) return true;
    records++;
    last = record;
    counts.set(record.columns, (counts.get(record.columns) ?? 0) + 1);
    if (record.columns > columnsMax) trouble.tooWideAt = record.line;
    if (record.longCell) trouble.longCellAt = record.line;
    if (record.openQuoteAt !== null) trouble.openQuoteAt = record.openQuoteAt;
    return record.columns <= columnsMax && !record.longCell;
  });
  // Lines of one cell say nothing against a delimiter that gives a table elsewhere, but nothing for it either.
  const [columns, lines] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0]).find(([cells]) => cells > 1) ?? [
    1,
    records,
  ];
  const share = records === 0 ? 0 : lines / records;
  return {
    delimiter,
    records,
    ...trouble,
    columns,
    share,
    cutOffIn: cutOffIn(text, last, { columns, lines, records }),
  };
}

/** A last line without an end that is shorter than nearly all others was cut off; two or three lines alone say nothing. */
function cutOffIn(
  text: string,
  last: ScannedRecord | null,
  usual: { columns: number; lines: number; records: number },
): TableShape['cutOffIn'] {
  if (last === null || text.endsWith('\n') || last.columns >= usual.columns) return null;
  const others = usual.records - 1;
  if (others < 3 || usual.lines < others * 0.9) return null;
  return { line: last.line, cells: last.columns, usual: usual.columns };
}

type ScannedRecord = {
  line: number;
  columns: number;
  blank: boolean;
  longCell: boolean;
  openQuoteAt: number | null;
};

const quote = 0x22;
const newline = 0x0a;
const space = 0x20;

/** Walks through the records as the CSV parser will see them, without making a single cell; stops where `visit` says false. A record that is too wide or has too long a cell is told before its end. */
function scanRecords(text: string, delimiter: Delimiter, visit: (record: ScannedRecord) => boolean): void {
  const separator = delimiter.charCodeAt(0);
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const startLine = line;
    let columns = 1;
    let blank = true;
    let longCell = false;
    let openQuoteAt: number | null = null;
    let cellStart = at;
    for (; at < text.length && columns <= columnsMax && !longCell; at++) {
      const code = text.charCodeAt(at);
      if (code === newline) break;
      if (code === separator) {
        columns++;
        cellStart = at + 1;
      } else if (code === quote && at === cellStart) {
        const end = quotedEnd(text, at, separator);
        blank = false;
        if (end === null) openQuoteAt = line;
        else if (end - at > cellCharactersMax + 2) longCell = true;
        const next = end ?? text.length;
        line += lineEnds(text, at, next);
        at = next - 1;
      } else if (code !== space) {
        blank = false;
        if (at - cellStart >= cellCharactersMax) longCell = true;
      }
    }
    if (!visit({ line: startLine, columns, blank, longCell, openQuoteAt })) return;
    at++;
    line++;
  }
}

/** Where a quoted cell that begins at `start` ends, behind its closing quotation mark and spaces; null where it is never closed. */
function quotedEnd(text: string, start: number, separator: number): number | null {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    if (text.charCodeAt(at + 1) === quote) {
      at++;
      continue;
    }
    let end = at + 1;
    while (text.charCodeAt(end) === space) end++;
    const next = text.charCodeAt(end);
    if (end >= text.length || next === separator || next === newline) return end;
  }
  return null;
}

function lineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
