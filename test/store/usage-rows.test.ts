import { expect, test } from 'vitest';
import { openTestApp } from '../support/open-studio.ts';

/** What a class is called in the list of a studio in a zone. */
async function toldIn(timeZone: string): Promise<string | undefined> {
  const { desk } = await openTestApp();
  const manager = { name: 'Ada', email: 'ada@example.org', pin: '2580' };
  await desk.studio.create({ name: 'Lindenhof', timeZone, currency: 'EUR', locale: 'en', manager });
  const { id: creditId } = await desk.credits.create({ name: 'Class credit', kind: 'session' });
  const { id: customerId } = await desk.customers.create({ kind: 'person', name: 'Mara Lindt' });
  await desk.adjustments.add({ customerId, creditId, amount: 1, memo: 'Pack', lastDay: null, key: 'add' });
  const times = { startsAt: '2026-03-18T17:00:00Z', endsAt: '2026-03-18T18:00:00Z' };
  await desk.bookings.create({ customerId, creditId, amount: 1, name: 'Flow 60', ...times, key: 'book' });
  return (await desk.usage.entries({ scope: { customerId }, view: 'booked' })).rows[0]?.description;
}

test('appointments are told by the clocks of the studio that they are of, whichever was told before', async () => {
  expect(await toldIn('Europe/Berlin')).toBe('Flow 60, Wed 18 Mar 18:00');
  expect(await toldIn('Pacific/Auckland')).toBe('Flow 60, Thu 19 Mar 06:00');
});
