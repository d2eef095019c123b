import type ExcelJS from 'exceljs';
import { assertNever } from '../../../src-shared/assert-never.ts';
import { type Cell, emptyCell, textCell } from '../report-cells.ts';
import type { HeadRow, ReportColumn, SumFigure } from '../report-layout.ts';
import { columnLetter, type RowRenderer, type SumCell } from './xlsx-rows.ts';
import { cellStyle, columnHeaderStyle, figureHeadingStyle, headStyles } from './xlsx-styles.ts';

type Style = Partial<ExcelJS.Style>;

/** A row above a table as XML. */
export function headRowXml(renderer: RowRenderer, rowNumber: number, row: HeadRow): string {
  switch (row.type) {
    case 'blank':
      return renderer.row(rowNumber, []);
    case 'title':
      return renderer.styledRow(rowNumber, [textCell(row.text)], [headStyles.title], 24);
    case 'note':
      return renderer.styledRow(rowNumber, [textCell(row.text)], [headStyles.text]);
    case 'fact':
      return renderer.styledRow(rowNumber, [textCell(row.label), row.value], [headStyles.label, factStyle(row.value)]);
    case 'heading': {
      const styles = row.cells.map((_, place) => (place === 0 ? headStyles.heading : figureHeadingStyle));
      return renderer.styledRow(rowNumber, row.cells, styles);
    }
    case 'line': {
      const styles = row.cells.map((cell, place) => (place === 0 ? headStyles.text : cellStyle(cell, false)));
      return renderer.styledRow(rowNumber, row.cells, styles);
    }
    case 'sum': {
      const figures = row.figures.map((figure, place) => sumCell(figure, place, rowNumber, row.lines));
      const styles = [headStyles.sumLabel, ...row.figures.map(({ cell }) => sumStyle(cell))];
      return renderer.styledRow(rowNumber, [textCell(row.label), ...figures], styles);
    }
    default:
      return assertNever(row);
  }
}

/** The header of a table as XML. */
export function tableHeaderXml(renderer: RowRenderer, rowNumber: number, columns: readonly ReportColumn[]): string {
  const titles = columns.map((column) => textCell(column.title));
  return renderer.styledRow(
    rowNumber,
    titles,
    columns.map((column) => headerStyles[column.align]),
    20,
  );
}

const headerStyles = { left: columnHeaderStyle('left'), right: columnHeaderStyle('right') };

function factStyle(value: Cell): Style {
  return { ...cellStyle(value, false), ...headStyles.text };
}

function sumStyle(cell: Cell): Style {
  const { font, border } = headStyles.sumLabel;
  return { ...cellStyle(cell, false), font, border };
}

function sumCell({ cell, adds }: SumFigure, place: number, rowNumber: number, lines: number): Cell | SumCell {
  if (cell.type !== 'number' || cell.value === null || !adds) return cell.type === 'empty' ? emptyCell : cell;
  const letter = columnLetter(place + 2);
  const { value, look } = cell;
  return { type: 'sum', from: `${letter}${rowNumber - lines}`, to: `${letter}${rowNumber - 1}`, value, look };
}
