import { addDays, dayAt, daysBetween, startOfDay } from '../../../src-shared/days.ts';
import type { Day, InstantMs } from '../../../src-shared/ids.ts';

/** A step that reads well on an axis: 1, 2 or 5 times a power of ten; for time whole hours where they are many minutes. */
function niceStep(rough: number, isTime: boolean): number {
  const steps = isTime ? [1, 5, 10, 15, 30, 60, 120, 180, 240, 300, 480, 600] : [1];
  const fitting = isTime ? steps.find((step) => step >= rough) : undefined;
  if (fitting !== undefined) return fitting;
  const unit = isTime ? 60 : 1;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough / unit)));
  const factor = [1, 2, 5, 10].find((times) => times * power * unit >= rough) ?? 10;
  return Math.max(1, factor * power * unit);
}

/** About three round figures for the axis of a balance, from its lowest (or 0) to above its highest. */
export function balanceTicks(lowest: number, highest: number, isTime = false): number[] {
  const low = Math.min(0, lowest);
  const step = niceStep((Math.max(highest, 1) - low) / 2.5, isTime);
  const first = Math.floor(low / step) * step;
  const ticks: number[] = [];
  for (let tick = first; tick < highest + step && ticks.length < 8; tick += step) ticks.push(tick);
  return ticks.length > 1 ? ticks : [first, first + step];
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
