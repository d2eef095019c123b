import { describe, expect, it } from 'vitest';
import { pauseOf, timeWords } from '../../src-renderer/features/profile/membership-words.ts';
import { studioFormat } from '../../src-renderer/ui/studio-format.tsx';

const format = studioFormat(
  { locale: 'en-GB', currency: 'EUR', timeZone: 'Europe/Berlin' },
  Date.parse('2026-11-21T09:00:00Z'),
);

type Membership = Parameters<typeof timeWords>[0];

const flow8: Membership = {
  id: 'm',
  number: 1,
  customerId: 'c',
  kind: 'plan',
  name: 'Flow 8',
  planId: 'p',
  productId: null,
  startsOn: '2026-09-01',
  endsOn: null,
  pausedFrom: null,
  state: 'active',
  cycle: { number: 3, startsOn: '2026-11-01', lastDay: '2026-11-30' },
  cycleLength: { every: 1, unit: 'month' },
  left: [],
  lastUsedAt: null,
};
const wordsOf = (more: Partial<Membership>) => timeWords({ ...flow8, ...more }, '2026-11-21', format);

describe('when a membership runs, in one line', () => {
  it.each([
    [{}, 'Monthly since 1 September · cycle 3, 1 Nov – 30 Nov'],
    [{ pausedFrom: '2026-12-01' }, 'Monthly since 1 September · cycle 3, 1 Nov – 30 Nov · pauses from 1 December'],
    [{ pausedFrom: '2026-11-21' }, 'Monthly since 1 September · cycle 3, 1 Nov – 30 Nov · paused since 21 November'],
    [{ endsOn: '2026-11-30' }, 'Monthly since 1 September · cycle 3, 1 Nov – 30 Nov · ends on 30 November'],
    [{ endsOn: '2026-11-20', state: 'ended' }, 'Monthly since 1 September · ended on 20 November'],
    [{ startsOn: '2026-12-01', state: 'upcoming', cycle: null }, 'Monthly from 1 December'],
    [
      { startsOn: '2026-12-01', endsOn: '2026-11-21', state: 'ended', cycle: null },
      'Would have started on 1 December · ended before it began',
    ],
  ] as const)('%o: %s', (more, words) => {
    expect(wordsOf(more)).toBe(words);
  });
});

it('tells a pause to come from one that runs', () => {
  expect(pauseOf({ pausedFrom: null }, '2026-11-21')).toBe('none');
  expect(pauseOf({ pausedFrom: '2026-11-22' }, '2026-11-21')).toBe('ahead');
  expect(pauseOf({ pausedFrom: '2026-11-21' }, '2026-11-21')).toBe('running');
});
