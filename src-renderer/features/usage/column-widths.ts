import { sourceLabel } from '../../../src-shared/usage-labels.ts';
import type { Entry } from '../../client/answers.ts';
import type { StudioFormat } from '../../ui/studio-format.tsx';

/**
 * How wide columns are, in pixels: as wide as the longest text in them, so that no day and no figure is cut short. Names and sources
 * have no more than a part of the table, and less where it is narrow.
 */
export type ColumnWidths = {
  readonly when: number;
  readonly name: number;
  readonly source: number;
  readonly amount: number;
  readonly balance: number;
};
type Row = Pick<
  Entry,
  'usedOn' | 'creditName' | 'source' | 'sourceName' | 'amount' | 'balanceAfter' | 'creditKind' | 'unit' | 'decimals'
>;
type Page = { readonly rows: readonly Row[] };
type Rows = Page['rows'];

const dayPxPerCharacter = 7.3;
const figurePxPerCharacter = 7.4;
const wordPxPerCharacter = 7.3;
const least: ColumnWidths = { when: 92, name: 72, source: 88, amount: 72, balance: 52 };
/** Longer names are cut short, and told whole when the mouse rests on them. */
const wordsPxMax = 220;
/** The longest figure that the ledger takes fits: −€90,071,992,547,409.91. */
const figurePxMax = 176;

/**
 * The widths for the pages of a list that are there, and for those of the same list that were there before: columns don't jump while
 * someone scrolls. Each page is looked through once for each way of writing.
 */
export function columnWidthsBy(format: StudioFormat): (list: string, pages: readonly Page[]) => ColumnWidths {
  const known = new WeakMap<Rows, ColumnWidths>();
  const ofPage = ({ rows }: Page) => {
    const widths = known.get(rows) ?? widthsOf(rows, format);
    known.set(rows, widths);
    return widths;
  };
  let before = { list: '', widths: least };
  return (list, pages) => {
    const widths = pages.map(ofPage).reduce(widest, before.list === list ? before.widths : least);
    before = { list, widths };
    return widths;
  };
}

function widest(one: ColumnWidths, other: ColumnWidths): ColumnWidths {
  return {
    when: Math.max(one.when, other.when),
    name: Math.max(one.name, other.name),
    source: Math.max(one.source, other.source),
    amount: Math.max(one.amount, other.amount),
    balance: Math.max(one.balance, other.balance),
  };
}

function widthsOf(rows: readonly Row[], format: StudioFormat): ColumnWidths {
  let [when, name, source, amount, balance] = [0, 0, 0, 0, 0];
  for (const row of rows) {
    const credit = { kind: row.creditKind, unit: row.unit, decimals: row.decimals };
    when = Math.max(when, format.instant(row.usedOn).length);
    name = Math.max(name, row.creditName.length);
    source = Math.max(source, sourceLabel(row.source, row.sourceName).length);
    amount = Math.max(amount, format.signed(row.amount, credit).length);
    balance = Math.max(balance, format.amount(row.balanceAfter, credit).length);
  }
  const figure = (characters: number) => Math.min(figurePxMax, Math.ceil(characters * figurePxPerCharacter));
  const words = (characters: number) => Math.min(wordsPxMax, Math.ceil(characters * wordPxPerCharacter));
  return {
    when: Math.ceil(when * dayPxPerCharacter) + 2,
    name: words(name),
    source: words(source),
    amount: figure(amount),
    balance: figure(balance),
  };
}

/** What the other columns need at least, with the gaps between them and the edges. */
const othersPx = 624;

/** From this width on all columns stand beside each other. */
export function oneLineFromPx({ when, amount, balance }: Pick<ColumnWidths, 'when' | 'amount' | 'balance'>): number {
  return othersPx + when + amount + balance;
}
