import { assertNever } from '../../../src-shared/assert-never.ts';
import type { Cell } from '../report-cells.ts';
import type { HeadRow, ReportColumn } from '../report-layout.ts';
import { numberFormatOf } from './xlsx-styles.ts';

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/gu;
const padding = 2;

/** How wide a cell shows, in characters. */
function shownWidth(cell: Cell): number {
  switch (cell.type) {
    case 'empty':
      return 0;
    case 'text': {
      const longest = cell.text
        .slice(0, 1000)
        .split('\n')
        .reduce((most, text) => Math.max(most, text.length), 0);
      return longest + (cell.text.slice(0, 1000).match(wide)?.length ?? 0);
    }
    case 'number': {
      const grouping = Math.floor((cell.exact.replace(/\D/g, '').length - cell.look.decimals - 1) / 3);
      const sign = cell.look.signed && !cell.exact.startsWith('-') ? 1 : 0;
      const suffix = numberFormatOf(cell.look).match(/" [^"]*"/)?.[0].length ?? 2;
      return cell.exact.length + grouping + sign + suffix - 2;
    }
    case 'date':
      return cell.withTime ? 16 : 10;
    default:
      return assertNever(cell);
  }
}

/** Widths that fit the rows at hand and the figures above the table, between each column's bounds; more figures than columns get columns of their own. */
export function fittingWidths(
  columns: readonly ReportColumn[],
  rows: readonly (readonly Cell[])[],
  head: readonly HeadRow[],
): number[] {
  const figures = head.map(figuresOf);
  const count = Math.max(columns.length, ...figures.map((cells) => cells.length));
  return Array.from({ length: count }, (_, place) => {
    const column = columns[place];
    const needed =
      figures.reduce((most, cells) => Math.max(most, shownWidth(cells[place] ?? { type: 'empty' })), 0) + padding;
    if (!column) return Math.max(12, needed);
    const held =
      rows.reduce((most, cells) => Math.max(most, shownWidth(cells[place] ?? { type: 'empty' })), 0) + padding;
    // Room for the arrow of the filter beside the title.
    const title = column.title.length + padding + 3;
    // A figure that does not fit shows as ####, so figures pass the upper bound and text does not.
    return Math.max(column.widthMin, Math.min(column.widthMax, Math.max(held, title)), needed);
  });
}

/** The figures of a row above a table, by column; labels run over into the next columns and need no room. */
function figuresOf(row: HeadRow): readonly Cell[] {
  const cells =
    row.type === 'line' ? row.cells : row.type === 'sum' ? [null, ...row.figures.map(({ cell }) => cell)] : [];
  return cells.map((cell) => (cell?.type === 'number' ? cell : { type: 'empty' }));
}
