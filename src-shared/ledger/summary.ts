import { type EntryKind, entryKindNames, entryKinds, type SummaryLine } from './entry-kinds.ts';

/** The figures of a credit usage summary; all but `manual` are told as figures from 0. In the credit's smallest unit. */
export type Summary = {
  readonly starting: number;
  readonly totalBooked: number;
  readonly freeCancellations: number;
  readonly rollover: number;
  readonly manual: number;
  readonly expired: number;
  readonly rolledOver: number;
  readonly left: number;
};

/** The lines that tell what left as figures from 0: their entries' amounts are below zero. */
export const tellsNegative: ReadonlySet<SummaryLine> = new Set(
  entryKindNames
    .filter((kind) => entryKinds[kind].sign === '-')
    .map((kind) => entryKinds[kind].line)
    .filter((line) => line !== 'manual'),
);

/** The summary of entries, given as sums of amounts per kind. */
export function summarise(totals: Iterable<readonly [EntryKind, number]>): Summary {
  const lines: Record<SummaryLine, number> = {
    starting: 0,
    booked: 0,
    freeCancellations: 0,
    rollover: 0,
    manual: 0,
    expired: 0,
    rolledOver: 0,
  };
  for (const [kind, total] of totals) {
    const { line } = entryKinds[kind];
    lines[line] += tellsNegative.has(line) ? -total : total;
  }
  const { booked, ...told } = lines;
  const summary = { ...told, totalBooked: booked };
  return { ...summary, left: leftOf(summary) };
}

/** The identity: left = starting − booked + free cancellations + rollover + manual − expired − rolled over to next cycle. */
export function leftOf(summary: Omit<Summary, 'left'>): number {
  const given = summary.starting + summary.freeCancellations + summary.rollover + summary.manual;
  return given - summary.totalBooked - summary.expired - summary.rolledOver;
}
