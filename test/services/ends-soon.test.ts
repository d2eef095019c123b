import { expect, it } from 'vitest';
import { endsSoon } from '../../src-shared/ends-soon.ts';
import type { Day } from '../../src-shared/ids.ts';
import { openStory } from '../support/story.ts';

it.each([
  ['2026-03-16', true],
  ['2026-03-30', true],
  ['2026-03-31', false],
  [null, false],
])('a last day on %s is soon on 16 March: %s, on the profile and in the list of customers', async (lastDay, soon) => {
  // Summer time begins on 29 March.
  const story = await openStory('2026-03-16 00:00');
  const creditId = await story.credit('Class');
  const mara = await story.person('Mara');
  await story.add(mara, creditId, 1, lastDay === null ? {} : { lastDay });
  expect(endsSoon(lastDay, '2026-03-16' as Day)).toBe(soon);
  for (const now of ['2026-03-16 00:00', '2026-03-16 23:59']) {
    story.on(now);
    const found = await story.desk.customers.search({ filter: 'expiring' });
    expect(
      found.rows.map(({ name }) => name),
      now,
    ).toEqual(soon ? ['Mara'] : []);
  }
});
