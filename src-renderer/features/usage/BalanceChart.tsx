import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { Area, AreaChart, CartesianGrid, XAxis, YAxis } from 'recharts';
import { useFormat } from '../../ui/studio-format.tsx';
import { BalanceMarks } from './BalanceMarks.tsx';
import { balanceTicks, dayTicks } from './chart-axis.ts';
import classes from './charts.module.css';
import type { BalancePoint } from './use-balance-points.ts';
import type { CreditSummary } from './use-summary.ts';

type BalanceChartProps = {
  summary: CreditSummary;
  points: readonly BalancePoint[];
  /** The entry that is marked in the list. */
  marked: number | null;
  /** Marks an entry while it is looked at. */
  onMark: (number: number) => void;
  /** Brings an entry's row into sight. */
  onPick: (number: number) => void;
};

type Point = BalancePoint & { readonly time: number };

/** The points with an end at `now`, so that the line reaches today where something is left. */
export function withTail(points: readonly BalancePoint[], nowMs: number): (Point & { readonly tail?: true })[] {
  const timed = points.map((point) => ({ ...point, time: Date.parse(point.at) }));
  const last = timed.at(-1);
  return last && last.time < nowMs ? [...timed, { ...last, time: nowMs, tail: true as const }] : timed;
}

/** What the chart of that width draws: the points, the balances on its upright axis and the days on its level one. */
function useBalanceAxes(summary: CreditSummary, points: readonly BalancePoint[], width: number) {
  const format = useFormat();
  const data = useMemo(() => withTail(points, Date.now()), [points]);
  const balances = points.map((point) => point.balance);
  const ticks = balanceTicks(Math.min(0, ...balances), Math.max(0, ...balances), summary.kind === 'time');
  const first = data[0]?.time ?? 0;
  const last = data.at(-1)?.time ?? first;
  const days = dayTicks(first, last, format.style.timeZone, width < 420 ? 3 : 5);
  return { data, first, last, ticks, days };
}

/** "Balance over time": steps with a mark for each entry. Marks and rows of the list point at each other; arrows move from mark to mark. */
export function BalanceChart({ summary, points, marked, onMark, onPick }: BalanceChartProps) {
  const format = useFormat();
  const { ref, width, height } = useElementSize();
  const { data, first, last, ticks, days } = useBalanceAxes(summary, points, width);
  return (
    <figure className={classes.figureBox} aria-label={balanceWords(summary, points, format)}>
      <div ref={ref} className={classes.canvas}>
        {width > 0 && (
          <AreaChart
            width={width}
            height={height}
            data={data}
            margin={{ top: 8, right: 22, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--line2)" />
            <XAxis
              dataKey="time"
              type="number"
              scale="time"
              domain={[first, Math.max(last, first + 1)]}
              ticks={days.map((tick) => tick.at)}
              tickFormatter={(at: number) => format.day(days.find((tick) => tick.at === at)?.day ?? days[0]?.day ?? '')}
              axisLine={{ stroke: 'var(--line)' }}
              tickLine={false}
              tick={{ fill: 'var(--faint)', fontSize: 11 }}
              height={22}
              interval="preserveStartEnd"
            />
            <YAxis
              domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
              ticks={ticks}
              tickFormatter={(value: number) => format.amount(value, summary)}
              axisLine={false}
              tickLine={false}
              tick={{ fill: 'var(--faint)', fontSize: 11 }}
              width={axisWidth(ticks.map((tick) => format.amount(tick, summary)))}
            />
            <Area
              type="stepAfter"
              dataKey="balance"
              stroke="var(--accent)"
              strokeWidth={2}
              fill="var(--accent-bg)"
              fillOpacity={1}
              isAnimationActive={false}
              dot={false}
              activeDot={false}
            />
            <BalanceMarks summary={summary} points={points} marked={marked} onMark={onMark} onPick={onPick} />
          </AreaChart>
        )}
      </div>
    </figure>
  );
}

const axisWidth = (labels: readonly string[]) => 14 + 6.2 * Math.max(2, ...labels.map((label) => label.length));

/** The chart in words: from when to when, the highest, the lowest and the last balance. */
function balanceWords(
  summary: CreditSummary,
  points: readonly BalancePoint[],
  format: ReturnType<typeof useFormat>,
): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return 'Balance over time: nothing yet.';
  const balances = points.map((point) => point.balance);
  const amount = (value: number) => format.amount(value, summary);
  return `Balance of ${summary.creditName} from ${format.instantDay(first.at)} to ${format.instantDay(last.at)}: at first ${amount(first.balance)}, at most ${amount(Math.max(...balances))}, at least ${amount(Math.min(...balances))}, in the end ${amount(last.balance)}. The list below has every step.`;
}
