/** One colour for each kind of change, the same in tags, amounts and charts (tokens.css: --use, --free, --roll, --man, --exp). */
export type Tone = 'used' | 'given-back' | 'rolled-over' | 'manual' | 'expired' | 'accent';

const cssNames: Record<Tone, string> = {
  used: 'use',
  'given-back': 'free',
  'rolled-over': 'roll',
  manual: 'man',
  expired: 'exp',
  accent: 'accent',
};

/** The CSS colour of a tone, for charts and bars. */
export function toneColour(tone: Tone): string {
  return `var(--${cssNames[tone]})`;
}

/** The tone of an entry kind, as the ledger names it. */
export const entryTones = {
  grant: 'accent',
  use: 'used',
  free_cancellation: 'given-back',
  rollover_in: 'rolled-over',
  rollover_out: 'rolled-over',
  manual_add: 'manual',
  manual_deduct: 'manual',
  expiry: 'expired',
  reversal: 'manual',
} as const satisfies Record<string, Tone>;

/** An entry kind of the ledger. */
export type EntryKind = keyof typeof entryTones;
