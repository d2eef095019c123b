import { expect, test } from 'vitest';
import { openStudio } from '../support/open-studio.ts';

const header = 'customer_external_id,customer_name,credit,credit_kind,entry,amount,used_on,external_id';
const text = `${header}\nC1,Zoë Müller,Class,session,use,2,2026-01-05T10:00:00Z,E1\nC1,Zoë Müller,Class,session,use,x,2026-01-06T10:00:00Z,E2\n`;

test('a file is taken as its text or as its bytes alike, and once only whichever way it comes', async () => {
  const { desk } = await openStudio();
  const preview = await desk.imports.preview({ content: text, name: 'history.csv' });
  expect(preview).toMatchObject({ format: 'history', accepted: 1, skipped: 0, rejectedTotal: 1 });
  expect(preview.rejected[0]).toMatchObject({ line: 3 });
  expect((await desk.customers.search({})).total).toBe(0);

  const run = await desk.imports.run({ content: text, name: 'history.csv' });
  expect(run).toMatchObject({ accepted: preview.accepted, created: preview.created });
  const again = await desk.imports.run({ content: new Blob([text]), name: 'again.csv' });
  expect(again).toMatchObject({ accepted: 0, skipped: 1, created: { customers: 0, credits: 0, lots: 0, entries: 0 } });

  const { rows } = await desk.usage.entries({ scope: { studio: true }, view: 'booked' });
  expect(rows.map(({ amount, usedOn }) => [amount, usedOn])).toEqual([[-2, '2026-01-05T10:00:00.000Z']]);
  const entry = await desk.usage.entry({ number: rows[0]?.number ?? 0 });
  expect(entry.importedFrom).toMatchObject({ fileName: 'history.csv', line: 2, sha256: run.sha256 });
});

test('an entry and its record tell the external id as the file has it, and none for a row that had none', async () => {
  const { desk } = await openStudio();
  const rows = `${header}\nC1,Zoë,Class,session,use,2,2026-01-05T10:00:00Z,ORD-77\nC1,Zoë,Class,session,use,1,2026-01-06T10:00:00Z,\n`;
  await desk.imports.run({ content: rows, name: 'history.csv' });
  const listed = await desk.usage.entries({ scope: { studio: true }, view: 'booked' });
  const ids = listed.rows.map(async ({ number }) => [
    (await desk.usage.entry({ number })).externalId,
    (await desk.usage.record({ id: number })).SystemId,
  ]);
  expect(await Promise.all(ids)).toEqual([
    [null, null],
    ['ORD-77', 'ORD-77'],
  ]);
});
