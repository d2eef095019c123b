import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStudio } from '../support/open-studio.ts';

const names = ['Anna', 'Änne', 'Mara Lindt', 'Lindt, Mara', 'Zoë Müller', 'Øyvind', 'Ann', 'mara'];

test('a search finds just those that hold every word, those that begin with the first one before the others, whatever changed before', async () => {
  const { desk } = await openStudio();
  const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace('ø', 'o');
  const kept = new Map<string, string>();
  const change = fc.record({ name: fc.constantFrom(...names), rename: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      change,
      fc.constantFrom('an', 'mara', 'lindt mara', 'zoe', 'o', 'x', ''),
      async ({ name, rename }, query) => {
        const [first] = kept.keys();
        if (rename && first) await desk.customers.update({ id: first, name });
        const id = rename && first ? first : (await desk.customers.create({ kind: 'person', name })).id;
        kept.set(id, name);
        const words = query.split(' ').filter(Boolean);
        const expected = [...kept].filter(([, one]) => words.every((word) => fold(one).includes(word)));
        const { rows, total } = await desk.customers.search({ query, limit: 500 });
        expect(total).toBe(expected.length);
        expect(new Set(rows.map((row) => row.id))).toEqual(new Set(expected.map(([one]) => one)));
        const begins = rows.map((row) => fold(row.name).startsWith(words[0] ?? ''));
        expect(begins).toEqual([...begins].sort((a, b) => Number(b) - Number(a)));
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  [
    '+49 30 23125 042',
    ['+49 30 23125', '030 23125 042', '03023125042', '004930 23125042', '(030) 23125-042', '23125042'],
  ],
  ['030/23125042', ['+49 30 23125 042', '30 23125', '03023125042', '0049 30 23125042', '030\u201323125042']],
  ['0662 8044', ['+43 662 8044', '0043 662 8044', '\uff10\uff16\uff16\uff12 8044']],
  ['+43 (0)1 234567', ['+431234567', '0043 1 234567', '01 234567']],
])('the number kept as %s is found however it is said', async (phone, queries) => {
  const { desk } = await openStudio();
  await desk.customers.create({ kind: 'person', name: 'Mara Lindt', phone });
  await desk.customers.create({ kind: 'person', name: 'Zoë Müller', phone: '+49 30 99887 766' });
  for (const query of queries) {
    const { rows } = await desk.customers.search({ query });
    expect([query, rows.map(({ name }) => name)]).toEqual([query, ['Mara Lindt']]);
  }
});

test('a name is found as lists have it, the family name first', async () => {
  const { desk } = await openStudio();
  await desk.customers.create({ kind: 'person', name: 'Mara Lindt' });
  await desk.customers.create({ kind: 'company', name: 'Lindt, Mara & Co' });
  const find = async (query: string) => (await desk.customers.search({ query })).rows.map(({ name }) => name);
  expect(await find('Lindt, Mara')).toEqual(['Lindt, Mara & Co']);
  expect(await find('mara, lindt')).toEqual(['Mara Lindt', 'Lindt, Mara & Co']);
});

test('a number that is found as it was typed is not read in another way, and zeros alone are no number', async () => {
  const { desk } = await openStudio();
  await desk.customers.create({ kind: 'person', name: 'Ola', externalId: '004711' });
  await desk.customers.create({ kind: 'person', name: 'Nia', externalId: '4711' });
  const find = async (query: string) => (await desk.customers.search({ query })).rows.map(({ name }) => name);
  expect(await find('004711')).toEqual(['Ola']);
  expect(await find('000 000')).toEqual([]);
});
