import type { LotSource, LotStatus } from '../../src-shared/ledger/lot.ts';
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

/** The colour that a lot's source has in bars. */
export function sourceTone(source: LotSource): Tone {
  if (source === 'rollover') return 'rolled-over';
  return source === 'manual' ? 'manual' : 'accent';
}

/** The tones of the tags that tell a lot's status. */
export const lotStatusTones = { current: 'accent', expired: 'expired', used_up: 'expired' } as const satisfies Record<
  LotStatus,
  Tone
>;
