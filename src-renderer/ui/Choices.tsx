import { useId } from 'react';
import classes from './Choices.module.css';

type Choice = { readonly value: string; readonly label: string };

type ChoicesProps = {
  /** What is chosen, for screen readers: 'Cycle'. */
  label: string;
  choices: readonly Choice[];
  value: string;
  onChange: (value: string) => void;
  /** Takes the whole width, each choice the same part of it. */
  wide?: boolean;
};

/** One of a few, side by side: radio buttons that look like one control; arrows move, as in any radio group. */
export function Choices({ label, choices, value, onChange, wide = false }: ChoicesProps) {
  const name = useId();
  return (
    <fieldset className={classes.choices} data-wide={wide || undefined}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={classes.choice}>
          <input
            type="radio"
            className={classes.input}
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span className={classes.label}>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
