import { amountCell, type Cell, type NumberLook, textCell } from './report-cells.ts';
import type { HeadRow } from './report-layout.ts';
import type { UsageSummary } from './report-source.ts';

type Credit = Pick<UsageSummary, 'kind' | 'unit' | 'decimals'>;
type Line = {
  readonly label: string;
  readonly figure: (summary: UsageSummary) => number;
  /** Shown only where it is not zero for some credit, as on screen. */
  readonly hiddenAtZero?: boolean;
};

const lines: readonly Line[] = [
  { label: 'Starting credits', figure: (summary) => summary.starting },
  { label: 'Total booked', figure: (summary) => -summary.totalBooked },
  { label: 'Free cancellations', figure: (summary) => summary.freeCancellations },
  { label: 'Rollover credits', figure: (summary) => summary.rollover },
  { label: 'Manual changes', figure: (summary) => summary.manual },
  { label: 'Expired', figure: (summary) => -summary.expired, hiddenAtZero: true },
  { label: 'Rolled over to next cycle', figure: (summary) => -summary.rolledOver, hiddenAtZero: true },
];

/** The unit behind a figure of money (EUR) and time (min); other kinds are told by the credit's name alone. */
function unitOf(credit: Credit): string | null {
  if (credit.kind === 'time') return 'min';
  return credit.kind === 'money' ? credit.unit : null;
}

/** How a credit's balances look. */
export function balanceLook(credit: Credit): NumberLook {
  return { decimals: credit.decimals, signed: false, unit: unitOf(credit) };
}

/** How a credit's changes look: with their sign. */
export function changeLook(credit: Credit): NumberLook {
  return { decimals: credit.decimals, signed: true, unit: unitOf(credit) };
}

/**
 * The summary: one column of figures per credit (different credits are never added together), each adding up from
 * Starting credits to Credits left; what was used, expired or rolled over counts below zero, so that the column is a sum.
 */
export function summaryRows(summaries: readonly UsageSummary[]): HeadRow[] {
  if (summaries.length === 0) return [{ type: 'note', text: 'There is no credit in what this report covers.' }];
  const shown = lines.filter((line) => !line.hiddenAtZero || summaries.some((summary) => line.figure(summary) !== 0));
  const names: Cell[] = summaries.map((summary) => textCell(summary.creditName));
  return [
    { type: 'heading', cells: [textCell('Credit usage summary'), ...names] },
    ...shown.map((line): HeadRow => ({ type: 'line', cells: [textCell(line.label), ...figuresOf(line, summaries)] })),
    {
      type: 'sum',
      label: 'Credits left',
      lines: shown.length,
      figures: summaries.map((summary) => ({
        cell: amountCell(summary.left, balanceLook(summary)),
        adds: shown.every((line) => holdsNumber(figureCell(line, summary))),
      })),
    },
  ];
}

const figuresOf = (line: Line, summaries: readonly UsageSummary[]): Cell[] =>
  summaries.map((summary) => figureCell(line, summary));

function figureCell(line: Line, summary: UsageSummary): Cell {
  const look = line === lines[0] ? balanceLook(summary) : changeLook(summary);
  return amountCell(line.figure(summary), look);
}

const holdsNumber = (cell: Cell) => cell.type === 'number' && cell.value !== null;
