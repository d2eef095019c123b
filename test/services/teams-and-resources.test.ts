import { describe, expect, test } from 'vitest';
import { openStory, outcomeOf, refusalOf } from '../support/story.ts';

const at = '2026-02-05 18:00';

describe('a team', () => {
  async function openTeam() {
    const story = await openStory('2026-02-01 08:00');
    const creditId = await story.credit('Class');
    const [mara, ben] = [await story.person('Mara', 'mara@example.org'), await story.person('Ben')];
    const company = await story.company('Studio Co', [mara]);
    const shared = await story.add(company, creditId, 5, { lastDay: '2026-02-10' });
    return { story, creditId, mara, ben, company, shared };
  }

  test('spends the member’s own first, then the company’s, whatever ends first', async () => {
    const { story, creditId, mara, shared } = await openTeam();
    const own = await story.add(mara, creditId, 2);
    const { allocation } = await story.book({ customerId: mara, creditId, amount: 3, at });
    const owners = [
      [own, 2, false, 'Mara'],
      [shared, 1, true, 'Studio Co'],
    ];
    expect(allocation.map(({ lotId, amount, shared, ownerName }) => [lotId, amount, shared, ownerName])).toEqual(
      owners,
    );
    const [booking] = (await story.desk.bookings.list({ customerId: mara })).rows;
    expect(booking?.paidWith.map((line) => [line.lotId, line.amount, line.shared, line.ownerName])).toEqual(owners);
  });

  test('sees who used what in the company’s usage', async () => {
    const { story, creditId, mara, company } = await openTeam();
    const { booking } = await story.book({ customerId: mara, creditId, amount: 1, at });
    await story.cancel(booking.id);
    const used = await story.desk.usage.entries({ scope: { companyId: company }, view: 'booked' });
    expect(used.rows).toMatchObject([
      { usedBy: 'mara@example.org', usedByName: 'Mara', customerName: 'Studio Co', balanceAfter: 4 },
    ]);
    const back = await story.desk.usage.entries({ scope: { companyId: company }, view: 'free_cancellations' });
    expect(back.rows).toMatchObject([{ usedBy: 'mara@example.org', usedByName: 'Mara', balanceAfter: 5 }]);
    expect((await story.desk.usage.entries({ scope: { customerId: mara } })).total).toBe(0);
    expect(await refusalOf(story.desk.usage.entries({ scope: { companyId: mara } }))).toMatchObject({
      code: 'NOT_FOUND',
      data: { what: 'company' },
    });
  });

  test('has its balance told apart, and deductions never touch it', async () => {
    const { story, creditId, mara, company } = await openTeam();
    const { credits } = await story.desk.balance.get({ customerId: mara });
    expect(credits).toMatchObject([
      {
        creditId,
        left: 5,
        shared: true,
        sharedBy: { id: company, name: 'Studio Co' },
        expiring: [{ lastDay: '2026-02-10', amount: 5 }],
      },
    ]);
    const deduct = story.desk.adjustments.deduct({ customerId: mara, creditId, amount: 1, key: 'k' });
    expect(await refusalOf(deduct)).toMatchObject({ code: 'INSUFFICIENT_CREDIT', data: { available: 0 } });
  });

  test('is named in the list of customers, and that it shares', async () => {
    const { story, mara, company } = await openTeam();
    await story.company('Another Co', [mara], false);
    const find = async (query: string) => (await story.desk.customers.search({ query })).rows;
    expect(await find('mara')).toMatchObject([{ companyName: 'Studio Co', companyShares: true, credits: [] }]);
    expect(await find('ben')).toMatchObject([{ companyName: null, companyShares: false }]);
    await story.desk.teams.set({ companyId: company, memberIds: [mara], creditSharing: false });
    expect(await find('mara')).toMatchObject([{ companyName: 'Another Co', companyShares: false }]);
  });

  test('shares only while credit sharing is on, and only with members', async () => {
    const { story, creditId, mara, ben, company } = await openTeam();
    const book = (customerId: string) => outcomeOf(story.book({ customerId, creditId, amount: 1, at }));
    expect([await book(mara), await book(ben), await book(company)]).toEqual(['done', 'INSUFFICIENT_CREDIT', 'done']);
    await story.desk.teams.set({ companyId: company, memberIds: [mara, ben, mara], creditSharing: false });
    expect([await book(mara), await book(ben)]).toEqual(['INSUFFICIENT_CREDIT', 'INSUFFICIENT_CREDIT']);
    expect((await story.desk.balance.get({ customerId: mara })).credits).toEqual([]);
    const team = await story.desk.teams.set({ companyId: company, memberIds: [ben], creditSharing: true });
    expect(team).toMatchObject({ creditSharing: true, members: [{ id: ben, name: 'Ben' }] });
    expect([await book(mara), await book(ben)]).toEqual(['INSUFFICIENT_CREDIT', 'done']);
  });

  test('is a company and persons, nothing else', async () => {
    const { story, mara, company } = await openTeam();
    const set = (companyId: string, memberIds: string[]) =>
      refusalOf(story.desk.teams.set({ companyId, memberIds, creditSharing: true }));
    expect(await set(mara, [])).toMatchObject({ code: 'INVALID_INPUT', data: { field: 'companyId' } });
    expect(await set(company, [company])).toMatchObject({ code: 'INVALID_INPUT', data: { field: 'memberIds' } });
    expect(await set(company, ['nobody'])).toMatchObject({ code: 'NOT_FOUND', data: { what: 'customer' } });
  });

  test('a company’s membership can be named by its member, another’s not', async () => {
    const { story, creditId, mara, ben, company } = await openTeam();
    const plan = await story.plan('Team plan', [{ creditId, amount: 20 }]);
    const { id: membershipId } = await story.start(company, plan, '2026-02-01');
    const { allocation } = await story.book({ customerId: mara, creditId, amount: 1, at, membershipId });
    expect(allocation).toMatchObject([{ before: 20, sourceName: 'Team plan' }]);
    expect(await refusalOf(story.book({ customerId: ben, creditId, amount: 1, at, membershipId }))).toMatchObject({
      code: 'NOT_FOUND',
      data: { what: 'membership' },
    });
  });
});

