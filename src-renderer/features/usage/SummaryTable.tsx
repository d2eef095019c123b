import { useFormat } from '../../ui/studio-format.tsx';
import classes from './SummaryTable.module.css';
import { figureOrder, termsOf } from './summary-terms.ts';
import type { CreditSummary } from './use-summary.ts';

type SummaryTableProps = {
  summaries: readonly CreditSummary[];
  /** Shows one credit alone. */
  onChoose: (creditId: string) => void;
};

/** Several credits, one line each: every line adds up by itself, and the lines are never added together. */
export function SummaryTable({ summaries, onChoose }: SummaryTableProps) {
  const format = useFormat();
  const lines = summaries.map((summary) => ({
    summary,
    terms: new Map(termsOf(summary).map((term) => [term.id, term])),
  }));
  const shown = figureOrder.filter((column) => lines.some(({ terms }) => terms.has(column)));
  const labels = new Map(lines.flatMap(({ terms }) => [...terms.values()].map((term) => [term.id, term.label])));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className={classes.card} aria-label="Credit usage summary" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Credit</th>
            {shown.map((column) => (
              <th key={column} scope="col" data-left={column === 'left' || undefined}>
                {labels.get(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ summary, terms }) => (
            <tr key={summary.creditId}>
              <th scope="row">
                <button
                  type="button"
                  className={classes.credit}
                  title={summary.creditName}
                  onClick={() => onChoose(summary.creditId)}
                >
                  {summary.creditName}
                </button>
              </th>
              {shown.map((column) => {
                const term = terms.get(column);
                return (
                  <td key={column} data-left={column === 'left' || undefined}>
                    <span aria-hidden="true" className={classes.operator}>
                      {term?.operator}
                    </span>
                    {term && term.size !== 0 ? format.amount(term.size, summary) : '0'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
