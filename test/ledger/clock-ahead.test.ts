import { expect, test } from 'vitest';
import { isClockAhead } from '../../src-shared/ledger/clock-ahead.ts';
import { ms } from '../support/pure-lots.ts';

const lastKnown = ms('2026-11-21T09:00:00Z');

test.each([
  ['a moment later', '2026-11-21T09:00:01Z', false],
  ['before it, as after a clock was set back', '2020-01-01T00:00:00Z', false],
  ['after a year of rest', '2027-11-21T09:00:00Z', false],
  ['after 366 days', '2027-11-22T09:00:00Z', false],
  ['a moment more', '2027-11-22T09:00:00.001Z', true],
  ['after ten years', '2036-11-21T09:00:00Z', true],
])('a clock is far ahead of what the ledger knows last: %s', (_, now, ahead) => {
  expect(isClockAhead(ms(now), lastKnown)).toBe(ahead);
});

test('over a leap day too a year of rest is no question', () => {
  expect(isClockAhead(ms('2028-06-01T09:00:00Z'), ms('2027-06-01T09:00:00Z'))).toBe(false);
});
