import type { Summary } from '../../../src-shared/ledger/summary.ts';
import type { EntryKind, Tone } from '../../ui/entry-tones.ts';
import type { UsagePlace, UsageView } from '../../ui/usage-link.ts';

/** What a card filters the list to: a view, or entry kinds where no view fits. */
export type TermFilter = { readonly view: UsageView; readonly kinds: readonly EntryKind[] };

type TermRule = {
  readonly figure: keyof Summary;
  readonly label: string;
  readonly short: string;
  readonly sign: 1 | -1;
  readonly tone: Tone;
  readonly hiddenAtZero?: boolean;
  readonly filter: TermFilter;
};

const view = (name: UsageView): TermFilter => ({ view: name, kinds: [] });
const kinds = (...names: EntryKind[]): TermFilter => ({ view: 'all', kinds: names });

const rules: readonly TermRule[] = [
  { figure: 'starting', label: 'Starting credits', short: 'Start', sign: 1, tone: 'accent', filter: kinds('grant') },
  { figure: 'totalBooked', label: 'Total booked', short: 'Booked', sign: -1, tone: 'used', filter: view('booked') },
  {
    figure: 'freeCancellations',
    label: 'Free cancellations',
    short: 'Free',
    sign: 1,
    tone: 'given-back',
    filter: view('free_cancellations'),
  },
  {
    figure: 'rollover',
    label: 'Rollover credits',
    short: 'Rollover',
    sign: 1,
    tone: 'rolled-over',
    filter: kinds('rollover_in'),
  },
  { figure: 'manual', label: 'Manual changes', short: 'Manual', sign: 1, tone: 'manual', filter: view('manual') },
  {
    figure: 'expired',
    label: 'Expired',
    short: 'Expired',
    sign: -1,
    tone: 'expired',
    hiddenAtZero: true,
    filter: view('expired'),
  },
  {
    figure: 'rolledOver',
    label: 'Rolled over to next cycle',
    short: 'Rolled',
    sign: -1,
    tone: 'rolled-over',
    hiddenAtZero: true,
    filter: kinds('rollover_out'),
  },
  { figure: 'left', label: 'Credits left', short: 'Left', sign: 1, tone: 'accent', filter: view('all') },
];

/** One figure of the addition, in the order of the cards. */
export type Term = {
  readonly id: keyof Summary;
  readonly label: string;
  /** The label below a bar of the chart. */
  readonly short: string;
  /** What stands before the figure: nothing before the first, "=" before what is left. */
  readonly operator: '' | '+' | '\u2212' | '=';
  /** The figure as the card shows it, never below zero: its operator tells the direction. */
  readonly size: number;
  /** What the figure does to the balance. */
  readonly change: number;
  readonly tone: Tone;
  readonly filter: TermFilter;
};

function operatorOf(rule: TermRule, change: number, sign: 1 | -1): Term['operator'] {
  if (rule.figure === 'starting') return '';
  if (rule.figure === 'left') return '=';
  return change < 0 || (change === 0 && sign < 0) ? '\u2212' : '+';
}

/** The summary as an addition: 8 − 5 + 1 + 0 + 2 − 3 − 3 = 0; Expired and Rolled over only where they are not zero. */
export function termsOf(summary: Summary): Term[] {
  return termsBeside([summary])[0] ?? [];
}

/** Several summaries, each an addition of as many terms, to stand below each other: left out is what is zero in all of them. */
export function termsBeside(summaries: readonly Summary[]): Term[][] {
  const shown = rules.filter((rule) => !rule.hiddenAtZero || summaries.some((summary) => summary[rule.figure] !== 0));
  return summaries.map((summary) => shown.map((rule) => termOf(rule, summary[rule.figure])));
}

function termOf(rule: TermRule, figure: number): Term {
  const change = figure === 0 ? 0 : figure * rule.sign;
  return {
    id: rule.figure,
    label: rule.label,
    short: rule.short,
    operator: operatorOf(rule, change, rule.sign),
    size: Math.abs(change),
    change,
    tone: rule.tone,
    filter: rule.filter,
  };
}

/** True where the list shows exactly what makes the figure up (never for "Credits left", which is everything). */
export function isShowing(place: UsagePlace, term: Term): boolean {
  if (term.id === 'left' || place.from !== null || place.to !== null || place.text.trim() !== '') return false;
  const sameKinds = [...place.kinds].sort().join() === [...term.filter.kinds].sort().join();
  return place.view === term.filter.view && sameKinds;
}

/** What narrows the list to exactly what makes the figure up; to everything where it shows that already, and for "Credits left". */
export function showing(place: UsagePlace, term: Term): TermFilter & Pick<UsagePlace, 'from' | 'to' | 'text'> {
  const all = isShowing(place, term) || term.id === 'left';
  return { ...(all ? view('all') : term.filter), from: null, to: null, text: '' };
}

/** The figure that a filter by kinds stands for, to name it on a chip; null where it is none of the cards'. */
export function termLabelOf(kindsShown: readonly EntryKind[]): string | null {
  const wanted = [...kindsShown].sort().join();
  return (
    rules.find((rule) => rule.filter.kinds.length > 0 && [...rule.filter.kinds].sort().join() === wanted)?.label ?? null
  );
}

/** One bar of "How it adds up": from where to where the figure moves the running sum. */
export type Step = Pick<Term, 'id' | 'label' | 'short' | 'change' | 'tone'> & {
  readonly low: number;
  readonly high: number;
  /** The running sum after this figure. */
  readonly after: number;
};

/** The same addition as bars, each starting where the one before it ended; the first and the last stand on zero. */
export function stepsOf(terms: readonly Term[]): Step[] {
  let sum = 0;
  return terms.map(({ id, label, short, change, tone }) => {
    const before = id === 'left' ? 0 : sum;
    const after = id === 'left' ? change : sum + change;
    sum = after;
    return { id, label, short, change, tone, low: Math.min(before, after), high: Math.max(before, after), after };
  });
}
