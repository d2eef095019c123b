import { expect, test } from 'vitest';
import { openStudio } from '../support/open-studio.ts';

test('a field that is emptied holds nothing, so that two without an external id are not in each other’s way', async () => {
  const { desk } = await openStudio();
  const details = { email: 'mara@example.org', phone: '030 1', note: 'Left-handed' };
  const { id: mara } = await desk.customers.create({ kind: 'person', name: 'Mara', externalId: 'm-1', ...details });
  const { id: ben } = await desk.customers.create({ kind: 'person', name: 'Ben', externalId: 'b-1' });
  const nothing = { email: null, phone: null, externalId: null, note: null };
  const emptied = await desk.customers.update({ id: mara, email: '', phone: '', externalId: '', note: '' });
  expect(emptied).toMatchObject({ name: 'Mara', ...nothing });
  expect(await desk.customers.update({ id: ben, externalId: '' })).toMatchObject(nothing);
  for (const id of [mara, ben]) expect(await desk.customers.get({ id })).toMatchObject(nothing);
});
