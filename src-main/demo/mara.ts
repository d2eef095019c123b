import { addDays, addSpans, isoOf } from '../../src-shared/days.ts';
import type { Day, InstantMs } from '../../src-shared/ids.ts';
import { addCredit } from '../services/adjustments.ts';
import { cancelBooking, createBooking, setBookingState } from '../services/bookings.ts';
import { createCustomer } from '../services/customers.ts';
import { startMembership } from '../services/memberships.ts';
import { type DemoDesk, demoInstant } from './demo-desk.ts';

const month = { every: 1, unit: 'month' } as const;
/** How many days before today Mara's second cycle began, at least: her added credits ended yesterday. */
const daysIntoSecondCycle = 17;

/** The day on which Mara starts, so that the worked example (domain.md) stands today as it stands there at its end: the latest that leaves 17 days of the second cycle behind. */
export function maraStartsOn(today: Day): Day {
  const secondCycle = addDays(today, -daysIntoSecondCycle);
  let day = addSpans(secondCycle, month, -1);
  while (addSpans(addDays(day, 1), month, 1) <= secondCycle) day = addDays(day, 1);
  return day;
}

/** Who Mara is to the ledger: the ids are there once the agenda has come to the day on which she starts. */
type Mara = { customerId: string; membershipId: string };

type Session = { name: string; on: Day; time: string; amount?: number };

/** Puts one booking of hers on the agenda; what it returns puts there how it went. */
function planBooking(desk: DemoDesk, mara: Mara, bookedAt: InstantMs, session: Session) {
  const { core, ben, agenda, catalogue } = desk;
  const startsAt = demoInstant(session.on, session.time);
  let id = '';
  agenda.add(bookedAt, async () => {
    const { classes: creditId } = catalogue.credits;
    const { customerId } = mara;
    const times = { startsAt: isoOf(startsAt), endsAt: new Date(startsAt + 3_600_000).toISOString() };
    const booked = { customerId, name: session.name, resourceId: catalogue.resources.mat, creditId, ...times };
    id = (await createBooking(core, ben, { ...booked, amount: session.amount ?? 1 })).booking.id;
  });
  const attends = () =>
    agenda.add(demoInstant(session.on, '22:30'), () => setBookingState(core, ben, { id, state: 'attended' }));
  const cancels = (cancelledOn: Day, at: string) =>
    agenda.add(demoInstant(cancelledOn, at), () => cancelBooking(core, ben, { id }));
  return { attends, cancels };
}

/** Puts Mara Lindt's two cycles on the agenda: the worked example, day by day, moved to the last months. */
export function planMara(desk: DemoDesk): void {
  const { core, ben, agenda, catalogue } = desk;
  const first = maraStartsOn(desk.today);
  const second = addSpans(first, month, 1);
  const mara: Mara = { customerId: '', membershipId: '' };

  agenda.add(demoInstant(first, '09:12'), async () => {
    const details = {
      name: 'Mara Lindt',
      email: 'mara@example.org',
      phone: '+49 30 23125 042',
      externalId: null,
      note: null,
    };
    mara.customerId = (await createCustomer(core, ben, { kind: 'person', ...details })).id;
    const { customerId } = mara;
    const input = { customerId, planId: catalogue.plans.flow8, startsOn: first, key: desk.key() };
    mara.membershipId = (await startMembership(core, ben, input)).id;
  });

  const books = (on: Day, time: string, session: Session) => planBooking(desk, mara, demoInstant(on, time), session);

  books(addDays(first, 3), '10:05', { name: 'Morning Mat Pilates', on: addDays(first, 4), time: '18:00' }).attends();
  books(addDays(first, 5), '12:40', { name: 'Yin Yoga', on: addDays(first, 7), time: '19:30' }).attends();
  const thirteenHoursAhead = books(addDays(first, 8), '17:20', {
    name: 'Deep Stretch',
    on: addDays(first, 11),
    time: '21:00',
  });
  thirteenHoursAhead.cancels(addDays(first, 11), '08:00');
  const eightHoursAhead = books(addDays(first, 10), '11:15', {
    name: 'Reformer Flow',
    on: addDays(first, 12),
    time: '18:00',
  });
  eightHoursAhead.cancels(addDays(first, 12), '10:00');

  agenda.add(demoInstant(addDays(first, 20), '15:30'), () => {
    const { customerId, membershipId } = mara;
    const memo = 'Two classes were cancelled by us: with our apologies.';
    const added = { creditId: catalogue.credits.classes, amount: 2, memo, membershipId, lastDay: addDays(second, 15) };
    return addCredit(core, ben, { customerId, ...added });
  });

  books(addDays(second, 2), '09:30', { name: 'Lunch Flow', on: addDays(second, 5), time: '12:15' }).attends();
  const two = { name: 'Reformer Double', on: addDays(second, 16), time: '18:00', amount: 2 };
  books(addDays(second, 15), '16:45', two).attends();
}
