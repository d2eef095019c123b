import { expect, it } from 'vitest';
import { reversalWords } from '../../src-renderer/features/usage/reversal-words.ts';
import { studioFormat } from '../../src-renderer/ui/studio-format.tsx';
import { planReversal } from '../../src-shared/ledger/adjustments.ts';
import { lotStatus } from '../../src-shared/ledger/lot.ts';
import { amt, lotWith, ms } from '../support/pure-lots.ts';

const now = ms('2026-03-10T12:00:00Z');
const format = studioFormat({ locale: 'en', currency: 'EUR', timeZone: 'Europe/Berlin' }, now);

it.each([
  [
    'adds',
    2,
    2,
    null,
    'A new entry of −2 is added to the same lot, which then has 0 left. Both entries stay in the history.',
  ],
  [
    'adds',
    2,
    5,
    null,
    'A new entry of −2 is added to the same lot, which then has 3 left. Both entries stay in the history.',
  ],
  ['adds more than is left', 2, 1, null, 'This can’t be undone: it added 2, and the lot has 1 left.'],
  ['adds to a lot that ended', 2, 0, '2026-03-01', 'This can’t be undone: it added 2, and the lot has 0 left.'],
  [
    'deducts',
    -2,
    1,
    null,
    'A new entry of +2 is added to the same lot, which then has 3 left. Both entries stay in the history.',
  ],
  [
    'deducts from a lot that ended',
    -2,
    0,
    '2026-03-01',
    'A new entry of +2 is added to the same lot. The lot’s last day is over, so that expires again at once, and the lot still has 0 left. All entries stay in the history.',
  ],
])(
  'undoing what %s by %i, with %i left until %s, is told as the ledger will do it',
  (_, amount, left, lastDay, words) => {
    const lot = lotWith({ left: amt(left), lastDay });
    const told = reversalWords(
      { amount, creditKind: 'session', unit: '', decimals: 0, status: lotStatus(lot, now), lot: { left } },
      format,
    );
    expect(told.words).toBe(words);
    const kind = amount > 0 ? 'manual_add' : 'manual_deduct';
    const entry = { number: 1, kind, amount: amt(amount) } as const;
    const planned = planReversal({ entry, reversedBy: null, lot, memo: null, now });
    expect(told.possible).toBe(planned.ok);
    if (planned.ok) expect(words.includes('expires again')).toBe(planned.plan.expiresAgain);
  },
);
