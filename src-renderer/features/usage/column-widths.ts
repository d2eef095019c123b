import type { Entry } from '../../client/answers.ts';
import type { StudioFormat } from '../../ui/studio-format.tsx';

/** How wide the columns of days and figures are, in pixels: as wide as the longest text in them, so that none is cut short. */
export type ColumnWidths = { readonly when: number; readonly amount: number; readonly balance: number };
type Row = Pick<Entry, 'usedOn' | 'amount' | 'balanceAfter' | 'creditKind' | 'unit' | 'decimals'>;
type Page = { readonly rows: readonly Row[] };
type Rows = Page['rows'];

const dayPxPerCharacter = 7.3;
const figurePxPerCharacter = 7.4;
const least: ColumnWidths = { when: 100, amount: 76, balance: 60 };
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
    amount: Math.max(one.amount, other.amount),
    balance: Math.max(one.balance, other.balance),
  };
}

function widthsOf(rows: readonly Row[], format: StudioFormat): ColumnWidths {
  let [when, amount, balance] = [0, 0, 0];
  for (const row of rows) {
    const credit = { kind: row.creditKind, unit: row.unit, decimals: row.decimals };
    when = Math.max(when, format.instant(row.usedOn).length);
    amount = Math.max(amount, format.signed(row.amount, credit).length);
    balance = Math.max(balance, format.amount(row.balanceAfter, credit).length);
  }
  const figure = (characters: number) => Math.min(figurePxMax, Math.ceil(characters * figurePxPerCharacter));
  return { when: Math.ceil(when * dayPxPerCharacter) + 2, amount: figure(amount), balance: figure(balance) };
}

/** What the other columns need at least, with the gaps between them and the edges. */
const othersPx = 624;

/** From this width on all columns stand beside each other. */
export function oneLineFromPx({ when, amount, balance }: ColumnWidths): number {
  return othersPx + when + amount + balance;
}
