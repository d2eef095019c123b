import { type AmountUnit, creditLabel, type FigureStyle, formatAmount } from './format-amounts.ts';
import type { Summary } from './ledger/summary.ts';

/** The figures of one credit's summary, as `usage.summary` gives them. */
export type SummaryFigures = AmountUnit & Summary & { readonly creditName: string };

/** Whom the sentence speaks to or about, and how many cancellations gave credit back (where that is known). */
export type Explaining = {
  readonly style: FigureStyle;
  readonly to?: 'customer' | 'team' | 'studio';
  readonly freeCancellationCount?: number;
  /** True where the figures are of one cycle alone; else rollovers are told as those of several. */
  readonly oneCycle?: boolean;
};

const subjects = { customer: 'You', team: 'Your team', studio: 'The customers' };
const possessives = { customer: 'have', team: 'has', studio: 'have' };

/** "booked 5" for sessions, "used 2 h" for what is counted otherwise. */
const spendingVerb = (kind: string) => (kind === 'session' ? 'booked' : kind === 'money' ? 'spent' : 'used');

function cancellationWords(summary: SummaryFigures, count: number | undefined): string {
  const one = count === undefined ? summary.freeCancellations === 10 ** summary.decimals : count === 1;
  const oneBySize = summary.kind === 'session' || count !== undefined;
  return one && oneBySize ? 'for a free cancellation' : 'for free cancellations';
}

function clausesOf(summary: SummaryFigures, { style, freeCancellationCount, oneCycle }: Explaining): string[] {
  const figure = (amount: number) => formatAmount(amount, summary, style);
  const clauses: [when: boolean, words: () => string][] = [
    [summary.starting > 0, () => `started with ${figure(summary.starting)}`],
    [summary.totalBooked > 0, () => `${spendingVerb(summary.kind)} ${figure(summary.totalBooked)}`],
    [
      summary.freeCancellations > 0,
      () => `got ${figure(summary.freeCancellations)} back ${cancellationWords(summary, freeCancellationCount)}`,
    ],
    [
      summary.rollover > 0,
      () => `brought ${figure(summary.rollover)} over from ${oneCycle ? 'the cycle before' : 'earlier cycles'}`,
    ],
    [summary.manual > 0, () => `were given ${figure(summary.manual)} extra by the studio`],
    [summary.manual < 0, () => `had ${figure(-summary.manual)} taken off by the studio`],
    [summary.expired > 0, () => `saw ${figure(summary.expired)} expire`],
    [
      summary.rolledOver > 0,
      () => `took ${figure(summary.rolledOver)} along into ${oneCycle ? 'the next cycle' : 'later cycles'}`,
    ],
  ];
  return clauses.filter(([when]) => when).map(([, words]) => words());
}

/**
 * The sentence for the customer, to read out or to copy: "You started with 8, booked 5, got 1 back for a free
 * cancellation … and have 0 left." It names every figure of the summary that is not zero, in the order of the cards,
 * so what is heard adds up to what is left.
 */
export function explainSummary(summary: SummaryFigures, explaining: Explaining): string {
  const to = explaining.to ?? 'customer';
  const subject = subjects[to];
  const clauses = clausesOf(summary, explaining).map((clause) =>
    to === 'team' ? clause.replace(/^were /, 'was ') : clause,
  );
  const label = creditLabel(0, { ...summary, name: summary.creditName });
  if (clauses.length === 0) return `${label}: nothing was given and nothing was used in this time.`;
  const left = `${possessives[to]} ${formatAmount(summary.left, summary, explaining.style)} left`;
  return `${label}: ${subject} ${clauses.join(', ')} and ${left}.`;
}