describe('a resource', () => {
  async function openResources() {
    const story = await openStory('2026-02-01 08:00');
    const rooms = (await story.desk.resourceTypes.create({ name: 'Rooms' })).id;
    const desks = (await story.desk.resourceTypes.create({ name: 'Desks' })).id;
    const room = (await story.desk.resources.create({ name: 'Reformer room', resourceTypeId: rooms })).id;
    const forRooms = await story.credit('Room minutes', { kind: 'time', resourceTypeIds: [rooms] });
    const forDesks = await story.credit('Desk minutes', { kind: 'time', resourceTypeIds: [desks] });
    const forAll = await story.credit('Euros', { kind: 'money' });
    const mara = await story.person('Mara');
    const book = (amount: number, more = {}) => story.book({ customerId: mara, resourceId: room, amount, at, ...more });
    return { story, mara, room, forRooms, forDesks, forAll, book };
  }

  test('is paid by one credit that may pay for its type: the first whose lots suffice alone', async () => {
    const { story, mara, forRooms, forDesks, forAll, book } = await openResources();
    await story.add(mara, forDesks, 100, { lastDay: '2026-02-06' });
    await story.add(mara, forRooms, 30, { lastDay: '2026-02-07' });
    await story.add(mara, forAll, 50);
    const paidWith = async (amount: number) =>
      (await book(amount)).allocation.map((line) => [line.creditId, line.amount]);
    expect(await paidWith(20)).toEqual([[forRooms, 20]]);
    expect(await paidWith(20)).toEqual([[forAll, 20]]);
    expect(await refusalOf(book(40))).toMatchObject({
      code: 'INSUFFICIENT_CREDIT',
      data: { requested: 40, available: 30, endsBefore: 0 },
    });
    expect((await story.desk.bookings.list({ customerId: mara })).rows[0]).toMatchObject({
      resourceName: 'Reformer room',
    });
  });

  test('with a credit named takes that credit alone, if it may', async () => {
    const { story, mara, forRooms, forDesks, forAll, book } = await openResources();
    for (const credit of [forRooms, forDesks, forAll]) await story.add(mara, credit, 100);
    expect((await book(10, { creditId: forAll })).allocation).toMatchObject([{ creditId: forAll, amount: 10 }]);
    expect(await refusalOf(book(10, { creditId: forDesks }))).toMatchObject({
      code: 'INSUFFICIENT_CREDIT',
      data: { available: 0 },
    });
  });

  test('changes what it is paid with when the credit’s resource types change', async () => {
    const { story, mara, forDesks, book } = await openResources();
    await story.add(mara, forDesks, 100);
    expect(await outcomeOf(book(10))).toBe('INSUFFICIENT_CREDIT');
    await story.desk.credits.update({ id: forDesks, resourceTypeIds: [] });
    expect(await outcomeOf(book(10))).toBe('done');
  });

  test('is paid by the credit of its new type once it is of another', async () => {
    const { story, mara, room, forDesks, book } = await openResources();
    await story.add(mara, forDesks, 100);
    expect(await outcomeOf(book(10))).toBe('INSUFFICIENT_CREDIT');
    const { rows } = await story.desk.resourceTypes.list({});
    const desks = rows.find((type) => type.name === 'Desks')?.id ?? '';
    const moved = await story.desk.resources.update({ id: room, resourceTypeId: desks });
    expect(moved).toMatchObject({ name: 'Reformer room', resourceTypeId: desks });
    expect((await book(10)).allocation).toMatchObject([{ creditId: forDesks, amount: 10 }]);
    expect(await story.desk.resources.update({ id: room, name: 'Reformer' })).toMatchObject({ resourceTypeId: desks });
  });

  test('neither resource nor credit, or an end before the start, is INVALID_INPUT in the preview as well', async () => {
    const { story, mara } = await openResources();
    const input = {
      customerId: mara,
      name: 'Flow',
      amount: 1,
      startsAt: '2026-02-05T17:00:00Z',
      endsAt: '2026-02-05T18:00:00Z',
      key: 'k',
    };
    const { create, preview } = story.desk.bookings;
    for (const book of [
      (more = {}) => create({ ...input, ...more }),
      (more = {}) => preview({ ...input, ...more, key: undefined }),
    ]) {
      expect(await refusalOf(book())).toMatchObject({ code: 'INVALID_INPUT', data: { field: 'creditId' } });
      const ended = { resourceId: 'r', endsAt: '2026-02-05T16:59:59Z' };
      expect(await refusalOf(book(ended))).toMatchObject({ code: 'INVALID_INPUT', data: { field: 'endsAt' } });
      expect(await refusalOf(book({ resourceId: 'r' }))).toMatchObject({
        code: 'NOT_FOUND',
        data: { what: 'resource' },
      });
    }
  });
});

