import { useElementSize } from '@mantine/hooks';
import { Bar, BarChart, type BarShapeProps, ReferenceLine, XAxis, type XAxisTickContentProps, YAxis } from 'recharts';
import { toneColour } from '../../ui/entry-tones.ts';
import { useFormat } from '../../ui/studio-format.tsx';
import { labelsTouch } from './chart-axis.ts';
import classes from './charts.module.css';
import { type Step, stepsOf, termsOf } from './summary-terms.ts';
import type { CreditSummary } from './use-summary.ts';

/** How far below the other the second line of labels stands. */
const linePx = 12;
/** Where bars are narrower than this, figures beside the labels would touch. */
const crowdedPx = 44;
const pxPerCharacter = 6.6;

type StepLabelProps = XAxisTickContentProps & { labelPx: number; staggered: boolean };
type Drawn = Step & { readonly text: string; readonly crowded: boolean };

/** One bar with its figure above it; a figure of zero is a thin line. */
function StepBar({ x, y, width, height, payload }: BarShapeProps) {
  const step: Drawn = payload;
  const tall = Math.max(2, Math.abs(height));
  const top = Math.abs(height) < 2 ? y - 1 : y;
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
      <text
        x={x + width / 2}
        y={top - 6}
        textAnchor="middle"
        className={classes.figure}
        data-crowded={step.crowded || undefined}
      >
        {step.text}
      </text>
    </g>
  );
}

/** A bar's label; where they would touch, every second one stands a line lower. */
function StepLabel({ x, y, index, payload, labelPx, staggered }: StepLabelProps) {
  const lower = staggered && index % 2 === 1 ? linePx : 0;
  return (
    <text x={x} y={Number(y) + lower} dy="0.71em" textAnchor="middle" fill="var(--faint)" fontSize={labelPx}>
      {payload.value}
    </text>
  );
}

/** "How it adds up": the figures of the summary as bars, each beginning where the one before it ended. */
export function WaterfallChart({ summary }: { summary: CreditSummary }) {
  const format = useFormat();
  const { ref, width, height } = useElementSize();
  const steps = stepsOf(termsOf(summary));
  const labelOf = (step: Step) =>
    step.id === 'starting' || step.id === 'left'
      ? format.amount(step.change, summary)
      : format.signed(step.change, summary);
  const columnPx = width / steps.length;
  const crowded = columnPx < crowdedPx;
  const labelPx = crowded ? 9.5 : 11;
  const labels = steps.map((step) => step.short);
  const staggered = labelsTouch(labels, columnPx, labelPx * 0.6);
  const fits = (text: string) => text.length * (crowded ? 5.4 : pxPerCharacter) <= columnPx;
  const data = steps.map((step) => ({
    ...step,
    range: [step.low, step.high] satisfies [number, number],
    // The cards above have every figure; one that would run into its neighbours is left out here.
    text: fits(labelOf(step)) ? labelOf(step) : '',
    crowded,
  }));
  const words = steps.map((step) => `${step.label} ${labelOf(step)}`).join(', ');
  const top = Math.max(1, ...steps.map((step) => step.high));
  const low = Math.min(0, ...steps.map((step) => step.low));
  return (
    <figure className={classes.figureBox} aria-label={`How it adds up: ${words}.`}>
      <div ref={ref} className={classes.canvas} aria-hidden="true">
        {width > 0 && (
          <BarChart
            width={width}
            height={height}
            data={data}
            margin={{ top: 20, right: 4, bottom: 0, left: 4 }}
            barCategoryGap="18%"
            accessibilityLayer={false}
          >
            <XAxis
              dataKey="short"
              interval={0}
              axisLine={{ stroke: 'var(--line)' }}
              tickLine={false}
              tick={(tick: XAxisTickContentProps) => <StepLabel {...tick} labelPx={labelPx} staggered={staggered} />}
              height={staggered ? 22 + linePx : 22}
            />
            <YAxis hide domain={[low, top]} />
            {steps.slice(0, -1).map((step, index) => (
              <ReferenceLine
                key={step.id}
                segment={[
                  { x: step.short, y: step.after },
                  { x: steps[index + 1]?.short ?? step.short, y: step.after },
                ]}
                stroke="var(--line)"
                zIndex={-10}
              />
            ))}
            <Bar dataKey="range" maxBarSize={44} isAnimationActive={false} shape={StepBar} />
          </BarChart>
        )}
      </div>
    </figure>
  );
}
