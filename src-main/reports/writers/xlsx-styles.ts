import type ExcelJS from 'exceljs';
import { assertNever } from '../../../src-shared/assert-never.ts';
import type { Cell, NumberLook } from '../report-cells.ts';

type Style = Partial<ExcelJS.Style>;

const ink = { argb: 'FF1B1A17' };
const accent = { argb: 'FF0B5E52' };
const quietFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE3F1EE' } } as const;
const line = { style: 'thin', color: { argb: 'FF9DB8B2' } } as const;

/** Looks of what stands above a table, and of its header. */
export const headStyles = {
  title: { font: { name: 'Calibri', size: 16, bold: true, color: accent } },
  label: { font: { name: 'Calibri', size: 11, color: { argb: 'FF5F5C55' } } },
  text: { font: { name: 'Calibri', size: 11, color: ink }, alignment: { horizontal: 'left' } },
  heading: { font: { name: 'Calibri', size: 11, bold: true, color: accent }, border: { bottom: line } },
  sumLabel: { font: { name: 'Calibri', size: 11, bold: true, color: ink }, border: { top: line } },
} as const satisfies Record<string, Style>;

/** The header of a table's column. */
export function columnHeaderStyle(align: 'left' | 'right'): Style {
  return {
    font: { name: 'Calibri', size: 11, bold: true, color: accent },
    fill: quietFill,
    border: { bottom: line },
    alignment: { horizontal: align, vertical: 'middle' },
  };
}

/** A heading above figures stands at their side. */
export const figureHeadingStyle: Style = { ...headStyles.heading, alignment: { horizontal: 'right', wrapText: true } };

/** The number format of a look: '+#,##0.00" EUR";-#,##0.00" EUR";0.00" EUR"'. */
export function numberFormatOf({ decimals, signed, unit }: NumberLook): string {
  const digits = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
  const zero = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  const suffix = unit ? `" ${unit.replace(/["\\]|[^\p{L}\p{N} .%-]/gu, '').slice(0, 20)}"` : '';
  return signed ? `+${digits}${suffix};-${digits}${suffix};${zero}${suffix}` : `${digits}${suffix};-${digits}${suffix}`;
}

/** The look of a cell of a table, or of a figure above one. `guarded`: text that would become a formula if someone edited it. */
export function cellStyle(cell: Cell, guarded: boolean): Style | null {
  switch (cell.type) {
    case 'empty':
      return null;
    case 'text':
      return guarded ? { numFmt: '@' } : null;
    case 'number':
      return { numFmt: cell.value === null ? '@' : numberFormatOf(cell.look), alignment: { horizontal: 'right' } };
    case 'date':
      return { numFmt: cell.withTime ? 'yyyy-mm-dd hh:mm' : 'yyyy-mm-dd', alignment: { horizontal: 'left' } };
    default:
      return assertNever(cell);
  }
}
