import { fieldNames, neededFields, type TableFormat } from './column-synonyms.ts';
import { foldHeader } from './fold-name.ts';
import { type ColumnMapping, InvalidMapping } from './mapping.ts';
import { type MatchedColumn, matchColumns } from './match-columns.ts';
import { isBlank, type TableFile, type TableRow, trimCell } from './table.ts';
import { figure, shown, UnreadableFile } from './unreadable-file.ts';

/** The header of a table: its line, the format that it is of, and what each column fills. */
export type FoundHeader = {
  readonly line: number;
  readonly format: TableFormat;
  readonly columns: readonly MatchedColumn[];
};

/** The first row that has what a format needs, titles and blank rows before it passed over, for the formats in the order of `mappings`; throws UnreadableFile where there is none, naming what is missing. */
export function findHeader(table: TableFile, mappings: ReadonlyMap<TableFormat, ColumnMapping>): FoundHeader {
  const rows = withoutTitles(table.head.filter((row) => !isBlank(row)));
  for (const [format, mapping] of mappings) {
    // A history that lacks a single column would pass for a list of customers.
    if (format === 'customers' && mappings.has('history')) {
      refuseBalances(rows);
      if (rows.some((row) => isAlmostHistory(row, mappings))) break;
    }
    for (const row of rows) {
      const columns = matchColumns(format, row.cells, mapping);
      if (missing(format, columns).length === 0) {
        refuseLostColumns(row, mapping);
        refuseTwins(row, columns);
        return { line: row.line, format, columns };
      }
    }
  }
  throw new UnreadableFile(noHeader(rows, mappings));
}

/** A row with a single cell filled above one with several is a title, whatever its words: “Company name: Lindenhof;;;”. */
function withoutTitles(rows: readonly TableRow[]): TableRow[] {
  const filled = (row: TableRow | undefined) => row?.cells.filter((cell) => trimCell(cell) !== '').length ?? 0;
  return rows.filter((row, place) => filled(row) > 1 || filled(rows[place + 1]) <= 1);
}

const leftHeaders = ['remaining', 'balance', 'left', 'credits left', 'credits remaining', 'remaining credits'];

/** Opening balances would pass for a list of customers, and their credit be left out without a word. */
function refuseBalances(rows: readonly TableRow[]): void {
  const header = rows.flatMap((row) => row.cells).find((cell) => leftHeaders.includes(foldHeader(cell)));
  if (header === undefined) return;
  throw new UnreadableFile(
    `The file looks like opening balances (it has a column “${shown(header)}”), which can’t be imported yet. To import only the customers in it, choose that format.`,
  );
}

function isAlmostHistory(row: TableRow, mappings: ReadonlyMap<TableFormat, ColumnMapping>): boolean {
  const columns = matchColumns('history', row.cells, mappings.get('history') ?? new Map());
  return missing('history', columns).length === 1;
}

function missing(format: TableFormat, columns: readonly MatchedColumn[]): string[] {
  const filled = new Set(columns.map((column) => column.field));
  return neededFields[format]
    .filter((need) => !need.oneOf.some((field) => filled.has(field)))
    .map((need) => need.called);
}

/** A column that the mapping names but the file has not would be left out silently. */
function refuseLostColumns(row: TableRow, mapping: ColumnMapping): void {
  const headers = new Set(row.cells.map(foldHeader));
  for (const [folded, { header }] of mapping) {
    if (!headers.has(folded)) throw new InvalidMapping(header, 'expected the header of a column of the file');
  }
}

/** Two columns of one name, of which one would fill a field: neither a person nor a mapping can say which. */
function refuseTwins(row: TableRow, columns: readonly MatchedColumn[]): void {
  const folded = row.cells.map(foldHeader);
  for (const { index, header, field } of columns) {
    if (field === null) continue;
    const other = folded.findIndex((one, at) => at !== index && one === folded[index]);
    if (other === -1) continue;
    const places = [index + 1, other + 1].toSorted((a, b) => a - b).join(' and ');
    throw new UnreadableFile(
      `Columns ${places} are both called “${shown(header)}”, so that it can’t be said which one is meant. Rename or remove one of them.`,
    );
  }
}

function noHeader(rows: readonly TableRow[], mappings: ReadonlyMap<TableFormat, ColumnMapping>): string {
  const guesses = [...mappings].flatMap(([format, mapping]) =>
    rows.map((row) => {
      const columns = matchColumns(format, row.cells, mapping);
      const known = columns.filter((column) => column.field !== null).length;
      return { row, format, known, lacks: missing(format, columns) };
    }),
  );
  const [best] = guesses.filter((guess) => guess.known >= 2).toSorted((a, b) => b.known - a.known);
  if (best) {
    const lacks = best.lacks.join(' and ');
    const other =
      best.format === 'history' && mappings.has('customers')
        ? ' To import only the customers in it, choose that format.'
        : '';
    return `The header in line ${figure(best.row.line)} has no column for ${lacks}, which ${best.format} files need.${other}`;
  }
  const [first] = rows;
  const examples = [...mappings.keys()].map((format) => {
    const names = Object.keys(fieldNames[format]).slice(0, 4).join(', ');
    return `${names} (${format})`;
  });
  const seen = first
    ? ` The first line reads “${shown(first.cells.filter((cell) => cell.trim() !== '').join(' | '))}”.`
    : '';
  return `The file has no header: none of its first lines names columns such as ${examples.join(' or ')}.${seen}`;
}
