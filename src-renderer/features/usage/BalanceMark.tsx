import type { KeyboardEvent } from 'react';
import { type Tone, toneColour } from '../../ui/entry-tones.ts';
import classes from './charts.module.css';

type BalanceMarkProps = {
  number: number;
  x: number;
  y: number;
  tone: Tone;
  /** The entry in words. */
  label: string;
  small: boolean;
  marked: boolean;
  /** Whether Tab stops here: at one mark of the chart only. */
  tabStop: boolean;
  onMark: () => void;
  onPick: () => void;
  onStep: (by: 1 | -1) => void;
};

/** An entry on the balance's line: larger when its row is marked; hovering or focusing it marks the row, pressing it scrolls there. */
export function BalanceMark(props: BalanceMarkProps) {
  const { number, x, y, tone, label, small, marked, tabStop, onMark, onPick, onStep } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === 1 || step === -1) onStep(step);
    else if (event.key === 'Enter' || event.key === ' ') onPick();
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <button> can't live inside of an SVG
    <g
      role="button"
      aria-label={label}
      aria-pressed={marked}
      tabIndex={tabStop ? 0 : -1}
      data-mark={number}
      className={classes.mark}
      onMouseEnter={(event) => {
        // A page that scrolls under a resting mouse is not a person pointing at a mark.
        if (event.movementX !== 0 || event.movementY !== 0) onMark();
      }}
      onFocus={onMark}
      onClick={onPick}
      onKeyDown={onKeyDown}
    >
      <circle cx={x} cy={y} r={10} fill="transparent" />
      <circle
        cx={x}
        cy={y}
        r={marked ? 6.5 : small ? 2.5 : 4}
        fill={toneColour(tone)}
        stroke="var(--surface)"
        strokeWidth={small && !marked ? 1 : 2}
        className={classes.dot}
      />
    </g>
  );
}
