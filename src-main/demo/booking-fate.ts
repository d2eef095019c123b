import { addDays, dayAt } from '../../src-shared/days.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { cancelBooking, previewCancellation, setBookingState } from '../services/bookings.ts';
import { type DemoDesk, demoZone } from './demo-desk.ts';

const minute = 60_000;
const hour = 60 * minute;
const reasons = ['Train strike', 'Child was ill', 'We had moved the class'] as const;

/** Decides what becomes of a booking: attended, cancelled in time or late, missed, or made good afterwards. */
export function planFate(
  desk: DemoDesk,
  id: string,
  session: { startsAt: InstantMs; endsAt: InstantMs },
  bookedAt: InstantMs,
): void {
  const { agenda, random, core, ben } = desk;
  const fate = random.next();
  const attends = (state: 'attended' | 'no_show') => {
    const at = (session.endsAt + random.between(2, 40) * minute) as InstantMs;
    agenda.add(at, () => setBookingState(core, ben, { id, state }));
  };
  const freeHours = Math.floor((session.startsAt - bookedAt) / hour) - 25;
  if (fate < 0.1 && freeHours > 0) {
    const at = (bookedAt + random.between(1, freeHours) * hour) as InstantMs;
    agenda.add(at, () => cancelBooking(core, ben, { id }));
  } else if (fate < 0.15) {
    planLate(desk, id, session.startsAt, bookedAt);
  } else if (fate < 0.18) {
    attends('no_show');
  } else if (fate < 0.192) {
    planMadeGood(desk, id, session.endsAt);
  } else {
    attends('attended');
  }
}

/** Cancelled within the window: the credit stays spent, unless the manager waives it. */
function planLate(
  { agenda, random, core, ada, ben }: DemoDesk,
  id: string,
  startsAt: InstantMs,
  bookedAt: InstantMs,
): void {
  const at = Math.max(bookedAt + 5 * minute, startsAt - random.between(20, 280) * minute) as InstantMs;
  const reason = random.chance(0.2) ? random.pick(reasons) : null;
  agenda.add(at, () => cancelBooking(core, reason ? ada : ben, { id, ...(reason ? { waive: { reason } } : {}) }));
}

/** Missed for a reason: days later a manager gives the credit back, for three weeks more where its lot is over. */
function planMadeGood({ agenda, random, core, ada }: DemoDesk, id: string, endsAt: InstantMs): void {
  const at = (endsAt + random.between(20, 70) * hour) as InstantMs;
  agenda.add(at, async () => {
    const cancellation = { id, waive: { reason: 'Doctor’s note' } };
    const { returned } = await previewCancellation(core, ada, cancellation);
    const extendTo = returned.some((line) => line.expiresAgain) ? addDays(dayAt(at, demoZone), 21) : undefined;
    await cancelBooking(core, ada, { ...cancellation, extendTo });
  });
}
