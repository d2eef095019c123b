import { describe, expect, it } from 'vitest';
import { doneWords, holdsFor, previewWords, saysOther } from '../../src-renderer/features/profile/cancel-words.ts';
import { studioFormat } from '../../src-renderer/ui/studio-format.tsx';

type Preview = Parameters<typeof previewWords>[0];

const format = studioFormat({ locale: 'en-GB', currency: 'EUR', timeZone: 'Europe/Berlin' }, Date.now());
const credit = { name: 'Class', kind: 'session', unit: 'session', decimals: 0 };
const booking: Preview['booking'] = {
  id: 'b',
  customerId: 'c',
  name: 'Flow 60',
  resourceId: null,
  resourceName: null,
  startsAt: '2026-03-18T17:00:00.000Z',
  endsAt: '2026-03-18T18:00:00.000Z',
  bookedAt: '2026-03-16T08:00:00.000Z',
  bookedBy: 'mara@example.org',
  creditId: 'k',
  cost: 1,
  state: 'cancelled',
  freeUntil: '2026-03-18T05:00:00.000Z',
};
const line = { lotId: 'l', amount: 1, expiresAgain: false, newLot: false, lastDay: null };
const inTime: Preview = { booking, free: true, returned: [line] };
const late: Preview = { booking: { ...booking, state: 'cancelled_late' }, free: false, returned: [] };

describe('what is confirmed is what was shown', () => {
  it.each([
    ['the same again', inTime, false],
    ['the window has passed', late, true],
    ['less comes back', { ...inTime, returned: [] }, true],
    ['it would expire again at once', { ...inTime, returned: [{ ...line, expiresAgain: true }] }, true],
    ['to another lot', { ...inTime, returned: [{ ...line, lotId: 'm' }] }, true],
  ])('%s', (_, fresh, other) => {
    expect(saysOther(structuredClone(fresh), inTime)).toBe(other);
  });

  it('counts what comes back as the credit is counted', () => {
    const hours = { name: 'Room', kind: 'time', unit: 'h', decimals: 0 };
    const words = (amount: number, of: typeof credit) =>
      previewWords({ ...inTime, returned: [{ ...line, amount }] }, of, format)[0]?.replaceAll('\u00a0', ' ');
    expect(words(1, credit)).toMatch(/^1 .* comes back\.$/);
    expect(words(2, credit)).toMatch(/^2 .* come back\.$/);
    expect(words(60, hours)).toMatch(/^1 h.* comes back\.$/);
    expect(words(1, hours)).toMatch(/^1 min.* comes back\.$/);
    expect(words(30, hours)).toMatch(/^30 min.* come back\.$/);
  });

  it('says of a booking that is too late to cancel that nothing comes back', () => {
    expect(previewWords(late, credit, format)).toEqual([
      'The time for a free cancellation is over: the credit stays spent.',
    ]);
  });
});

describe('what was done is told as done', () => {
  const own = { owner: null, left: 21, back: 1, unit: credit };
  const told = (done: Preview, balances = [own]) => doneWords(done, balances, credit, format);

  it('with what is left now', () => {
    expect(told(inTime)).toEqual(['1 Class credit came back: 21 left now.']);
    expect(told({ ...inTime, returned: [{ ...line, amount: 2 }] })).toEqual([
      '2 Class credits came back: 21 left now.',
    ]);
    expect(told(inTime, [{ ...own, owner: 'Kollektiv' }] as never)).toEqual([
      '1 Class credit came back: 21 left now of Kollektiv’s.',
    ]);
    expect(told(inTime, [])).toEqual(['1 Class credit came back.']);
  });

  it('where it was too late, cost nothing, or had ended', () => {
    expect(told(late)).toEqual(['It was too late for a free cancellation: the credit stays spent.']);
    expect(told({ ...inTime, returned: [] })).toEqual(['It cost no credit, so nothing came back.']);
    expect(told({ ...inTime, returned: [{ ...line, expiresAgain: true }] }, [])).toEqual([
      '1 Class credit came back.',
      'Of it 1 Class credit had ended in the meantime and expired again at once.',
    ]);
    const two = [
      { ...line, amount: 1 },
      { ...line, expiresAgain: true },
    ];
    expect(told({ ...inTime, returned: two })).toEqual([
      '2 Class credits came back: 21 left now.',
      'Of these 1 Class credit had ended in the meantime and expired again at once.',
    ]);
    expect(told({ ...inTime, returned: [{ ...line, newLot: true, lastDay: '2030-12-30' }] })).toEqual([
      '1 Class credit came back: 21 left now.',
      'What had ended in the meantime is new credit now, valid to 30 December 2030.',
    ]);
  });
});

describe('how long a preview holds', () => {
  const freeUntil = Date.parse(booking.freeUntil);
  it.each([
    ['an hour before', freeUntil - 3_600_000, 3_600_001],
    ['at the last free instant', freeUntil, 1],
    ['after it', freeUntil + 1, false],
    ['a year before: as long as a timer waits', freeUntil - 365 * 86_400_000, 2_147_483_647],
  ])('%s', (_, now, holds) => {
    expect(holdsFor(booking.freeUntil, now)).toBe(holds);
  });
});
