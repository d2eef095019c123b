import type { ColumnReading, MatchedColumn } from './match-columns.ts';
import type { TableRow } from './table.ts';
import { cellCharactersMax, figure } from './unreadable-file.ts';

/** A row's cells by field, and the file's own headers for sentences. */
export type FieldReader<Field extends string> = {
  /** The trimmed cell of a field; empty where the file has no such column. */
  text(row: TableRow, field: Field): string;
  /** What a row says whatever the order of the columns: the fields that it fills but `leftOut`, by name, each followed by its text. */
  says(row: TableRow, leftOut?: readonly Field[]): readonly string[];
  /** A row's cells in the order of the file, without those of `leftOut`. */
  cells(row: TableRow, leftOut: readonly Field[]): readonly string[];
  /** What people call the field: the file's header, or the field's own name. */
  header(field: Field): string;
  /** How the person importing said that the field's column is to be read. */
  reading(field: Field): ColumnReading | null;
};

/** A reader of rows whose cells are those of `columns`, in their order. */
export function fieldReader<Field extends string>(columns: readonly MatchedColumn[]): FieldReader<Field> {
  const places: Record<string, number | undefined> = Object.create(null);
  columns.forEach((column, place) => {
    if (column.field !== null) places[column.field] = place;
  });
  const byName = Object.entries(places).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const columnOf = (field: Field) => columns[places[field] ?? -1];
  return {
    text: (row, field) => row.cells[places[field] ?? -1] ?? '',
    says(row, leftOut: readonly string[] = []) {
      const said: string[] = [];
      for (const [field, place] of byName) {
        const text = row.cells[place ?? -1];
        if (text && !leftOut.includes(field)) said.push(field, text);
      }
      return said;
    },
    cells: (row, leftOut) => row.cells.filter((_, place) => !leftOut.some((field) => places[field] === place)),
    header: (field) => columnOf(field)?.header || field,
    reading: (field) => columnOf(field)?.reading ?? null,
  };
}

/** Why a text can't be kept, or null: too long, or with characters that an earlier program lost. */
export function textProblem(text: string, charactersMax: number): string | null {
  if (text === '') return null;
  if (text.length > Math.min(charactersMax, cellCharactersMax))
    return `has more than ${figure(charactersMax)} characters`;
  if (text.includes('\uFFFD') || !text.isWellFormed()) return 'has characters that were lost to a wrong encoding (�)';
  if (text.includes('\0')) return 'has a character that is no text (NUL)';
  return null;
}
