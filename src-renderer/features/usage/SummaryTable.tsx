import { useFormat } from '../../ui/studio-format.tsx';
import classes from './SummaryTable.module.css';
import { termsBeside } from './summary-terms.ts';
import type { CreditSummary } from './use-summary.ts';

type SummaryTableProps = {
  summaries: readonly CreditSummary[];
  /** Shows one credit alone. */
  onChoose: (creditId: string) => void;
};

/** Several credits, one line each: every line adds up by itself, and the lines are never added together. */
export function SummaryTable({ summaries, onChoose }: SummaryTableProps) {
  const format = useFormat();
  const additions = termsBeside(summaries);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className={classes.card} aria-label="Credit usage summary" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Credit</th>
            {additions[0]?.map(({ id, label }) => (
              <th key={id} scope="col" data-left={id === 'left' || undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {summaries.map((summary, line) => (
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
              {additions[line]?.map(({ id, operator, size }) => (
                <td key={id} data-left={id === 'left' || undefined}>
                  <span aria-hidden="true" className={classes.operator}>
                    {operator}
                  </span>
                  {size === 0 ? '0' : format.amount(size, summary)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
