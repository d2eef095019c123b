import { expect, test } from 'vitest';
import { openStory, outcomeOf } from '../support/story.ts';

test('every list comes in parts with its total, and whole where no limit is named', async () => {
  const story = await openStory('2026-01-31 08:00');
  const { desk } = story;
  const creditId = await story.credit('Class');
  await story.credit('Mat');
  const planId = await story.plan('Flow 8', [{ creditId, amount: 8 }]);
  await story.plan('Flow 4', [{ creditId, amount: 4 }]);
  for (const name of ['Pack 5', 'Pack 10'])
    await story.product(name, [{ creditId, amount: 5, expiration: { rule: 'never' } }]);
  for (const name of ['Room', 'Desk']) {
    const { id } = await desk.resourceTypes.create({ name });
    await desk.resources.create({ name: `${name} 1`, resourceTypeId: id });
  }
  await desk.staff.create({ name: 'Ben', email: 'ben@example.org', role: 'desk', pin: '1470' });
  const mara = await story.person('Mara');
  const { id } = await story.start(mara, planId, '2025-12-15');
  const lists = {
    credits: desk.credits.list,
    plans: desk.plans.list,
    products: desk.products.list,
    resourceTypes: desk.resourceTypes.list,
    resources: desk.resources.list,
    staff: desk.staff.list,
    cycles: (part: { limit?: number; offset?: number }) => desk.memberships.cycles({ id, ...part }),
  };
  for (const [name, list] of Object.entries(lists)) {
    const { rows, total } = await list({});
    expect([name, rows.length, total]).toEqual([name, 2, 2]);
    expect([name, await list({ limit: 1 })]).toEqual([name, { rows: [rows[0]], total: 2 }]);
    expect([name, await list({ limit: 500, offset: 1 })]).toEqual([name, { rows: [rows[1]], total: 2 }]);
    expect([name, await list({ offset: 2 })]).toEqual([name, { rows: [], total: 2 }]);
    for (const part of [{ limit: 0 }, { limit: 501 }, { offset: -1 }])
      expect([name, part, await outcomeOf(list(part))]).toEqual([name, part, 'INVALID_INPUT']);
  }
});
