import { fieldNames, type TableFormat } from './column-synonyms.ts';
import { foldHeader } from './fold-name.ts';
import { type MappedColumn, parseMapped } from './match-columns.ts';

/** The mapping names a field, a column or a lot that there is not; told as INVALID_INPUT. */
export class InvalidMapping extends Error {
  readonly field: string;
  readonly expected: string;
  constructor(key: string, expected: string) {
    super(`mapping.${key}: ${expected}`);
    this.name = 'InvalidMapping';
    this.field = `mapping.${key}`;
    this.expected = expected;
  }
}

/** A mapping of column headers, by folded header. */
export type ColumnMapping = ReadonlyMap<string, MappedColumn & { readonly header: string }>;

/** The formats that a mapping can be meant for, each with the mapping read for it; throws InvalidMapping where it fits none. */
export function mappingsFor(
  formats: readonly TableFormat[],
  mapping: Readonly<Record<string, string>>,
): ReadonlyMap<TableFormat, ColumnMapping> {
  const fitting = new Map<TableFormat, ColumnMapping>();
  let wrong: string | null = null;
  for (const format of formats) {
    const columns = new Map<string, MappedColumn & { header: string }>();
    const misfit = Object.entries(mapping).find(([header, value]) => {
      const mapped = parseMapped(format, value);
      if (mapped) columns.set(foldHeader(header), { ...mapped, header });
      return mapped === null;
    });
    if (!misfit) fitting.set(format, columns);
    else wrong ??= misfit[0];
  }
  if (fitting.size === 0 && wrong !== null) throw new InvalidMapping(wrong, expectedField(formats));
  return fitting;
}

function expectedField(formats: readonly TableFormat[]): string {
  const fields = formats.map((format) => `${format} (${Object.keys(fieldNames[format]).join(', ')})`).join(' or ');
  return `expected a field of ${fields}, with :dmy, :mdy, :point or :comma behind it if need be, or nothing`;
}
