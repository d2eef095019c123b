import { describe, expect, test } from 'vitest';
import { openStory, outcomeOf, refusalOf } from '../support/story.ts';

async function openAdjusting() {
  const story = await openStory('2026-02-01 08:00');
  const creditId = await story.credit('Class');
  const mara = await story.person('Mara');
  const { desk, key } = story;
  const deduct = (amount: number, more = {}) =>
    desk.adjustments.deduct({ customerId: mara, creditId, amount, key: key(), ...more });
  const reverse = (entry: number) => desk.adjustments.reverse({ entry, memo: 'Wrong one', key: key() });
  const edit = (id: string, change: { left?: number; lastDay?: string | null; memo?: string }) =>
    desk.lots.update({ id, memo: 'Edited', key: key(), ...change });
  const remove = (ids: string[], confirm?: string, memo?: string) =>
    desk.lots.delete({
      ids,
      key: key(),
      ...(confirm === undefined ? {} : { confirm }),
      ...(memo === undefined ? {} : { memo }),
    });
  return { story, desk, creditId, mara, deduct, reverse, edit, remove };
}

describe('adding', () => {
  test('makes a lot of its own that says what it is, and the answer tells the new balance', async () => {
    const { story, desk, creditId, mara } = await openAdjusting();
    await story.add(mara, creditId, 1);
    const added = await desk.adjustments.add({
      customerId: mara,
      creditId,
      amount: 2,
      lastDay: '2026-02-01',
      memo: ' Sorry ',
      key: 'k',
    });
    expect(added).toMatchObject({
      left: 3,
      entries: [2],
      allocation: [
        {
          amount: 2,
          before: 0,
          after: 2,
          source: 'manual',
          sourceName: 'Added manually',
          lastDay: '2026-02-01',
          ownerName: 'Mara',
          shared: false,
        },
      ],
    });
    const lot = await desk.lots.get({ id: added.allocation[0]?.lotId ?? '' });
    expect(lot).toMatchObject({
      source: 'manual',
      granted: 2,
      left: 2,
      membershipId: null,
      cycle: null,
      validFrom: '2026-02-01T07:00:00.000Z',
      lastDay: '2026-02-01',
      status: 'current',
    });
    expect((await story.entries({ customerId: mara })).at(-1)).toMatchObject({
      kind: 'manual_add',
      memo: 'Sorry',
      staff: 'ada@example.org',
      staffName: 'Ada',
      usedBy: 'ada@example.org',
    });
  });

  test('on a membership belongs to its current cycle, is refused before there is one, and for a pack belongs to none', async () => {
    const { story, desk, creditId, mara } = await openAdjusting();
    const plan = await story.plan('Flow 8', [{ creditId, amount: 8 }]);
    const pack = await story.product('Pack', [{ creditId, amount: 1, expiration: { rule: 'never' } }]);
    const running = await story.start(mara, plan, '2025-12-15');
    const upcoming = await story.start(mara, plan, '2026-03-01');
    const bought = await story.buy(mara, pack, '2026-02-01');
    const cycleOf = async (membershipId: string) =>
      (await desk.lots.get({ id: await story.add(mara, creditId, 1, { membershipId }) })).cycle;
    expect(await cycleOf(running.id)).toBe(2);
    expect(await refusalOf(cycleOf(upcoming.id))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'membershipId', expected: 'expected a membership that has started' },
    });
    expect(await cycleOf(bought.id)).toBeNull();
    const ben = await story.person('Ben');
    expect(await refusalOf(story.add(ben, creditId, 1, { membershipId: running.id }))).toMatchObject({
      code: 'NOT_FOUND',
      data: { what: 'membership' },
    });
  });

  test('to the past is refused, in the preview too', async () => {
    const { story, desk, creditId, mara } = await openAdjusting();
    expect(await refusalOf(story.add(mara, creditId, 1, { lastDay: '2026-01-31' }))).toMatchObject({
      code: 'DATE_IN_THE_PAST',
      data: { today: '2026-02-01' },
    });
    const preview = desk.adjustments.preview({
      type: 'add',
      customerId: mara,
      creditId,
      amount: 1,
      lastDay: '2026-01-31',
    });
    expect(await outcomeOf(preview)).toBe('DATE_IN_THE_PAST');
    expect(await story.ledgerOf(mara)).toEqual([]);
  });
});

