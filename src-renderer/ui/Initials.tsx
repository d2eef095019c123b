import classes from './Initials.module.css';
import { initialsOf } from './initials-of.ts';

/** A round mark with a person's initials; decoration, the name stands beside it. */
export function Initials({
  name,
  size = 'm',
  square = false,
}: {
  name: string;
  size?: 's' | 'm' | 'l';
  square?: boolean;
}) {
  return (
    <span className={classes.mark} data-size={size} data-square={square || undefined} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
