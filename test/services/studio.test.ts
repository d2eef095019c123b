import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openTestApp } from '../support/open-studio.ts';
import { openStory, outcomeOf } from '../support/story.ts';

const studio = {
  name: 'Lindenhof',
  timeZone: 'Europe/Berlin',
  locale: 'en',
  manager: { name: 'Ada', email: 'ada@example.org', pin: '2580' },
};

describe('a new studio’s currency', () => {
  test.each(['EUR', 'USD', 'JPY', 'KWD', 'CHF', 'PLN', 'XOF', 'INR', 'BRL', 'ZAR'])(
    'is one that exists: %s',
    async (currency) => {
      const { desk } = await openTestApp();
      expect(await desk.studio.create({ ...studio, currency })).toMatchObject({ currency });
    },
  );

  test.each(['QQQ', 'XXX', 'XTS', 'eur', 'EURO', ''])('is none that does not: %s', async (currency) => {
    const { desk } = await openTestApp();
    expect(await outcomeOf(desk.studio.create({ ...studio, currency }))).toBe('INVALID_INPUT');
  });
});

test('a ledger that was made with another currency still opens and counts', async () => {
  const story = await openStory('2026-02-01 08:00');
  const ledger = new Database(join(story.dataDir, 'ledger.sqlite'));
  ledger.exec("UPDATE studio SET currency = 'XXX'");
  ledger.close();
  const mara = await story.person('Mara');
  const money = await story.credit('Store money', { kind: 'money' });
  await story.add(mara, money, 1250);
  expect(await story.desk.studio.get()).toMatchObject({ currency: 'XXX' });
  expect((await story.desk.balance.get({ customerId: mara })).credits).toMatchObject([{ left: 1250 }]);
});
