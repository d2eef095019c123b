import type { InstantMs } from '../../src-shared/ids.ts';
import { sourceLabel, statusLabels } from '../../src-shared/usage-labels.ts';
import { wallClock } from '../../src-shared/wall-clock.ts';
import { aboutRows } from './about-rows.ts';
import { type ListedTotals, listedTotals } from './listed-totals.ts';
import { amountCell, type Cell, countCell, dayCell, momentCell, type NumberLook, textCell } from './report-cells.ts';
import type { HeadRow, Report, ReportColumn, ReportSheet } from './report-layout.ts';
import type { LotRow, ReportSource, UsageRow } from './report-source.ts';
import { coversInWords, filtersInWords, madeInWords } from './report-words.ts';
import { balanceLook, changeLook, summaryRows } from './usage-summary-rows.ts';

const usageColumns: readonly ReportColumn[] = [
  { title: 'Used on', align: 'left', widthMin: 26, widthMax: 26 },
  { title: 'Name', align: 'left', repeats: true, widthMin: 14, widthMax: 30 },
  { title: 'Description', align: 'left', widthMin: 24, widthMax: 60 },
  { title: 'Status', align: 'left', repeats: true, widthMin: 11, widthMax: 14 },
  { title: 'Used by', align: 'left', repeats: true, widthMin: 14, widthMax: 34 },
  { title: 'Source', align: 'left', repeats: true, widthMin: 14, widthMax: 34 },
  { title: 'Credit used', align: 'right', widthMin: 14, widthMax: 24 },
  { title: 'Balance', align: 'right', widthMin: 12, widthMax: 24 },
];

const lotColumns: readonly ReportColumn[] = [
  { title: 'Lot', align: 'left', widthMin: 26, widthMax: 26 },
  { title: 'Name', align: 'left', repeats: true, widthMin: 14, widthMax: 30 },
  { title: 'Customer', align: 'left', repeats: true, widthMin: 16, widthMax: 40 },
  { title: 'Source', align: 'left', repeats: true, widthMin: 14, widthMax: 40 },
  { title: 'Cycle', align: 'right', widthMin: 9, widthMax: 9 },
  { title: 'Granted', align: 'right', widthMin: 12, widthMax: 24 },
  { title: 'Left', align: 'right', widthMin: 12, widthMax: 24 },
  { title: 'Valid from', align: 'left', widthMin: 18, widthMax: 18 },
  { title: 'Last day', align: 'left', widthMin: 12, widthMax: 12 },
  { title: 'Status', align: 'left', repeats: true, widthMin: 11, widthMax: 14 },
];

/**
 * The credit usage report as data: the sheet *Credit usage* with the summary and the listed entries, *Lots* with the lots
 * behind them, *About this report* with what it takes to check it. `onRow` is told of each entry as it is read.
 */
export function creditUsageReport(source: ReportSource, onRow: () => void = () => {}): Report {
  const totals = listedTotals();
  return {
    title: 'Credit usage',
    footer: `${source.studio.name} · ${source.customerName ?? 'All customers'}`,
    madeBy: source.madeBy,
    madeAtMs: source.madeAt,
    rowsListed: () => totals.rows(),
    sheets: [usageSheet(source, totals, onRow), lotsSheet(source), aboutSheet(source, totals)],
  };
}

function usageSheet(source: ReportSource, totals: ListedTotals, onRow: () => void): ReportSheet {
  return {
    name: 'Credit usage',
    landscape: true,
    widths: [],
    head: () => [
      { type: 'title', text: 'Credit usage' },
      ...factRows(source),
      { type: 'blank' },
      ...summaryRows(source.summaries),
      { type: 'blank' },
    ],
    table: { columns: usageColumns, rows: usageRows(source, totals, onRow) },
  };
}

/** Whose report it is, what it covers, and when it was made by whom. */
function factRows(source: ReportSource): HeadRow[] {
  const { locale, name } = source.studio;
  const facts: [string, string][] = [
    ['Studio', name],
    ['Customer', source.customerName ?? 'All customers'],
    ['Covers', coversInWords(source, locale)],
    ['Listed', filtersInWords(source.filters, locale)],
    ['Made', madeInWords(source)],
  ];
  return facts.map(([label, text]) => ({ type: 'fact', label, value: textCell(text) }));
}

function* usageRows(source: ReportSource, totals: ListedTotals, onRow: () => void): Generator<readonly Cell[]> {
  const wallAt = wallClock(source.studio.timeZone);
  const looks = new Map<string, Looks>();
  for (const row of source.entries.rows) {
    totals.add(row);
    onRow();
    const look = looks.get(row.lot.creditId) ?? looksOf(row.lot);
    looks.set(row.lot.creditId, look);
    yield usageCells(row, look, wallAt);
  }
}

type Looks = { readonly change: NumberLook; readonly balance: NumberLook };

function looksOf({ creditKind, unit, decimals }: Pick<LotRow, 'creditKind' | 'unit' | 'decimals'>): Looks {
  const credit = { kind: creditKind, unit, decimals };
  return { change: changeLook(credit), balance: balanceLook(credit) };
}

function usageCells(row: UsageRow, look: Looks, wallAt: (instant: InstantMs) => number): Cell[] {
  return [
    momentCell(wallAt(row.usedOnMs)),
    textCell(row.lot.creditName),
    textCell(row.description),
    textCell(statusLabels[row.lot.status]),
    textCell(row.usedBy ?? 'Tallydesk'),
    textCell(sourceLabel(row.lot.source, row.lot.sourceName)),
    amountCell(row.amount, look.change),
    amountCell(row.balanceAfter, look.balance),
  ];
}

function lotsSheet(source: ReportSource): ReportSheet {
  return {
    name: 'Lots',
    landscape: true,
    widths: [],
    head: () => [
      { type: 'title', text: 'Lots' },
      { type: 'fact', label: 'Covers', value: textCell('The lots behind the entries that are listed') },
      { type: 'fact', label: 'Lots', value: countCell(source.lots.count()) },
      { type: 'blank' },
    ],
    table: { columns: lotColumns, rows: lotRows(source) },
  };
}

function* lotRows(source: ReportSource): Generator<readonly Cell[]> {
  const wallAt = wallClock(source.studio.timeZone);
  for (const lot of source.lots.rows) {
    yield lotCells(lot, wallAt);
  }
}

function lotCells(lot: LotRow, wallAt: (instant: InstantMs) => number): Cell[] {
  const look = looksOf(lot).balance;
  return [
    countCell(lot.number),
    textCell(lot.creditName),
    textCell(lot.customerName),
    textCell(sourceLabel(lot.source, lot.sourceName)),
    lot.cycle === null ? textCell(null) : countCell(lot.cycle),
    amountCell(lot.granted, look),
    amountCell(lot.left, look),
    momentCell(wallAt(Date.parse(lot.validFrom) as InstantMs)),
    lot.lastDay === null ? textCell('never') : dayCell(lot.lastDay),
    textCell(statusLabels[lot.status]),
  ];
}

function aboutSheet(source: ReportSource, totals: ListedTotals): ReportSheet {
  return {
    name: 'About this report',
    landscape: false,
    widths: [30, 20, 24, 20],
    head: () => aboutRows(source, totals.result(), factRows(source)),
    table: null,
  };
}
