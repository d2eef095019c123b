import type ExcelJS from 'exceljs';
import { assertNever } from '../../../src-shared/assert-never.ts';
import { looksLikeFormula } from '../../../src-shared/looks-like-formula.ts';
import { cellText } from '../clean-text.ts';
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
/** What a workbook keeps once for all its sheets, and the numbers by which cells name it. */
export type WorkbookRegister = {
  /** The number of a style. */
  style(style: Style): number;
  /** The number of a text that comes again and again, escaped for codes; null where there are too many already. */
  text(text: string): number | null;
};

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
export function rowRenderer(
  columns: readonly { readonly repeats?: boolean }[],
  register: WorkbookRegister,
): RowRenderer {
  const letters = columns.map((_, place) => columnLetter(place + 1));
  const shared = columns.map((column) => (column.repeats ? new Map<string, string>() : null));
  const attributeOf = (style: Style | null): string => (style === null ? '' : ` s="${register.style(style)}"`);
  const known = new Map<string | NumberLook, string>();
  const ownAttribute = (cell: Cell, guarded: boolean): string => {
    const key = styleKey(cell, guarded);
    const attribute = known.get(key) ?? attributeOf(cellStyle(cell, guarded));
    known.set(key, attribute);
    return attribute;
  };
  const ownXml = (address: string, cell: Cell): string =>
    cellXml(address, ownAttribute(cell, cell.type === 'text' && looksLikeFormula(cell.text)), cell);
  /** What follows the address of a text that comes again; remembered with all that it took to find out. */
  const sharedXml = (texts: Map<string, string>, cell: Cell & { type: 'text' }): string => {
    const remembered = texts.get(cell.text);
    if (remembered !== undefined) return remembered;
    const attribute = ownAttribute(cell, looksLikeFormula(cell.text));
    const number = register.text(escapeCodes(cellText(cell.text)));
    const xml = number === null ? `${attribute}${inlineXml(cell.text)}` : `${attribute} t="s"><v>${number}</v></c>`;
    if (number !== null) texts.set(cell.text, xml);
    return xml;
  };
  return {
    row(rowNumber, cells) {
      let xml = `<row r="${rowNumber}">`;
      for (let place = 0; place < cells.length; place += 1) {
        const cell = cells[place];
        if (cell === undefined || cell.type === 'empty') continue;
        const address = `${letters[place]}${rowNumber}`;
        const texts = shared[place];
        xml += cell.type === 'text' && texts ? `<c r="${address}"${sharedXml(texts, cell)}` : ownXml(address, cell);
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
      return `${start}${inlineXml(cell.text)}`;
    case 'number':
      if (cell.value === null) return `${start}${inlineXml(cell.exact)}`;
      return `${start}><v>${finite(cell.value)}</v></c>`;
    case 'date':
      return `${start}><v>${finite(serialOf(cell.wallMs))}</v></c>`;
    case 'sum':
      return `${start}><f>${sumFormula(cell)}</f><v>${finite(cell.value)}</v></c>`;
    default:
      return assertNever(cell);
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

/** The rest of a cell with a text of its own. */
function inlineXml(text: string): string {
  const written = cellText(text);
  const space = /^\s|\s$|\s\s|[\t\n]/.test(written) ? ' xml:space="preserve"' : '';
  return ` t="inlineStr"><is><t${space}>${escapeMarkup(escapeCodes(written))}</t></is></c>`;
}

/** Spreadsheets read text such as `_x0041_` as the character of that code, unless its underscore is a code itself. */
function escapeCodes(text: string): string {
  return text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text;
}

const markup: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escapeMarkup(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, (character) => markup[character] ?? '') : text;
}
