import { addDays, addSpans } from '../../src-shared/days.ts';
import type { Day } from '../../src-shared/ids.ts';
import { addCredit, deductCredit, reverseEntry } from '../services/adjustments.ts';
import { archiveCustomer } from '../services/customers.ts';
import { deleteLots, listLots, updateLot } from '../services/lots.ts';
import {
  endMembership,
  getMembership,
  pauseMembership,
  resumeMembership,
  startMembership,
} from '../services/memberships.ts';
import { type DemoDesk, demoInstant, ifCreditSuffices } from './demo-desk.ts';
import { planWeek, type Regular } from './spending-week.ts';

const thanks = [
  'Instructor was ill: with our apologies.',
  'Brought a friend who signed up. Thank you!',
  'Happy birthday from all of us.',
  'The reformer was broken; we could not give the class as promised.',
] as const;
const charges = ['Guest came along', 'Lost locker key', 'Booked twice at the desk by mistake'] as const;

/** Buys what someone begins with, on a day, and puts their weeks and months on the agenda. */
export async function beginLife(desk: DemoDesk, who: Regular, on: Day): Promise<void> {
  const { core, ben, catalogue } = desk;
  const { plan, product } = who.habit;
  const common = { customerId: who.id, startsOn: on, key: desk.key() };
  if (plan) who.membershipId = (await startMembership(core, ben, { ...common, planId: catalogue.plans[plan] })).id;
  else if (product) await startMembership(core, ben, { ...common, productId: catalogue.products[product] });
  planWeeks(desk, who, on);
  planMonths(desk, who, on);
}

/** Puts someone's weeks on the agenda, each when it begins. */
export function planWeeks(desk: DemoDesk, who: Regular, from: Day): void {
  const { agenda } = desk;
  const vanishesAfter = who.habit.vanishesAfter ?? Number.POSITIVE_INFINITY;
  let week = 0;
  const begin = async () => {
    if (who.gone) return;
    planWeek(desk, who, addDays(from, 7 * week + 1));
    week += 1;
    if (week < vanishesAfter) agenda.add(demoInstant(addDays(from, 7 * week), '06:00'), begin);
  };
  agenda.add(demoInstant(from, '06:00'), begin);
}

/** Once a month something may happen: a gift, a charge, a pause, a longer last day, good-bye. */
function planMonths(desk: DemoDesk, who: Regular, from: Day): void {
  const { agenda, random } = desk;
  let month = 1;
  const happen = async () => {
    if (who.gone) return;
    const chance = random.next();
    if (chance < 0.05) await giveCredit(desk, who);
    else if (chance < 0.075) await chargeCredit(desk, who);
    else if (chance < 0.1) await extendLot(desk, who);
    else if (chance < 0.125) await pause(desk, who);
    else if (chance < 0.15) await leave(desk, who);
    month += 1;
    agenda.add(demoInstant(addSpans(from, { every: 1, unit: 'month' }, month), '11:20'), happen);
  };
  agenda.add(demoInstant(addSpans(from, { every: 1, unit: 'month' }, month), '11:20'), happen);
}

async function giveCredit(desk: DemoDesk, who: Regular): Promise<void> {
  const { core, ben, random, catalogue } = desk;
  const membershipId = who.membershipId && !who.paused && random.chance(0.5) ? { membershipId: who.membershipId } : {};
  const lastDay = random.chance(0.3) ? null : addDays(desk.dayNow(), random.between(14, 60));
  const gift = {
    creditId: catalogue.credits.classes,
    amount: random.between(1, 2),
    memo: random.pick(thanks),
    lastDay,
  };
  const { entries } = await addCredit(core, ben, { customerId: who.id, ...gift, ...membershipId });
  if (random.chance(0.15)) planReversal(desk, entries, 'Was meant for someone else.');
}

async function chargeCredit(desk: DemoDesk, who: Regular): Promise<void> {
  const { core, ben, random, catalogue } = desk;
  const charge = { creditId: catalogue.credits.classes, amount: 1, memo: random.pick(charges) };
  const charged = await ifCreditSuffices(() => deductCredit(core, ben, { customerId: who.id, ...charge }));
  if (charged && random.chance(0.4)) planReversal(desk, charged.entries, 'Talked it over: our mistake.');
}

/** A manager undoes a manual change on the next day, where what was added is still there. */
function planReversal({ agenda, core, ada, key, dayNow }: DemoDesk, entries: readonly number[], memo: string): void {
  agenda.add(demoInstant(addDays(dayNow(), 1), '09:10'), async () => {
    for (const entry of entries) await ifCreditSuffices(() => reverseEntry(core, ada, { entry, memo, key: key() }));
  });
}

async function extendLot(desk: DemoDesk, who: Regular): Promise<void> {
  const { core, ben } = desk;
  const { rows } = await listLots(core, { customerId: who.id, status: 'current', limit: 1, offset: 0 });
  const [lot] = rows;
  if (!lot?.lastDay) return;
  const lastDay = addDays(lot.lastDay as Day, 14);
  await updateLot(core, ben, {
    id: lot.id,
    lastDay,
    memo: 'Was away with a broken arm: two weeks more.',
    key: desk.key(),
  });
}

async function pause(desk: DemoDesk, who: Regular): Promise<void> {
  const { core, ben, random, agenda } = desk;
  const id = who.membershipId;
  if (id === null) return;
  const from = addDays(desk.dayNow(), 1);
  const until = addDays(from, random.between(10, 35));
  await pauseMembership(core, ben, { id, on: from, key: desk.key() });
  who.paused = true;
  agenda.add(demoInstant(addDays(until, -1), '17:40'), async () => {
    await resumeMembership(core, ben, { id, on: until, key: desk.key() });
  });
  agenda.add(demoInstant(until, '00:30'), async () => {
    who.paused = false;
  });
}

/** Someone says good-bye: the membership ends with its cycle, or what is left of a pack is deleted; later the customer is put away. */
async function leave(desk: DemoDesk, who: Regular): Promise<void> {
  const { core, ada, ben, random, agenda } = desk;
  const { membershipId } = who;
  if (who.paused) return;
  let lastDay = addDays(desk.dayNow(), 1);
  if (membershipId !== null) {
    lastDay = ((await getMembership(core, membershipId)).cycle?.lastDay ?? lastDay) as Day;
    await endMembership(core, ben, { id: membershipId, on: lastDay, key: desk.key() });
  } else if (random.chance(0.6)) {
    const { rows } = await listLots(core, { customerId: who.id, status: 'current', limit: 50, offset: 0 });
    const memo = 'Moved away; paid back in cash.';
    if (rows.length > 0)
      await deleteLots(core, ada, { ids: rows.map((lot) => lot.id), confirm: 'DELETE', memo, key: desk.key() });
  }
  agenda.add(demoInstant(lastDay, '21:30'), async () => {
    who.gone = true;
  });
  if (random.chance(0.4)) {
    agenda.add(demoInstant(addDays(lastDay, 75), '14:05'), () =>
      archiveCustomer(core, ada, { id: who.id, archived: true }),
    );
  }
}
