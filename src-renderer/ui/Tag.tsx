import type { ReactNode } from 'react';
import type { Tone } from './entry-tones.ts';
import classes from './Tag.module.css';

/** A short word about a thing's state, coloured by kind; the word carries the meaning, never the colour alone. */
export function Tag({ tone = 'expired', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  );
}
