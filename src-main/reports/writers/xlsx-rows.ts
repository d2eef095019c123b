import type ExcelJS from 'exceljs';
import { cellText, looksLikeFormula } from '../clean-text.ts';
import type { Cell, NumberLook } from '../report-cells.ts';
import { cellStyle } from './xlsx-styles.ts';

const dayMs = 86_400_000;
/** 1 January 1970 as spreadsheets count days. */
const epochSerial = 25_569;

type Style = Partial<ExcelJS.Style>;
/** A figure that adds up the cells between two addresses above it, with the value that it has. */
export type SumCell = {
  readonly type: 'sum';
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly look: NumberLook;
};
/** Registers a style with the workbook and gives its number. */
export type StyleRegister = (style: Style) => number;

/** Renders rows as XML. `styles` replaces what the cells would look like by themselves; `height` is in points. */
export type RowRenderer = {
  row(rowNumber: number, cells: readonly Cell[]): string;
  styledRow(
    rowNumber: number,
    cells: readonly (Cell | SumCell)[],
    styles: readonly (Style | null)[],
    height?: number,
  ): string;
};

/**
 * Renders the rows of a sheet. exceljs's own row objects take three times as long and write text as the result of a
 * formula (`t="str"`) without keeping its spaces; here it is an inline string, which nothing reads as anything but text.
 */
export function rowRenderer(columnCount: number, register: StyleRegister): RowRenderer {
  const letters = Array.from({ length: columnCount }, (_, place) => columnLetter(place + 1));
  const attributeOf = (style: Style | null): string => (style === null ? '' : ` s="${register(style)}"`);
  const known = new Map<string | NumberLook, string>();
  const ownAttribute = (cell: Cell, guarded: boolean): string => {
    const key = styleKey(cell, guarded);
    const attribute = known.get(key) ?? attributeOf(cellStyle(cell, guarded));
    known.set(key, attribute);
    return attribute;
  };
  return {
    row(rowNumber, cells) {
      let xml = `<row r="${rowNumber}">`;
      for (let place = 0; place < cells.length; place += 1) {
        const cell = cells[place];
        if (cell === undefined || cell.type === 'empty') continue;
        const attribute = ownAttribute(cell, cell.type === 'text' && looksLikeFormula(cell.text));
        xml += cellXml(`${letters[place]}${rowNumber}`, attribute, cell);
      }
      return `${xml}</row>`;
    },
    styledRow(rowNumber, cells, styles, height) {
      const tall = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
      const xml = cells.map((cell, place) =>
        cellXml(`${letters[place]}${rowNumber}`, attributeOf(styles[place] ?? null), cell),
      );
      return `<row r="${rowNumber}"${tall}>${xml.join('')}</row>`;
    },
  };
}

/** The number that a spreadsheet keeps for a day and time of the wall. */
function serialOf(wallMs: number): number {
  return wallMs / dayMs + epochSerial;
}

/** The letters of a column, counted from 1: A, B … Z, AA. */
export function columnLetter(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnLetter(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/** What tells the looks of cells apart; a look is compared as an object, because a row has no time for more. */
function styleKey(cell: Cell, guarded: boolean): string | NumberLook {
  if (cell.type === 'number') return cell.value === null ? 'exact' : cell.look;
  if (cell.type === 'date') return cell.withTime ? 'moment' : 'day';
  return guarded ? 'guarded' : 'text';
}

function cellXml(address: string, style: string, cell: Cell | SumCell): string {
  const start = `<c r="${address}"${style}`;
  switch (cell.type) {
    case 'empty':
      return style === '' ? '' : `${start}/>`;
    case 'text':
      return `${start} t="inlineStr"><is>${textXml(cellText(cell.text))}</is></c>`;
    case 'number':
      if (cell.value === null) return `${start} t="inlineStr"><is>${textXml(cell.exact)}</is></c>`;
      return `${start}><v>${finite(cell.value)}</v></c>`;
    case 'date':
      return `${start}><v>${finite(serialOf(cell.wallMs))}</v></c>`;
    case 'sum':
      return `${start}><f>${sumFormula(cell)}</f><v>${finite(cell.value)}</v></c>`;
  }
}

/** Sums of decimal fractions are rounded to their decimals, because 0.1 + 0.2 is not 0.3 for a spreadsheet either. */
function sumFormula({ from, to, look }: SumCell): string {
  const sum = `SUM(${from}:${to})`;
  return look.decimals === 0 ? sum : `ROUND(${sum},${look.decimals})`;
}

/** A spreadsheet with NaN or Infinity in it can't be opened; whatever made one is a bug. */
function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`a cell must hold a finite number, got ${value}`);
  return value;
}

function textXml(text: string): string {
  const space = /^\s|\s$|\s\s|[\t\n]/.test(text) ? ' xml:space="preserve"' : '';
  return `<t${space}>${escapeXml(text)}</t>`;
}

const markup: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escapes markup, and text such as `_x0041_`, which spreadsheets would read as the character of that code. */
function escapeXml(text: string): string {
  if (!/[&<>_]/.test(text)) return text;
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(/[&<>]/g, (character) => markup[character] ?? '');
}
