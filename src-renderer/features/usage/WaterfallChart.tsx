import { useElementSize } from '@mantine/hooks';
import { Bar, BarChart, type BarShapeProps, ReferenceLine, XAxis, type XAxisTickContentProps, YAxis } from 'recharts';
import { toneColour } from '../../ui/entry-tones.ts';
import { useFormat } from '../../ui/studio-format.tsx';
import { labelsTouch } from './chart-axis.ts';
import classes from './charts.module.css';
import { type Step, stepsOf, termsOf } from './summary-terms.ts';
import type { CreditSummary } from './use-summary.ts';
import { abovePx, always, type Figure, placeFigures } from './waterfall-figures.ts';

/** How far below the other the second line of labels stands. */
const linePx = 12;
/** Where columns are narrower than this, figures and labels are smaller. */
const crowdedPx = 44;
/** Left and right of the bars. */
const sidePx = 4;
const barPxMax = 44;
/** The part of a column between its bar and the next one. */
const gapPart = 0.18;

type StepLabelProps = XAxisTickContentProps & { labelPx: number; staggered: boolean };
type Drawn = Step & { readonly figure: Figure; readonly crowded: boolean };

/** One bar with its figure above it; a figure of zero is a thin line. */
function StepBar({ x, y, width, height, payload }: BarShapeProps) {
  const step: Drawn = payload;
  const tall = Math.max(2, Math.abs(height));
  const top = Math.abs(height) < 2 ? y - 1 : y;
  const { lines, middle } = step.figure;
  return (
    <g>
      <rect
        x={x}
        y={top}
        width={width}
        height={tall}
        rx={Math.min(3, tall / 2)}
        fill={toneColour(step.tone)}
        fillOpacity={0.86}
      />
      <text textAnchor="middle" className={classes.figure} data-crowded={step.crowded || undefined}>
        {lines.map((line, index) => (
          <tspan key={line} x={middle} y={top - abovePx - (lines.length - 1 - index) * figureLinePx(step.crowded)}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}

const figureLinePx = (crowded: boolean) => (crowded ? 10 : linePx);

/** A bar's label; where they would touch, every second one stands a line lower. */
function StepLabel({ x, y, index, payload, labelPx, staggered }: StepLabelProps) {
  const lower = staggered && index % 2 === 1 ? linePx : 0;
  return (
    <text x={x} y={Number(y) + lower} dy="0.71em" textAnchor="middle" fill="var(--faint)" fontSize={labelPx}>
      {payload.value}
    </text>
  );
}

/** What the chart of that size draws: the bars with their figures, and how much of it is left to them. */
function useWaterfall(summary: CreditSummary, width: number, height: number) {
  const format = useFormat();
  const steps = stepsOf(termsOf(summary));
  const isEnd = (step: Step) => step.id === 'starting' || step.id === 'left';
  const figureOf = (step: Step) =>
    isEnd(step) ? format.amount(step.change, summary) : format.signed(step.change, summary);
  const columnPx = (width - 2 * sidePx) / steps.length;
  const crowded = columnPx < crowdedPx;
  const labelPx = crowded ? 9.5 : 11;
  const labels = steps.map((step) => step.short);
  const staggered = labelsTouch(labels, columnPx, labelPx * 0.6);
  const sizes = { width, column: columnPx, character: crowded ? 5.4 : 6.6, line: figureLinePx(crowded) };
  const isLong = steps.some((step) => figureOf(step).length * sizes.character > columnPx);
  const top = Math.max(1, ...steps.map((step) => step.high));
  const low = Math.min(0, ...steps.map((step) => step.low));
  const topPx = isLong ? 20 + sizes.line : 20;
  const axisPx = staggered ? 22 + linePx : 22;
  const yOf = (sum: number) => topPx + ((top - sum) / (top - low)) * (height - topPx - axisPx);
  const bars = steps.map((step, index) => ({
    text: figureOf(step),
    weight: isEnd(step) ? always : Math.abs(step.change),
    middle: sidePx + columnPx * (index + 0.5),
    width: Math.min(barPxMax, columnPx * (1 - gapPart)),
    top: yOf(step.high),
    bottom: yOf(step.low),
  }));
  const figures = placeFigures(bars, sizes);
  const data = steps.map((step, index) => ({
    ...step,
    range: [step.low, step.high] satisfies [number, number],
    figure: figures[index] ?? { lines: [], middle: 0 },
    crowded,
  }));
  const words = steps.map((step) => `${step.label} ${figureOf(step)}`).join(', ');
  return { data, words, low, top, topPx, axisPx, labelPx, staggered };
}

/** "How it adds up": the figures of the summary as bars, each beginning where the one before it ended. */
export function WaterfallChart({ summary }: { summary: CreditSummary }) {
  const { ref, width, height } = useElementSize();
  const { data, words, low, top, topPx, axisPx, labelPx, staggered } = useWaterfall(summary, width, height);
  const line = { stroke: 'var(--line)' };
  return (
    <figure className={classes.figureBox} aria-label={`How it adds up: ${words}.`}>
      <div ref={ref} className={classes.canvas} aria-hidden="true">
        {width > 0 && (
          <BarChart
            width={width}
            height={height}
            data={data}
            margin={{ top: topPx, right: sidePx, bottom: 0, left: sidePx }}
            barCategoryGap={`${gapPart * 100}%`}
            accessibilityLayer={false}
          >
            <XAxis
              dataKey="short"
              interval={0}
              axisLine={low < 0 ? false : line}
              tickLine={false}
              tick={(tick: XAxisTickContentProps) => <StepLabel {...tick} labelPx={labelPx} staggered={staggered} />}
              height={axisPx}
            />
            <YAxis hide domain={[low, top]} />
            {low < 0 && <ReferenceLine y={0} {...line} />}
            {data.slice(0, -1).map((step, index) => (
              <ReferenceLine
                key={step.id}
                segment={[
                  { x: step.short, y: step.after },
                  { x: data[index + 1]?.short ?? step.short, y: step.after },
                ]}
                {...line}
                zIndex={-10}
              />
            ))}
            <Bar dataKey="range" maxBarSize={barPxMax} isAnimationActive={false} shape={StepBar} />
          </BarChart>
        )}
      </div>
    </figure>
  );
}
