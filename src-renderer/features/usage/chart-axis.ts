import { addDays, dayAt, daysBetween, startOfDay } from '../../../src-shared/days.ts';
import type { Day, InstantMs } from '../../../src-shared/ids.ts';

/** Steps that read well on an axis up to one that holds `span`: 1, 2 and 5 times powers of ten; for time those that clocks have. */
function niceSteps(span: number, isTime: boolean): number[] {
  const unit = isTime ? 60 : 1;
  const steps = isTime ? [1, 5, 10, 15, 30, 60, 120, 180, 240, 300, 480, 600] : [];
  for (let power = unit; power <= 10 * span; power *= 10) steps.push(power, 2 * power, 5 * power);
  return steps;
}

/** As many steps as the axis has at most: more figures would stand too close. */
const stepsMax = 5;

/** A few round figures for the axis of a balance, from its lowest (or 0) to its highest: those that leave the least room unused, and of them the fewest. */
export function balanceTicks(lowest: number, highest: number, isTime = false): number[] {
  const low = Math.min(0, lowest);
  const span = Math.max(highest, 1) - low;
  const stepsMin = Math.min(2, span);
  const axes = niceSteps(span, isTime).map((step) => {
    const first = Math.floor(low / step);
    const count = Math.ceil(Math.max(highest, 1) / step) - first;
    return { step, first, count };
  });
  const [best] = axes
    .filter(({ count }) => count >= stepsMin && count <= stepsMax)
    .sort((a, b) => a.step * a.count - b.step * b.count || a.count - b.count);
  const { step, first, count } = best ?? { step: span, first: 0, count: 1 };
  return Array.from({ length: count + 1 }, (_, tick) => (first + tick) * step);
}

/** About `count` days for the axis of time, from the first to the last, as instants at their beginning. */
export function dayTicks(fromMs: number, toMs: number, timeZone: string, count = 5): { day: Day; at: number }[] {
  const first = dayAt(fromMs as InstantMs, timeZone);
  const days = daysBetween(first, dayAt(toMs as InstantMs, timeZone));
  if (days === 0) return [{ day: first, at: fromMs }];
  const every = Math.max(1, Math.ceil(days / Math.max(1, count - 1)));
  const ticks: { day: Day; at: number }[] = [];
  for (let passed = 0; passed <= days; passed += every) {
    const day = addDays(first, passed);
    ticks.push({ day, at: passed === 0 ? fromMs : startOfDay(day, timeZone) });
  }
  return ticks;
}

/** True where labels in the middle of columns of this width would touch a neighbour; they are set on two lines then. */
export function labelsTouch(labels: readonly string[], columnPx: number, pxPerCharacter: number): boolean {
  const gapPx = 4;
  return labels.some((label, index) => {
    const next = labels[index + 1];
    return next !== undefined && ((label.length + next.length) / 2) * pxPerCharacter + gapPx > columnPx;
  });
}
