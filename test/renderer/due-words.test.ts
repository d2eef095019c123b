import { expect, it } from 'vitest';
import { dueWords } from '../../src-renderer/app/due-words.ts';

it.each([
  [0, 'Nothing is due up to that day. Whatever is done from now on is recorded with that date.'],
  [
    1,
    '1 membership or lot is due: all cycles, rollovers and expiries up to that day are posted. They can’t be taken back.',
  ],
  [
    12_345,
    '12,345 memberships and lots are due: all cycles, rollovers and expiries up to that day are posted. They can’t be taken back.',
  ],
])('what follows from confirming the date where %i are due is said before', (due, sentence) => {
  expect(dueWords(due, 'en')).toBe(sentence);
});
