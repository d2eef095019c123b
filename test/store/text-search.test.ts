import { expect, test } from 'vitest';
import { describeEntry, descriptionWords } from '../../src-shared/describe-entry.ts';
import { entryKindNames } from '../../src-shared/ledger/entry-kinds.ts';
import { openStudio } from '../support/open-studio.ts';

/** A customer with two lots: one added by hand with a memo, one of a product. */
async function openWithEntries() {
  const { desk } = await openStudio();
  const credit = await desk.credits.create({ name: 'Réiki credits', kind: 'session' });
  const benefit = { creditId: credit.id, amount: 10, expiration: { rule: 'never' as const } };
  const pack = await desk.products.create({ name: 'Ten für Zoë', benefits: [benefit] });
  const customer = await desk.customers.create({ kind: 'person', name: 'Łucja', email: 'lucja@example.org' });
  const add = (memo: string, key: string) =>
    desk.adjustments.add({ customerId: customer.id, creditId: credit.id, amount: 1, lastDay: null, memo, key });
  await add('Happy birthday', 'k1');
  await desk.memberships.start({ customerId: customer.id, productId: pack.id, startsOn: '2026-01-31', key: 'k2' });
  const scope = { customerId: customer.id };
  const find = async (text: string, limit = 100) => {
    const { rows, total } = await desk.usage.entries({ scope, text, limit });
    return { kinds: rows.map((row) => row.kind), total };
  };
  return { desk, credit, customer, add, find };
}

test('each word is found in any text that an entry shows, whatever its case and accents; all words must be', async () => {
  const { find } = await openWithEntries();
  const [added, granted] = [['manual_add'], ['grant']];
  expect(await find('BIRTHDAY')).toEqual({ kinds: added, total: 1 });
  expect(await find('reiki birthday')).toEqual({ kinds: added, total: 1 });
  expect(await find('fur zoe')).toEqual({ kinds: granted, total: 1 });
  expect(await find('added manually')).toEqual({ kinds: added, total: 1 });
  expect((await find('reiki')).total).toBe(2);
  expect(await find('birthday zoe')).toEqual({ kinds: [], total: 0 });
  expect(await find('nowhere')).toEqual({ kinds: [], total: 0 });
  expect((await find('  ')).total).toBe(2);
});

test('the words that descriptions are made with are found too', async () => {
  const { desk, credit, customer, find } = await openWithEntries();
  const style = { locale: 'en-GB', timeZone: 'Europe/Berlin', currency: 'EUR' };
  const facts = { amount: -2, sourceName: '', cycle: 2, lastDayThen: '2026-02-27', booking: null, reverses: 1 };
  for (const kind of entryKindNames) {
    const texts = { what: null, reference: null, memo: null };
    const said = describeEntry({ ...facts, ...texts, kind, credit: { kind: 'session', unit: '', decimals: 0 } }, style);
    const words = said.replace('27 February', '').match(/\p{L}+/gu) ?? [];
    expect([kind, words.filter((word) => !descriptionWords[kind].includes(word))]).toEqual([kind, []]);
  }
  const { allocation } = await desk.adjustments.deduct({
    customerId: customer.id,
    creditId: credit.id,
    amount: 1,
    memo: null,
    key: 'd',
  });
  expect(allocation).toHaveLength(1);
  const { rows } = await desk.usage.entries({ scope: { customerId: customer.id }, view: 'manual', limit: 1 });
  await desk.adjustments.reverse({ entry: rows[0]?.number ?? 0, memo: null, key: 'r' });
  expect(await find('reversal of entry')).toEqual({ kinds: ['reversal'], total: 1 });
});

test('a text that was looked for before finds what came since: entries, new sources, and credits under a new name', async () => {
  const { desk, credit, customer, add, find } = await openWithEntries();
  expect((await find('geburtstag')).total).toBe(0);
  expect((await find('qigong')).total).toBe(0);
  expect((await find('sommerpaket')).total).toBe(0);
  await add('Zum Geburtstag', 'k3');
  expect(await find('geburtstag')).toEqual({ kinds: ['manual_add'], total: 1 });
  await desk.credits.update({ id: credit.id, name: 'Qigong' });
  expect((await find('qigong')).total).toBe(3);
  const benefit = { creditId: credit.id, amount: 3, expiration: { rule: 'never' as const } };
  const pack = await desk.products.create({ name: 'Sommerpaket', benefits: [benefit] });
  await desk.memberships.start({ customerId: customer.id, productId: pack.id, startsOn: '2026-01-31', key: 'k4' });
  expect(await find('sommerpaket')).toEqual({ kinds: ['grant'], total: 1 });
});

test('more texts than are remembered are each found again, and a short page still tells how many there are', async () => {
  const { find, add } = await openWithEntries();
  for (let place = 0; place < 12; place += 1) await add(`memo${place}x`, `m${place}`);
  for (const round of [1, 2]) {
    for (let place = 0; place < 12; place += 1)
      expect([round, (await find(`memo${place}x`)).total]).toEqual([round, 1]);
  }
  const page = await find('memo', 5);
  expect(page.kinds).toHaveLength(5);
  expect(page.total).toBe(12);
});

test('all words of a long text must be found, of entries as of customers', async () => {
  const { desk, add, find } = await openWithEntries();
  const eight = 'one two three four five six seven eight';
  await add(eight, 'k3');
  expect((await find(eight)).total).toBe(1);
  expect((await find(`${eight} nine`)).total).toBe(0);
  await add(`${eight} nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen`, 'k4');
  expect((await find(`seventeen ${eight} nine`)).total).toBe(1);
  expect((await find(`seventeen ${eight} nine ${'q '.repeat(50)}`)).total).toBe(0);
  await desk.customers.create({ kind: 'person', name: eight });
  expect((await desk.customers.search({ query: eight })).total).toBe(1);
  expect((await desk.customers.search({ query: `${eight} nine` })).total).toBe(0);
});
