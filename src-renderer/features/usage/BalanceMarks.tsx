import { useRef } from 'react';
import { DefaultZIndexes, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { entryTones } from '../../ui/entry-tones.ts';
import { entryLabels } from '../../ui/ledger-labels.ts';
import { useFormat } from '../../ui/studio-format.tsx';
import { BalanceMark } from './BalanceMark.tsx';
import type { BalancePoint } from './use-balance-points.ts';
import type { CreditSummary } from './use-summary.ts';

type BalanceMarksProps = {
  summary: CreditSummary;
  points: readonly BalancePoint[];
  marked: number | null;
  onMark: (number: number) => void;
  onPick: (number: number) => void;
};

/** As many marks as are drawn in full size. */
const fullSize = 60;

/**
 * The marks of the entries on the balance's line. They are drawn here and not as the line's own dots, because those are
 * made anew whenever the chart is drawn, and a mark would lose the focus to that.
 */
export function BalanceMarks({ summary, points, marked, onMark, onPick }: BalanceMarksProps) {
  const format = useFormat();
  const xOf = useXAxisScale();
  const yOf = useYAxisScale();
  const marks = useRef<SVGGElement>(null);
  if (!xOf || !yOf) return null;
  const tabStop = points.some((point) => point.number === marked) ? marked : points.at(-1)?.number;
  const step = (from: BalancePoint, by: 1 | -1) => {
    const to = points[points.indexOf(from) + by];
    if (to) marks.current?.querySelector<SVGElement>(`[data-mark="${to.number}"]`)?.focus();
  };
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.scatter}>
      <g ref={marks}>
        {points.map((point) => (
          <BalanceMark
            key={point.number}
            number={point.number}
            x={xOf(Date.parse(point.at)) ?? 0}
            y={yOf(point.balance) ?? 0}
            tone={entryTones[point.kind]}
            label={`${format.instant(point.at)}: ${entryLabels[point.kind]} ${format.signed(point.amount, summary)}, ${format.amount(point.balance, summary)} left`}
            small={points.length > fullSize}
            marked={point.number === marked}
            tabStop={point.number === tabStop}
            onMark={() => onMark(point.number)}
            onPick={() => onPick(point.number)}
            onStep={(by) => step(point, by)}
          />
        ))}
      </g>
    </ZIndexLayer>
  );
}
