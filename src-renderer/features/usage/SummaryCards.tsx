import { Fragment } from 'react';
import { useFormat } from '../../ui/studio-format.tsx';
import type { UsagePlace } from '../../ui/usage-link.ts';
import classes from './SummaryCards.module.css';
import { isShowing, type Term, termsOf } from './summary-terms.ts';
import type { CreditSummary } from './use-summary.ts';

type SummaryCardsProps = {
  summary: CreditSummary;
  place: UsagePlace;
  onShow: (term: Term) => void;
};

const spokenOperators = { '': '', '+': 'plus', '\u2212': 'minus', '=': 'equals' } as const;

/** The summary as an addition (8 − 5 + 1 + 0 + 2 − 3 − 3 = 0). Each figure is a button that narrows the list below to what makes it up. */
export function SummaryCards({ summary, place, onShow }: SummaryCardsProps) {
  const format = useFormat();
  const terms = termsOf(summary);
  const longest = Math.max(...terms.map((term) => format.amount(term.size, summary).length));
  return (
    <section
      className={classes.sum}
      data-length={longest > 9 ? 'long' : longest > 5 ? 'medium' : undefined}
      aria-label={`Credit usage summary of ${summary.creditName}`}
    >
      {terms.map((term) => {
        const shown = isShowing(place, term);
        return (
          <Fragment key={term.id}>
            {term.operator !== '' && (
              <span className={classes.operator} aria-hidden="true">
                {term.operator}
              </span>
            )}
            <button
              type="button"
              className={classes.figure}
              data-id={term.id}
              data-tone={term.tone}
              aria-pressed={term.id === 'left' ? undefined : shown}
              onClick={() => onShow(term)}
              title={
                term.id === 'left' ? 'Show everything' : shown ? 'Show everything again' : 'Show what makes this up'
              }
            >
              <span className="visually-hidden">{spokenOperators[term.operator]} </span>
              <span className={classes.value}>{format.amount(term.size, summary)}</span>{' '}
              <span className={classes.label}>
                {term.label.replace(/ cycle$/, '')}
                {term.label.endsWith(' cycle') && <span className={classes.wide}> cycle</span>}
              </span>
            </button>
          </Fragment>
        );
      })}
    </section>
  );
}
