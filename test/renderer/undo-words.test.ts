import { expect, it } from 'vitest';
import { undoWords } from '../../src-renderer/features/usage/undo-words.ts';
import { studioFormat } from '../../src-renderer/ui/studio-format.tsx';
import { ms } from '../support/pure-lots.ts';

const format = studioFormat({ locale: 'en', currency: 'EUR', timeZone: 'Europe/Berlin' }, ms('2026-03-10T12:00:00Z'));

it.each([
  [
    2,
    { possible: true, left: 3, expiresAgain: false },
    'A new entry of −2 is added to the same lot, which then has 3 left. Both entries stay in the history.',
  ],
  [2, { possible: false, left: 1, expiresAgain: false }, 'This can’t be undone: it added 2, and the lot has 1 left.'],
  [
    -2,
    { possible: true, left: 3, expiresAgain: false },
    'A new entry of +2 is added to the same lot, which then has 3 left. Both entries stay in the history.',
  ],
  [
    -2,
    { possible: true, left: 0, expiresAgain: true },
    'A new entry of +2 is added to the same lot. The lot’s last day is over, so that expires again at once, and the lot still has 0 left. All entries stay in the history.',
  ],
  [
    -2,
    { possible: false, left: 9, expiresAgain: false },
    'This can’t be undone: the lot has 9 left, and with what was taken more than a balance may have.',
  ],
])('undoing %i is told as the ledger would do it: %j', (amount, undo, words) => {
  expect(undoWords({ amount, creditKind: 'session', unit: '', decimals: 0 }, undo, format)).toBe(words);
});
