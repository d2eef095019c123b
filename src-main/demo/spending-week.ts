import { addDays, isoOf } from '../../src-shared/days.ts';
import type { Day, InstantMs } from '../../src-shared/ids.ts';
import { createBooking, createUse } from '../services/bookings.ts';
import { startMembership } from '../services/memberships.ts';
import { planFate } from './booking-fate.ts';
import { type DemoDesk, demoInstant, ifCreditSuffices, someTime } from './demo-desk.ts';
import type { Times } from './diary.ts';
import type { Habit } from './habits.ts';
import { type DemoClass, isGiven, timesOf, timetable } from './timetable.ts';

/** Someone with an account at the demo studio. */
export type Regular = {
  readonly id: string;
  readonly habit: Habit;
  membershipId: string | null;
  paused: boolean;
  gone: boolean;
};

type Session = Times & {
  readonly name: string;
  readonly resourceId: string;
  readonly creditId: string;
  readonly amount: number;
};

const hour = 3_600_000;
const people = ['with Noa', 'with Tomasz', 'with Ines'] as const;
const documents = ['Flyers A5', 'Client contract', 'Portfolio, colour', 'Workshop handout'] as const;
const drinks = ['Oat flat white', 'Ginger tea and granola', 'Mat towel', 'Sound bath evening'] as const;

/** Puts one week of someone's bookings and other uses on the agenda. Nobody is in two places at once. */
export function planWeek(desk: DemoDesk, who: Regular, monday: Day): void {
  const { random, catalogue, diary } = desk;
  const { credits, resources } = catalogue;
  const days = (range: readonly [number, number] | undefined) =>
    Array.from({ length: range ? random.between(...range) : 0 }, () => addDays(monday, random.between(0, 6)));
  for (const day of days(who.habit.classes)) {
    const one = someClass(desk, day);
    if (!one) continue;
    const session = { name: one.name, resourceId: resources[one.room], creditId: credits.classes, amount: 1 };
    const times = timesOf(one, day);
    if (diary.take([who.id], times)) planBooking(desk, who, { ...session, ...times });
  }
  for (const day of days(who.habit.privates)) {
    const [minutes, amount] = random.chance(0.3) ? [30, 5] : [55, 10];
    const session = { resourceId: resources.private, creditId: credits.privates, amount };
    const times = timesOf({ time: `${random.between(10, 17)}:00`, minutes }, day);
    const name = `Private training ${random.pick(people)}`;
    if (diary.take([who.id, resources.private], times)) planBooking(desk, who, { name, ...session, ...times });
  }
  for (const day of days(who.habit.meetings)) {
    const minutes = random.between(2, 8) * 30;
    const [name, resourceId] = random.chance(0.6)
      ? ['Meeting room Linde', resources.linde]
      : ['Meeting room Hof', resources.hof];
    const times = timesOf({ time: someHalfHour(random.between(9, 16)), minutes }, day);
    const session = { name, resourceId, creditId: credits.meeting, amount: minutes };
    if (diary.take([who.id, resourceId], times)) planBooking(desk, who, { ...session, ...times });
  }
  for (const day of days(who.habit.prints)) {
    const job = { type: 'print' as const, name: random.pick(documents), reference: null };
    planUse(desk, who, day, { creditId: credits.prints, amount: random.between(2, 45), for: job });
  }
  for (const day of days(who.habit.bar)) planAtTheBar(desk, who, day);
}

function someHalfHour(hourOfDay: number): string {
  return `${String(hourOfDay).padStart(2, '0')}:30`;
}

function planAtTheBar(desk: DemoDesk, who: Regular, day: Day): void {
  const { random, catalogue } = desk;
  const name = random.pick(drinks);
  const isEvent = name === 'Sound bath evening';
  const amount = isEvent ? 1800 : random.between(7, 32) * 50;
  const reference = isEvent ? null : `INV-${day.slice(0, 4)}-${random.between(1000, 9999)}`;
  const type = isEvent ? ('event' as const) : ('invoice' as const);
  planUse(desk, who, day, { creditId: catalogue.credits.money, amount, for: { type, name, reference } });
}

function someClass(desk: DemoDesk, day: Day): DemoClass | null {
  const given = timetable.filter((one) => isGiven(one, day));
  const [first, ...others] = given;
  return first ? desk.random.pick([first, ...others]) : null;
}

/** Booked a few hours to six days ahead, while somebody is at the desk. */
function planBooking(desk: DemoDesk, who: Regular, session: Session): void {
  const { agenda, random, core, ben, ada } = desk;
  const ahead = random.chance(0.25) ? random.between(1, 9) : random.between(10, 6 * 24);
  const at = (session.startsAt - ahead * hour - random.between(0, 59) * 60_000) as InstantMs;
  const { startsAt, endsAt, ...what } = session;
  const actor = random.chance(0.15) ? ada : ben;
  const mood = random.next();
  agenda.add(at, async () => {
    if (who.gone || who.paused) return;
    const input = { customerId: who.id, ...what, startsAt: isoOf(startsAt), endsAt: isoOf(endsAt) };
    const book = () => ifCreditSuffices(() => createBooking(core, actor, input));
    const booked = (await book()) ?? ((await topUp(desk, who, mood)) ? await book() : null);
    if (booked) planFate(desk, booked.booking.id, session, at);
  });
}

/** Buys what they buy when credit does not suffice; true where they did. */
async function topUp(desk: DemoDesk, who: Regular, mood: number): Promise<boolean> {
  const { topUp: product, topUpShare = 0 } = who.habit;
  if (!product || mood >= topUpShare) return false;
  const startsOn = desk.dayNow();
  const productId = desk.catalogue.products[product];
  await startMembership(desk.core, desk.ben, { customerId: who.id, productId, startsOn, key: desk.key() });
  return true;
}

function planUse(
  desk: DemoDesk,
  who: Regular,
  day: Day,
  use: Omit<Parameters<typeof createUse>[2], 'customerId' | 'key'>,
): void {
  const { agenda, random, core, ben } = desk;
  agenda.add(demoInstant(day, someTime(random, 10, 20)), async () => {
    if (who.gone || who.paused) return;
    await ifCreditSuffices(() => createUse(core, ben, { ...use, customerId: who.id, key: desk.key() }));
  });
}
