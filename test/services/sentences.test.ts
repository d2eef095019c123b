import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { openTestApp } from '../support/open-studio.ts';
import { openStory, refusalOf, type Story } from '../support/story.ts';

/** What people are told of a refusal; no-break spaces as spaces. */
const sentenceOf = async (refused: Promise<unknown>) => (await refusalOf(refused)).message.replaceAll('\u00a0', ' ');

test('what is not there is told with what to do about it', async () => {
  const story = await openStory('2026-02-01 08:00');
  const start = { customerId: await story.person('Mara'), planId: 'nothing', startsOn: '2026-02-01', key: 'start' };
  expect(await sentenceOf(story.desk.memberships.start(start))).toBe(
    'There is no such plan. It may have been named wrongly.',
  );
  expect(await sentenceOf(story.desk.memberships.cycles({ id: 'nothing' }))).toBe(
    'There is no such membership. It may have been named wrongly, or belong to another customer.',
  );
  const empty = await openTestApp();
  expect(await sentenceOf(empty.desk.studio.get())).toBe('There is no studio yet. Create one first.');
});

describe('too little credit is told as people count it', () => {
  async function openDeducting() {
    const story = await openStory('2026-02-01 08:00');
    const mara = await story.person('Mara');
    const deduct = (creditId: string, amount: number) =>
      sentenceOf(story.desk.adjustments.deduct({ customerId: mara, creditId, amount, key: story.key() }));
    return { story, mara, deduct };
  }

  test.each([
    ['session', 'Class', 3, 4, '4 Class credits asked for, 3 available.'],
    ['session', 'Class', 0, 1, '1 Class credit asked for, 0 available.'],
    ['time', 'Meeting room', 60, 90, '1 h 30 min asked for, 1 h available.'],
    ['money', 'Store money', 1250, 100_000, '€1,000.00 asked for, €12.50 available.'],
    ['printing', 'Print pages', 1, 12, '12 pages asked for, 1 page available.'],
  ] as const)('%s %s %i %i', async (kind, name, has, asks, words) => {
    const { story, mara, deduct } = await openDeducting();
    const credit = await story.credit(name, { kind });
    if (has > 0) await story.add(mara, credit, has);
    expect(await deduct(credit, asks)).toBe(`There is not enough credit: ${words}`);
  });

  test('what ends before the session starts, in the same unit', async () => {
    const { story, mara } = await openDeducting();
    const minutes = await story.credit('Meeting room', { kind: 'time' });
    await story.desk.studio.update({ rules: { lotMustCover: 'session' } });
    await story.add(mara, minutes, 150, { lastDay: '2026-02-02' });
    await story.add(mara, minutes, 45);
    const booking = story.book({ customerId: mara, creditId: minutes, amount: 120, at: '2026-02-11 18:00' });
    expect(await sentenceOf(booking)).toBe(
      'There is not enough credit: 2 h asked for, 45 min available. A further 2 h 30 min ends before the session starts.',
    );
  });

  test('a change that can’t be undone any more, in its credit’s unit', async () => {
    const { story, mara } = await openDeducting();
    const minutes = await story.credit('Meeting room', { kind: 'time' });
    await story.add(mara, minutes, 90);
    await story.desk.adjustments.deduct({ customerId: mara, creditId: minutes, amount: 30, key: 'used' });
    const undone = story.desk.adjustments.reverse({ entry: 1, memo: 'Wrong one', key: 'back' });
    expect(await sentenceOf(undone)).toBe('There is not enough credit: 1 h 30 min asked for, 1 h available.');
  });

  test('a credit that can’t pay however much of it is held: which, and what to do', async () => {
    const { story, mara, deduct } = await openDeducting();
    const rooms = (await story.desk.resourceTypes.create({ name: 'Rooms' })).id;
    const desks = (await story.desk.resourceTypes.create({ name: 'Desks' })).id;
    const resourceId = (await story.desk.resources.create({ name: 'Hot desk', resourceTypeId: desks })).id;
    const creditId = await story.credit('Room minutes', { kind: 'time', resourceTypeIds: [rooms] });
    await story.add(mara, creditId, 90);
    const book = () => story.book({ customerId: mara, creditId, resourceId, amount: 60, at: '2026-02-11 18:00' });
    expect(await sentenceOf(book())).toBe(
      'Room minutes can’t pay for this resource. Name another credit, or none: then one that may pay is taken.',
    );
    expect((await refusalOf(book())).data).toEqual({ requested: 60, available: 0, endsBefore: 0, why: 'resource' });
    const pass = await story.credit('Day pass', { kind: 'pass' });
    await story.add(mara, pass, 3);
    expect(await deduct(pass, 1)).toBe(
      'Day pass is a pass: passes are not spent or deducted by amount. To change what is left of one, edit or delete its lot.',
    );
  });

  test('a resource that no credit was named for: the unit of all that may pay, none where they differ', async () => {
    const { story, mara } = await openDeducting();
    const rooms = (await story.desk.resourceTypes.create({ name: 'Rooms' })).id;
    const room = (await story.desk.resources.create({ name: 'Reformer room', resourceTypeId: rooms })).id;
    const book = () =>
      sentenceOf(story.book({ customerId: mara, resourceId: room, amount: 60, at: '2026-02-11 18:00' }));
    await story.credit('Room minutes', { kind: 'time', resourceTypeIds: [rooms] });
    await story.credit('Other minutes', { kind: 'time', resourceTypeIds: [rooms] });
    expect(await book()).toBe('There is not enough credit: 1 h asked for, 0 min available.');
    await story.credit('Class');
    expect(await book()).toBe('There is not enough credit: 60 asked for, 0 available.');
  });
});

describe('too many wrong PINs', () => {
  const lockedIn = async (story: Story) => {
    const window = createRouterClient(story.app.router, { context: story.app.openContext({ kind: 'script' }) });
    const [ada] = (await window.session.choices({})).staff;
    const signIn = () => window.session.signIn({ staffId: ada?.id ?? '', pin: '0000' });
    for (let place = 0; place < 4; place += 1) await sentenceOf(signIn());
    return () => sentenceOf(signIn());
  };

  test('until when is the studio’s time of day, the full minute from which on signing in goes', async () => {
    const story = await openStory('2026-02-01 08:00');
    const again = await lockedIn(story);
    story.at('2026-02-01T07:00:20Z');
    // Until 08:01:20 in Berlin: at 08:01 it would be refused still.
    const sentence = 'Too many wrong PINs. Signing in is possible again at 08:02.';
    expect(await again()).toBe(sentence);
    expect(await again()).toBe(sentence);
  });

  test('with its day where that is not today in the studio', async () => {
    const story = await openStory('2026-02-01 08:00');
    const again = await lockedIn(story);
    story.at('2026-02-01T22:59:20Z');
    expect(await again()).toBe('Too many wrong PINs. Signing in is possible again on 2 Feb at 00:01.');
  });
});
