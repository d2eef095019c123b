import type { EntryKind, Tone } from './entry-tones.ts';

/** What happened, in two or three words, for each kind of entry. */
export const entryLabels = {
  grant: 'Given',
  use: 'Used',
  free_cancellation: 'Free cancellation',
  rollover_in: 'Rolled over from the cycle before',
  rollover_out: 'Rolled over to next cycle',
  manual_add: 'Added manually',
  manual_deduct: 'Removed manually',
  expiry: 'Expired',
  reversal: 'Manual change undone',
} as const satisfies Record<EntryKind, string>;

/** How a lot came to the customer. */
export type LotSource = 'plan' | 'product' | 'manual' | 'rollover' | 'import';

/** Where a lot comes from, as the lists write it: "Plan: Flow 8", "Added manually". */
export function sourceLabel(source: LotSource, sourceName: string): string {
  const named = sourceName === '' ? '' : `: ${sourceName}`;
  switch (source) {
    case 'plan':
      return `Plan${named}`;
    case 'product':
      return `Product${named}`;
    case 'rollover':
      return `Rolled over${named}`;
    case 'import':
      return 'Imported';
    case 'manual':
      return 'Added manually';
  }
}

/** The colour that a lot's source has in bars. */
export function sourceTone(source: LotSource): Tone {
  if (source === 'rollover') return 'rolled-over';
  return source === 'manual' ? 'manual' : 'accent';
}

/** The states of a lot as tags write them. */
export const lotStatusLabels = { current: 'Current', expired: 'Expired', used_up: 'Used up' } as const;
/** The tones of those tags. */
export const lotStatusTones = { current: 'accent', expired: 'expired', used_up: 'expired' } as const satisfies Record<
  keyof typeof lotStatusLabels,
  Tone
>;

/** The kinds of credit as tabs name them. */
export const creditKindLabels: Readonly<Record<string, string>> = {
  money: 'Money credit',
  time: 'Time credit',
  printing: 'Printing credit',
  session: 'Session credit',
  pass: 'Passes',
};
