import type { AmountUnit } from '../../src-shared/format-amounts.ts';
import { type EntryKind, entryTones, type Tone } from './entry-tones.ts';
import classes from './SignedAmount.module.css';
import { useFormat } from './studio-format.tsx';

/** A change with its sign (+2, −1), coloured by its kind; the sign carries the meaning. */
export function SignedAmount({ amount, credit, kind }: { amount: number; credit: AmountUnit; kind?: EntryKind }) {
  const format = useFormat();
  const tone: Tone | undefined = kind && entryTones[kind];
  return (
    <span className={classes.amount} data-tone={amount === 0 ? undefined : tone}>
      {format.signed(amount, credit)}
    </span>
  );
}
