import type { RejectedRow } from './import-plan.ts';

/** One row of a table: the line of the file where it begins (counted from 1), and its cells as text. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] };

/** Rows below a header: those that fit it, and those of which it can't be said which cell is which column’s. */
export type RowsBelow = { readonly rows: readonly TableRow[]; readonly misfits: readonly RejectedRow[] };

/**
 * A file read as a table, whatever its type. `head` are its first rows, in which the header is looked for; `rowsAfter` gives the rows
 * below a line under a header of `width` cells, with only the asked columns in the asked order, trimmed, so that a wide file costs no memory.
 */
export type TableFile = {
  readonly head: readonly TableRow[];
  rowsAfter(line: number, columns: readonly number[], width: number): RowsBelow;
};

/** How many rows from the top the header may be. */
export const headRows = 60;

const invisible = /^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g;
const visible = (code: number) => code > 0x20 && code < 0x7f;

/** A cell's text without spaces around it, no-break and zero-width ones included. */
export function trimCell(text: string): string {
  // Most cells begin and end in plain ASCII, and there are millions of them.
  if (text === '' || (visible(text.charCodeAt(0)) && visible(text.charCodeAt(text.length - 1)))) return text;
  return text.replace(invisible, '');
}

/** True for a row of nothing: empty, or separators only. */
export function isBlank(row: TableRow): boolean {
  return row.cells.every((cell) => trimCell(cell) === '');
}
