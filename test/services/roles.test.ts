import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { contract } from '../../src-shared/contract/index.ts';
import { openStory, outcomeOf, refusalOf } from '../support/story.ts';

/** Who may do what, by domain.md: what is named nowhere needs a manager. */
const table = {
  anyone: `app.status studio.create studio.createDemo studio.get session.choices session.signIn session.signOut session.current
    events.subscribe`,
  viewer: `jobs.cancel staff.list customers.search customers.get resourceTypes.list resources.list credits.list plans.list
    plans.get products.list products.get memberships.get memberships.list memberships.cycles lots.list lots.get balance.get
    bookings.preview bookings.cancelPreview bookings.get bookings.list adjustments.preview usage.summary usage.entries
    usage.position usage.counts usage.balanceOverTime usage.entry usage.scope usage.record reports.export reports.chooseTarget
    ledger.advance ledger.verify`,
  desk: `customers.create customers.update customers.archive teams.set memberships.start memberships.end memberships.pause
    memberships.resume lots.update bookings.create bookings.cancel bookings.setState uses.create adjustments.add
    adjustments.deduct`,
  manager: `app.confirmClock studio.update staff.create staff.update resourceTypes.create resourceTypes.update resources.create resources.update
    credits.create credits.update plans.create plans.update plans.delete products.create products.update products.delete
    benefits.update benefits.delete lots.delete adjustments.reverse imports.preview imports.run`,
};
const roles = ['viewer', 'desk', 'manager'] as const;
const needs = new Map(
  Object.entries(table).flatMap(([role, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, role] as const),
  ),
);
const operations = Object.entries(contract).flatMap(([area, names]) =>
  Object.keys(names).map((name) => `${area}.${name}`),
);
/** Calls every operation with an input that no schema takes, so that only who calls decides; the outcomes by name. */
async function outcomesOf(desk: object): Promise<Record<string, string>> {
  const areas = desk as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  const outcomes: Record<string, string> = {};
  for (const operation of operations.filter((name) => name !== 'events.subscribe')) {
    const [area = '', name = ''] = operation.split('.');
    const work = areas[area]?.[name]?.({ nonsense: true });
    outcomes[operation] = await refusalOf(Promise.resolve(work)).then(({ code, data }) =>
      code === 'NOT_ALLOWED' ? `needs ${data.role}` : code,
    );
  }
  return outcomes;
}

/** What the table says that a role, or nobody, gets for each operation. */
function expectedOf(who: 'nobody' | (typeof roles)[number]): Record<string, string> {
  const expected = operations
    .filter((name) => name !== 'events.subscribe')
    .map((name): [string, string] => {
      const needed = needs.get(name) ?? 'manager';
      if (needed === 'anyone') return [name, 'INVALID_INPUT'];
      if (who === 'nobody') return [name, 'NOT_SIGNED_IN'];
      return [name, roles.indexOf(who) >= roles.indexOf(needed as 'viewer') ? 'INVALID_INPUT' : `needs ${needed}`];
    });
  return Object.fromEntries(expected);
}

test('the table names operations of the contract only', () => {
  expect([...needs.keys()].filter((name) => !operations.includes(name))).toEqual([]);
});

test('nobody who is not signed in gets further than the door', async () => {
  const story = await openStory();
  const window = createRouterClient(story.app.router, { context: story.app.openContext({ kind: 'script' }) });
  expect(await outcomesOf(window)).toEqual(expectedOf('nobody'));
});

test.each(roles)('a %s may do what the table says, and the refusal names the role that it needs', async (role) => {
  const story = await openStory();
  await story.desk.staff.create({ name: role, email: `${role}@example.org`, role, pin: '1234' });
  expect(await outcomesOf(story.as(`${role}@example.org`))).toEqual(expectedOf(role));
});

test('a role that is taken away counts at once, and so does leaving', async () => {
  const story = await openStory();
  const { rows } = await story.desk.staff.list({});
  const ben = await story.desk.staff.create({ name: 'Ben', email: 'ben@example.org', role: 'manager', pin: '1234' });
  const client = story.as('ben@example.org');
  expect(await outcomeOf(client.credits.create({ name: 'Class', kind: 'session' }))).toBe('done');
  await story.desk.staff.update({ id: ben.id, role: 'viewer' });
  expect(await outcomeOf(client.credits.create({ name: 'Class', kind: 'session' }))).toBe('NOT_ALLOWED');
  await story.desk.staff.update({ id: ben.id, active: false });
  expect(await outcomeOf(client.credits.list({}))).toBe('NOT_SIGNED_IN');
  expect(rows.every((one) => !('pin' in one) && !('pinHash' in one))).toBe(true);
});

test('scripts that name nobody run as the first manager who has not left', async () => {
  const { desk, app } = await openStory();
  const [ada] = (await desk.staff.list({})).rows;
  await desk.staff.create({ name: 'Eve', email: 'eve@example.org', role: 'manager', pin: '1234' });
  const whoIs = async () => (await desk.session.current({}))?.name;
  expect(await whoIs()).toBe('Ada');
  await desk.staff.update({ id: ada?.id ?? '', active: false });
  expect(await whoIs()).toBe('Eve');
  expect(await outcomeOf(desk.credits.create({ name: 'Class', kind: 'session' }))).toBe('done');
  expect(app.openStaffContext('ada@example.org')).toBeNull();
});

test('one active manager always stays', async () => {
  const alone = await openStory();
  const [ada] = (await alone.desk.staff.list({})).rows;
  const id = ada?.id ?? '';
  expect(await refusalOf(alone.desk.staff.update({ id, role: 'desk' }))).toMatchObject({
    code: 'INVALID_INPUT',
    data: { field: 'role' },
  });
  expect(await refusalOf(alone.desk.staff.update({ id, active: false }))).toMatchObject({
    code: 'INVALID_INPUT',
    data: { field: 'active' },
  });
  expect((await alone.desk.staff.list({})).rows).toEqual([ada]);
});