describe('deducting', () => {
  test('follows the order of spending, or takes from one lot or membership alone', async () => {
    const { story, creditId, mara, deduct } = await openAdjusting();
    const forEver = await story.add(mara, creditId, 5);
    const soon = await story.add(mara, creditId, 2, { lastDay: '2026-02-10' });
    const ordered = await deduct(3, { memo: 'Correction' });
    expect(ordered.allocation.map(({ lotId, amount }) => [lotId, amount])).toEqual([
      [soon, 2],
      [forEver, 1],
    ]);
    expect(ordered).toMatchObject({ left: 4, entries: [3, 4] });
    expect(await refusalOf(deduct(1, { lotId: soon }))).toMatchObject({
      code: 'INSUFFICIENT_CREDIT',
      data: { available: 0 },
    });
    expect((await deduct(4, { lotId: forEver })).left).toBe(0);
    expect((await story.entries({ customerId: mara }))[2]).toMatchObject({
      kind: 'manual_deduct',
      amount: -2,
      memo: 'Correction',
    });
  });

  test('only of what is named: another’s lot, another credit’s, an unknown one', async () => {
    const { story, creditId, mara, deduct } = await openAdjusting();
    const ben = await story.person('Ben');
    const pages = await story.credit('Pages', { kind: 'printing' });
    const other = await story.add(mara, pages, 5);
    expect(await refusalOf(deduct(1, { lotId: await story.add(ben, creditId, 5) }))).toMatchObject({
      code: 'NOT_FOUND',
      data: { what: 'lot' },
    });
    expect(await refusalOf(deduct(1, { lotId: other }))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'lotId' },
    });
    expect(await outcomeOf(deduct(1, { lotId: 'nothing' }))).toBe('NOT_FOUND');
    expect(await outcomeOf(deduct(1, { membershipId: 'nothing' }))).toBe('NOT_FOUND');
  });

  test('gives what the preview showed, or BALANCE_CHANGED, also where all is gone', async () => {
    const { story, desk, creditId, mara, deduct } = await openAdjusting();
    await story.add(mara, creditId, 5);
    expect(await outcomeOf(deduct(4, { expect: [{ lotId: 'nothing', amount: 4 }] }))).toBe('BALANCE_CHANGED');
    const preview = await desk.adjustments.preview({ type: 'deduct', customerId: mara, creditId, amount: 4 });
    expect(preview).toMatchObject({ before: 5, left: 1 });
    const expected = preview.allocation.map(({ lotId, amount }) => ({ lotId, amount }));
    await story.add(mara, creditId, 1, { lastDay: '2026-02-10' });
    expect(await outcomeOf(deduct(4, { expect: expected }))).toBe('BALANCE_CHANGED');
    await deduct(6);
    expect(await outcomeOf(deduct(4, { expect: expected }))).toBe('BALANCE_CHANGED');
    expect(await outcomeOf(deduct(4, { expect: [{ lotId: 'nothing', amount: 4 }] }))).toBe('BALANCE_CHANGED');
    expect(await outcomeOf(deduct(4))).toBe('INSUFFICIENT_CREDIT');
  });

  test('is previewed with what it takes itself: without a type, a last day tells an addition', async () => {
    const { story, desk, creditId, mara } = await openAdjusting();
    await story.add(mara, creditId, 5);
    const preview = (input: object) =>
      desk.adjustments.preview({ customerId: mara, creditId, amount: 2, ...input } as never);
    expect(await preview({ lastDay: null })).toMatchObject({ before: 5, left: 7 });
    expect(await preview({})).toMatchObject({ before: 5, left: 3 });
    expect(await outcomeOf(preview({ expect: [{ lotId: 'nothing', amount: 2 }] }))).toBe('BALANCE_CHANGED');
    expect(await outcomeOf(preview({ type: 'take' }))).toBe('INVALID_INPUT');
  });
});

