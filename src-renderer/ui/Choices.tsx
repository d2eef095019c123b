import type { KeyboardEvent } from 'react';
import classes from './Choices.module.css';

type Choice = { readonly value: string; readonly label: string };

type ChoicesProps = {
  /** What is chosen: 'Cycle'. Screen readers tell it. */
  label: string;
  choices: readonly Choice[];
  value: string;
  onChange: (value: string) => void;
  /** Takes the whole width, each choice the same part of it. */
  wide?: boolean;
  /** Shows the label above, as fields have theirs. */
  titled?: boolean;
};

/** Longer labels may be cut short; hovering tells them whole. */
const nameFits = 40;

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One of a few, side by side, as one control: one stop for Tab, arrows choose, as in any group of radio buttons. */
export function Choices({ titled = false, ...group }: ChoicesProps) {
  if (!titled) return <ChoiceGroup {...group} />;
  return (
    <div>
      <span className={classes.title} aria-hidden="true">
        {group.label}
      </span>
      <ChoiceGroup {...group} />
    </div>
  );
}

function ChoiceGroup({ label, choices, value, onChange, wide = false }: Omit<ChoicesProps, 'titled'>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const at = choices.findIndex((choice) => choice.value === value);
    const to = (at + step + choices.length) % choices.length;
    const next = choices[to];
    if (!next) return;
    onChange(next.value);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')[to]?.focus();
  };
  const known = choices.some((choice) => choice.value === value);
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={classes.choices}
      data-wide={wide || undefined}
      onKeyDown={onKeyDown}
    >
      {choices.map((choice, index) => {
        const chosen = choice.value === value;
        return (
          // biome-ignore lint/a11y/useSemanticElements: the whole face is the control, so that mouse, touch and test hit the same element
          <button
            key={choice.value}
            type="button"
            role="radio"
            aria-checked={chosen}
            tabIndex={chosen || (!known && index === 0) ? 0 : -1}
            className={classes.choice}
            title={choice.label.length > nameFits ? choice.label : undefined}
            onClick={() => onChange(choice.value)}
          >
            <span className={classes.name}>{choice.label}</span>
          </button>
        );
      })}
    </div>
  );
}
