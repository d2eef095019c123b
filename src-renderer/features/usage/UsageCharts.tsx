import { entryLabels } from '../../ui/ledger-labels.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import type { UsagePlace } from '../../ui/usage-link.ts';
import { BalanceChart } from './BalanceChart.tsx';
import classes from './charts.module.css';
import { useBalancePoints } from './use-balance-points.ts';
import type { CreditSummary } from './use-summary.ts';
import { WaterfallChart } from './WaterfallChart.tsx';

type UsageChartsProps = {
  place: UsagePlace;
  summary: CreditSummary;
  marked: number | null;
  onMark: (number: number) => void;
  onPick: (number: number) => void;
};

/** The summary as two pictures. Loaded when a usage screen needs them. */
export function UsageCharts({ place, summary, marked, onMark, onPick }: UsageChartsProps) {
  const format = useFormat();
  const balance = useBalancePoints(place, summary.creditId);
  const points = balance.data?.points ?? [];
  const point = points.find((other) => other.number === marked);
  return (
    <div className={classes.charts}>
      <Panel title="How it adds up" className={classes.card}>
        <WaterfallChart summary={summary} />
      </Panel>
      <Panel
        title="Balance over time"
        className={classes.card}
        aside={
          <p className={classes.caption}>
            {point ? (
              <>
                {format.instant(point.at)} · {entryLabels[point.kind]} <b>{format.signed(point.amount, summary)}</b> →{' '}
                <b>{format.amount(point.balance, summary)}</b>
              </>
            ) : (
              balance.data?.thinned &&
              `${format.count(points.length)} marks of ${format.count(balance.data.total)} entries`
            )}
          </p>
        }
      >
        {balance.isError ? (
          <ErrorState error={balance.error} onRetry={() => void balance.refetch()} retrying={balance.isFetching} />
        ) : points.length > 0 ? (
          <BalanceChart summary={summary} points={points} marked={marked} onMark={onMark} onPick={onPick} />
        ) : (
          <p className={classes.none}>
            {balance.isPending ? '' : 'Nothing has happened yet, so there is no line to draw.'}
          </p>
        )}
      </Panel>
    </div>
  );
}