describe('editing a lot', () => {
  test('posts the difference and the new last day, and the lot has both', async () => {
    const { story, creditId, mara, edit } = await openAdjusting();
    const id = await story.add(mara, creditId, 5, { lastDay: '2026-02-10' });
    expect(await edit(id, { left: 7, lastDay: '2026-03-10' })).toMatchObject({
      lots: [{ id, left: 7, granted: 5, lastDay: '2026-03-10' }],
    });
    expect(await edit(id, { left: 1 })).toMatchObject({ lots: [{ left: 1 }] });
    expect(await edit(id, { lastDay: null })).toMatchObject({ lots: [{ left: 1, lastDay: null }] });
    expect(await story.ledgerOf(mara)).toEqual([
      '2026-02-01 08:00 manual_add +5 A',
      '2026-02-01 08:00 manual_add +0 A',
      '2026-02-01 08:00 manual_add +2 A',
      '2026-02-01 08:00 manual_deduct −6 A',
      '2026-02-01 08:00 manual_add +0 A',
    ]);
    const memos = (await story.entries({ customerId: mara })).map((entry) => entry.memo);
    expect(memos).toEqual([
      null,
      'Edited (last day 2026-02-10 → 2026-03-10)',
      'Edited',
      'Edited',
      'Edited (last day 2026-03-10 → never)',
    ]);
  });

  test('moves when the lot expires, to the day', async () => {
    const { story, creditId, mara, edit } = await openAdjusting();
    const id = await story.add(mara, creditId, 5, { lastDay: '2026-02-10' });
    await edit(id, { lastDay: '2026-02-05' });
    story.on('2026-02-06 00:00');
    expect((await story.ledgerOf(mara)).at(-1)).toBe('2026-02-06 00:00 expiry −5 A');
    expect(await refusalOf(edit(id, { left: 2 }))).toMatchObject({ code: 'INVALID_INPUT', data: { field: 'lastDay' } });
    expect(await edit(id, { left: 2, lastDay: '2026-02-06' })).toMatchObject({
      lots: [{ left: 2, status: 'current' }],
    });
    story.on('2026-02-07 00:00');
    expect((await story.ledgerOf(mara)).at(-1)).toBe('2026-02-07 00:00 expiry −2 A');
  });

  test('is refused for a day in the past, for nothing at all, and for text that is no text', async () => {
    const { story, creditId, mara, edit } = await openAdjusting();
    const id = await story.add(mara, creditId, 5);
    expect(await outcomeOf(edit(id, { lastDay: '2026-01-31' }))).toBe('DATE_IN_THE_PAST');
    expect(await refusalOf(edit(id, {}))).toMatchObject({ code: 'INVALID_INPUT', data: { field: 'left' } });
    expect(await refusalOf(edit(id, { left: 4, memo: 'half \ud800' }))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'memo' },
    });
    expect(await refusalOf(edit(id, { left: 4, memo: 'x'.repeat(501) }))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'memo' },
    });
    expect(await story.ledgerOf(mara)).toEqual(['2026-02-01 08:00 manual_add +5 A']);
  });
});

describe('deleting lots', () => {
  test('takes what is left, keeps the history, and can be reversed', async () => {
    const { story, creditId, mara, remove, reverse } = await openAdjusting();
    const first = await story.add(mara, creditId, 5);
    const second = await story.add(mara, creditId, 2);
    await story.desk.adjustments.deduct({ customerId: mara, creditId, amount: 2, lotId: second, key: story.key() });
    const { lots, entries } = await remove([first, second, first], 'DELETE', 'Moved away');
    expect(entries).toEqual([4]);
    expect(lots).toMatchObject([
      { id: first, left: 0, granted: 5, status: 'used_up' },
      { id: second, left: 0 },
    ]);
    const deletion = (await story.entries({ customerId: mara })).at(-1);
    expect(deletion).toMatchObject({ number: 4, kind: 'manual_deduct', amount: -5, memo: 'Moved away' });
    const reversal = await reverse(4);
    expect(reversal).toMatchObject({ number: 5, lotId: first, amount: 5, expiresAgain: false });
    const [told] = (await story.desk.usage.entries({ scope: { lotId: first }, limit: 1 })).rows;
    const { number, id, kind, lotId, amount, usedOn } = reversal;
    expect(told).toMatchObject({ number, id, kind, lotId, amount, usedOn });
    expect(reversal).toMatchObject({ memo: 'Wrong one', reverses: 4 });
    expect(await story.desk.lots.get({ id: first })).toMatchObject({ left: 5 });
  });

  test.each([undefined, '', 'delete', 'Delete', 'DELETE ', 'LÖSCHEN'])(
    'needs DELETE typed exactly, not %s',
    async (typed) => {
      const { story, creditId, mara, remove } = await openAdjusting();
      const id = await story.add(mara, creditId, 5);
      expect(await refusalOf(remove([id], typed))).toMatchObject({
        code: 'CONFIRMATION_MISSING',
        data: { expected: 'DELETE' },
      });
      expect(await story.desk.lots.get({ id })).toMatchObject({ left: 5 });
    },
  );

  test('is all or nothing', async () => {
    const { story, creditId, mara, remove } = await openAdjusting();
    const id = await story.add(mara, creditId, 5);
    expect(await outcomeOf(remove([id, 'nothing'], 'DELETE'))).toBe('NOT_FOUND');
    expect(await story.desk.lots.get({ id })).toMatchObject({ left: 5 });
  });
});

