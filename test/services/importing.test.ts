import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '../../src-main/platform/log.ts';
import { openForWriting } from '../../src-main/store/open.ts';
import { entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
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

test('an import that went in is answered as such where what is due afterwards can’t be posted; the next operation posts it', async () => {
  const problems: string[] = [];
  const log = { ...silentLog, error: (message: string) => void problems.push(message) };
  const { desk, dataDir } = await openStudio({ log });
  const events = await desk.events.subscribe({});
  const told = (async () => {
    for await (const event of events) if (event.type === 'changed' && event.areas.includes('catalogue')) return event;
    return null;
  })();
  const db = openForWriting(join(dataDir, 'ledger.sqlite'));
  const expiry = entryKinds.expiry.code;
  db.exec(
    `CREATE TRIGGER full BEFORE INSERT ON entries WHEN NEW.kind = ${expiry} BEGIN SELECT RAISE(ABORT, 'full'); END`,
  );
  const lot = `${header},lot_granted,lot_last_day\nC1,Zoë,Class,session,use,1,2026-01-05,E1,5,2026-01-10\n`;
  expect(await desk.imports.run({ content: lot })).toMatchObject({ accepted: 1, created: { lots: 1 } });
  expect(problems).toEqual(['posting what is due after an import failed']);
  expect(await told).toMatchObject({ areas: ['customers', 'catalogue', 'ledger'] });
  db.exec('DROP TRIGGER full');
  db.close();
  const { rows } = await desk.usage.entries({ scope: { studio: true }, view: 'expired' });
  expect(rows.map(({ amount }) => amount)).toEqual([-4]);
});

test('a mapping of a column that is called __proto__ is refused like any other that is not there', async () => {
  const { desk } = await openStudio();
  const mapping = JSON.parse('{"__proto__":"name"}');
  await expect(desk.imports.preview({ content: 'name\nA\n', mapping })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    data: { field: 'mapping.__proto__' },
  });
});

test('an import sees what is due by now, as its preview does: what has expired is not there to be taken', async () => {
  const columns =
    'customer_name,credit,credit_kind,amount,used_on,lot_external_id,lot_granted,lot_last_day,external_id';
  const file = (id: string) => `${columns}\nMara,Class,session,1,2026-03-05,L1,10,2026-03-31,${id}\n`;
  const desks = await Promise.all(
    [true, false].map(async (previews) => {
      const { desk, at } = await openStudio({ now: '2026-03-20T08:00:00Z' });
      await desk.imports.run({ content: file('A1') });
      at('2026-04-05T08:00:00Z');
      if (previews) await desk.imports.preview({ content: file('A2') });
      return desk.imports.run({ content: file('A2') });
    }),
  );
  for (const { accepted, rejected } of desks) {
    expect(accepted).toBe(0);
    expect(rejected[0]?.reason).toContain('only 0 left of the 9 that it had then');
  }
});
