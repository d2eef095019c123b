import { describe, expect, it } from 'vitest';
import { holdsFor, previewWords, saysOther } from '../../src-renderer/features/profile/cancel-words.ts';
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
    ['to another lot, in the same words', { ...inTime, returned: [{ ...line, lotId: 'm' }] }, false],
  ])('%s', (_, fresh, other) => {
    expect(saysOther(fresh, inTime, credit, format)).toBe(other);
  });

  it('counts what comes back as the credit is counted', () => {
    const hours = { name: 'Room', kind: 'time', unit: 'h', decimals: 0 };
    const words = (amount: number, of: typeof credit) =>
      previewWords({ ...inTime, returned: [{ ...line, amount }] }, of, format)[0]?.replaceAll('\u00a0', ' ');
    expect(words(1, credit)).toMatch(/^1 .* comes back\.$/);
    expect(words(2, credit)).toMatch(/^2 .* come back\.$/);
    expect(words(60, hours)).toMatch(/^1 h.* comes back\.$/);
    expect(words(1, hours)).toMatch(/ come back\.$/);
  });

  it('says of a booking that is too late to cancel that nothing comes back', () => {
    expect(previewWords(late, credit, format)).toEqual([
      'The time for a free cancellation is over: the credit stays spent.',
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