describe('reversing', () => {
  test('an addition needs its lot to hold the amount still', async () => {
    const { story, creditId, mara, deduct, reverse } = await openAdjusting();
    await story.add(mara, creditId, 5);
    await deduct(1);
    const undo = async (number: number) => (await story.desk.usage.entry({ number })).undo;
    expect(await undo(1)).toEqual({ possible: false, left: 4, expiresAgain: false });
    expect(await refusalOf(reverse(1))).toMatchObject({
      code: 'INSUFFICIENT_CREDIT',
      data: { requested: 5, available: 4, endsBefore: 0 },
    });
    expect(await undo(2)).toEqual({ possible: true, left: 5, expiresAgain: false });
    expect(await reverse(2)).toMatchObject({ number: 3, amount: 1, expiresAgain: false });
    expect([await undo(2), await undo(3)]).toEqual([null, null]);
    expect(await undo(1)).toEqual({ possible: true, left: 0, expiresAgain: false });
    expect(await reverse(1)).toMatchObject({ number: 4, amount: -5 });
    expect(await refusalOf(reverse(1))).toMatchObject({ code: 'ALREADY_REVERSED', data: { by: 4 } });
    expect(await outcomeOf(reverse(3))).toBe('NOT_REVERSIBLE');
    const [first, , , last] = await story.entries({ customerId: mara });
    expect(first).toMatchObject({ reversedBy: 4, reverses: null });
    expect(last).toMatchObject({ kind: 'reversal', reverses: 1, memo: 'Wrong one' });
  });

  test('a deduction from a lot that has ended goes back and expires again in one transaction', async () => {
    const { story, creditId, mara, deduct, reverse } = await openAdjusting();
    await story.add(mara, creditId, 5, { lastDay: '2026-02-10' });
    await deduct(3);
    story.on('2026-02-12 08:00');
    const { undo } = await story.desk.usage.entry({ number: 2 });
    expect(undo).toEqual({ possible: true, left: 0, expiresAgain: true });
    expect(await reverse(2)).toMatchObject({ number: 4, amount: 3, expiresAgain: true });
    expect((await story.ledgerOf(mara)).slice(2)).toEqual([
      '2026-02-11 00:00 expiry −2 A',
      '2026-02-12 08:00 reversal +3 A',
      '2026-02-12 08:00 expiry −3 A',
    ]);
    const { summaries } = await story.desk.usage.summary({ scope: { customerId: mara } });
    expect(summaries).toMatchObject([{ manual: 5, expired: 5, left: 0 }]);
  });

  test('only manual amounts: not a booking, not a change of the last day, not an unknown entry', async () => {
    const { story, creditId, mara, edit, reverse } = await openAdjusting();
    const id = await story.add(mara, creditId, 5);
    await story.book({ customerId: mara, creditId, amount: 1, at: '2026-02-03 18:00' });
    await edit(id, { lastDay: '2026-03-01' });
    for (const number of [2, 3]) {
      expect((await story.desk.usage.entry({ number })).undo).toBeNull();
      expect(await outcomeOf(reverse(number))).toBe('NOT_REVERSIBLE');
    }
    expect(await refusalOf(reverse(4))).toMatchObject({ code: 'NOT_FOUND', data: { what: 'entry' } });
  });
});