describe('what may pay', () => {
  test('a lot must last until the session starts, or with the rule “booking” only until now', async () => {
    const story = await openStory('2026-02-01 08:00');
    const creditId = await story.credit('Class');
    const customerId = await story.person('Mara');
    await story.add(customerId, creditId, 5, { lastDay: '2026-02-04' });
    await story.add(customerId, creditId, 1);
    const book = () => story.book({ customerId, creditId, amount: 3, at: '2026-02-05 00:00' });
    expect(await refusalOf(book())).toMatchObject({
      code: 'INSUFFICIENT_CREDIT',
      data: { requested: 3, available: 1, endsBefore: 5 },
    });
    expect(await outcomeOf(story.book({ customerId, creditId, amount: 1, at: '2026-02-04 23:59' }))).toBe('done');
    await story.desk.studio.update({ rules: { lotMustCover: 'booking' } });
    expect((await book()).allocation).toMatchObject([{ amount: 3, before: 4, after: 1 }]);
    story.on('2026-02-05 00:00');
    expect(await refusalOf(book())).toMatchObject({
      code: 'INSUFFICIENT_CREDIT',
      data: { available: 1, endsBefore: 0 },
    });
  });

  test('a print job asks only about now', async () => {
    const story = await openStory('2026-02-01 23:00');
    const creditId = await story.credit('Pages', { kind: 'printing' });
    const customerId = await story.person('Mara');
    await story.add(customerId, creditId, 50, { lastDay: '2026-02-01' });
    const print = (amount: number) =>
      story.desk.uses.create({
        customerId,
        creditId,
        amount,
        for: { type: 'print', name: 'Flyers', reference: 'job 7' },
        key: story.key(),
      });
    expect((await print(20)).allocation).toMatchObject([{ amount: 20, before: 50, after: 30 }]);
    const [printed] = (await story.entries({ customerId })).slice(-1);
    expect(printed).toMatchObject({
      kind: 'use',
      amount: -20,
      usedBy: 'Mara',
      description: 'Flyers (job 7)',
      bookingId: null,
    });
    story.on('2026-02-02 00:00');
    expect(await outcomeOf(print(1))).toBe('INSUFFICIENT_CREDIT');
  });

  test('a pass never pays an amount, and can be taken off by deleting its lot', async () => {
    const story = await openStory('2026-02-01 08:00');
    const creditId = await story.credit('Day pass', { kind: 'pass' });
    const customerId = await story.person('Mara');
    const id = await story.add(customerId, creditId, 3);
    const none = { code: 'INSUFFICIENT_CREDIT', data: { requested: 1, available: 0, endsBefore: 0 } };
    expect(await refusalOf(story.book({ customerId, creditId, amount: 1, at }))).toMatchObject(none);
    expect(
      await refusalOf(
        story.desk.uses.create({ customerId, creditId, amount: 1, for: { type: 'event', name: 'Party' }, key: 'k' }),
      ),
    ).toMatchObject(none);
    expect((await story.desk.lots.delete({ ids: [id], confirm: 'DELETE', key: 'd' })).lots).toMatchObject([
      { left: 0 },
    ]);
  });
});
