import type { Cell } from './report-cells.ts';

/** A column of a table; its width (in characters) is fitted to what it holds, between the two bounds. */
export type ReportColumn = {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Its texts are few and come again and again, so that a file may keep each once. */
  readonly repeats?: boolean;
  readonly widthMin: number;
  readonly widthMax: number;
};

/** A row above a table. `sum` adds up the `lines` rows right above it where `adds` says so, and always carries its value. */
export type HeadRow =
  | { readonly type: 'blank' }
  | { readonly type: 'title'; readonly text: string }
  | { readonly type: 'heading'; readonly cells: readonly Cell[] }
  | { readonly type: 'fact'; readonly label: string; readonly value: Cell }
  | { readonly type: 'line'; readonly cells: readonly Cell[] }
  | { readonly type: 'sum'; readonly label: string; readonly lines: number; readonly figures: readonly SumFigure[] }
  | { readonly type: 'note'; readonly text: string };

/** The last figure of a column that adds up. */
export type SumFigure = { readonly cell: Cell; readonly adds: boolean };

/** Rows below a header that stays in view; `rows` is read once, while it is written. */
type ReportTable = { readonly columns: readonly ReportColumn[]; readonly rows: Iterable<readonly Cell[]> };

/** One sheet. `head` is asked for when the sheets before it are written, so that it can tell what they hold. */
export type ReportSheet = {
  readonly name: string;
  readonly landscape: boolean;
  /** Widths of the columns where there is no table to fit them to. */
  readonly widths: readonly number[];
  readonly head: () => readonly HeadRow[];
  readonly table: ReportTable | null;
};

/** A report as data, whatever the format: a CSV file holds the first sheet's table. */
export type Report = {
  readonly title: string;
  /** What stands at the foot of each page. */
  readonly footer: string;
  readonly madeBy: string;
  readonly madeAtMs: number;
  /** How many entries have been written so far. */
  readonly rowsListed: () => number;
  readonly sheets: readonly [ReportSheet, ...ReportSheet[]];
};
