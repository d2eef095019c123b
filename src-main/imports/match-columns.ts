import { fieldNames, type TableFormat } from './column-synonyms.ts';
import { foldHeader } from './fold-name.ts';
import { trimCell } from './table.ts';

/** How a column is to be read where the person importing has said so: the order of day and month, or the decimal mark. */
export type ColumnReading = 'dmy' | 'mdy' | 'point' | 'comma';
const readings: readonly string[] = ['dmy', 'mdy', 'point', 'comma'] satisfies ColumnReading[];

/** A column of the file and the field that it fills; `field` null: left out. */
export type MatchedColumn = {
  readonly index: number;
  readonly header: string;
  readonly field: string | null;
  readonly reading: ColumnReading | null;
};

/** What a mapping says of one header: `used_on`, `used_on:dmy`, or nothing (leave the column out). */
export type MappedColumn = { readonly field: string | null; readonly reading: ColumnReading | null };

/** A mapping's value as field and reading, or null where it names no field of the format. */
export function parseMapped(format: TableFormat, value: string): MappedColumn | null {
  const [field = '', reading = ''] = value.trim().split(':');
  if (value.trim() === '') return { field: null, reading: null };
  if (!Object.hasOwn(fieldNames[format], field)) return null;
  if (reading !== '' && !readings.includes(reading)) return null;
  return { field, reading: reading === '' ? null : (reading as ColumnReading) };
}

/**
 * Which column fills which field of a format: as the mapping (by folded header) says, else by the field's own name, else by
 * its synonyms, first as the whole header, then as whole words within it. Each column fills one field, each field one column.
 */
export function matchColumns(
  format: TableFormat,
  cells: readonly string[],
  mapping: ReadonlyMap<string, MappedColumn>,
): MatchedColumn[] {
  const headers = cells.map((cell) => ({
    header: trimCell(cell),
    folded: foldHeader(cell),
    bare: foldHeader(withoutBrackets(cell)),
  }));
  const taken = new Map<number, MappedColumn>();
  const filled = new Set<string>();
  const take = (index: number, column: MappedColumn) => {
    if (taken.has(index) || (column.field !== null && filled.has(column.field))) return;
    taken.set(index, column);
    if (column.field !== null) filled.add(column.field);
  };
  headers.forEach(({ folded }, index) => {
    const mapped = mapping.get(folded);
    if (mapped) take(index, mapped);
  });
  for (const fits of waysToFit) {
    for (const [field, names] of Object.entries(fieldNames[format])) {
      if (filled.has(field)) continue;
      const index = headers.findIndex((header, at) => !taken.has(at) && fits(field, names, header));
      if (index !== -1) take(index, { field, reading: null });
    }
  }
  const columns = headers.map(({ header }, index) => ({
    index,
    header,
    field: null,
    reading: null,
    ...taken.get(index),
  }));
  const isMapped = ({ index }: MatchedColumn) => mapping.has(headers[index]?.folded ?? '');
  return filled.has('used_on') ? columns : columns.map((column) => (isMapped(column) ? column : dayWithTime(column)));
}

/** A column of times without one of days beside it has the day in it: a "Start time" of 2026-03-31 18:00. */
function dayWithTime(column: MatchedColumn): MatchedColumn {
  return column.field === 'time_of_day' ? { ...column, field: 'used_on' } : column;
}

type Header = { readonly folded: string; readonly bare: string };
type Names = { readonly whole: readonly string[]; readonly within: readonly string[] };

/** From the surest to the widest; a wider way only gets the columns and fields that the surer ones left. */
const waysToFit: readonly ((field: string, names: Names, header: Header) => boolean)[] = [
  (field, _, header) => header.folded === foldHeader(field),
  (_, names, header) => names.within.includes(header.folded) || names.whole.includes(header.folded),
  (_, names, header) => names.within.includes(header.bare) || names.whole.includes(header.bare),
  (_, names, header) => names.within.some((name) => ` ${header.folded} `.includes(` ${name} `)),
];

/** A header without what stands in brackets: the unit in "Amount (credits)". */
function withoutBrackets(cell: string): string {
  return cell.replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ');
}
