import { addDays, dayAt, daysBetween } from '../../src-shared/days.ts';
import { demoPins } from '../../src-shared/demo-staff.ts';
import type { Day } from '../../src-shared/ids.ts';
import type { SettableClock } from '../platform/clock.ts';
import { getPlan, updateBenefit } from '../services/catalogue.ts';
import type { Actor, Core } from '../services/core.ts';
import { createCustomer } from '../services/customers.ts';
import { runImport } from '../services/imports.ts';
import { actorOf, openStaffSession } from '../services/session.ts';
import { createStaff, createStudio } from '../services/studio.ts';
import { loadCustomerByExternalId } from '../store/customers.ts';
import { openAgenda } from './agenda.ts';
import { beginLife } from './customer-life.ts';
import { makeCatalogue } from './demo-catalogue.ts';
import { type DemoDesk, demoInstant, demoZone, someTime } from './demo-desk.ts';
import { type DemoPerson, demoPersons } from './demo-people.ts';
import { openDiary } from './diary.ts';
import { type Habit, habits } from './habits.ts';
import { planMara } from './mara.ts';
import { oldSystemId, writeOldSystem } from './old-system.ts';
import { seededRandom } from './seeded-random.ts';
import type { Regular } from './spending-week.ts';
import { demoCompanies, planCompany } from './teams.ts';

/** How many people come from the old system, how many are there in the first week, and the sizes of the two teams. */
const fromOldSystem = 22;
const inFirstWeek = 60;
const teamSizes = [7, 9];

/** Opens the demo studio on its first morning: studio, staff, catalogue, and an empty agenda. */
export async function openDemoStudio(
  core: Core,
  clock: SettableClock,
  days: { from: Day; today: Day },
): Promise<DemoDesk> {
  clock.set(demoInstant(days.from, '08:00'));
  const studio = { name: 'Lindenhof Studio', timeZone: demoZone, currency: 'EUR', locale: 'en-GB' };
  const manager = { name: 'Ada Brandt', email: 'ada@lindenhof.example', pin: pinOf('Ada Brandt') };
  await createStudio(core, { ...studio, manager }, true);
  const ada = staffMember(core, manager.email);
  const desk = { name: 'Ben Okoye', email: 'ben@lindenhof.example', role: 'desk' as const };
  const viewer = { name: 'Cleo Marti', email: 'cleo@lindenhof.example', role: 'viewer' as const };
  for (const one of [desk, viewer]) await createStaff(core, ada, { ...one, pin: pinOf(one.name) });
  let keys = 0;
  return {
    ...days,
    core,
    ada,
    ben: staffMember(core, desk.email),
    catalogue: await makeCatalogue(core, ada),
    agenda: openAgenda(),
    diary: openDiary(),
    random: seededRandom(20_260_131),
    dayNow: () => dayAt(clock.now(), demoZone),
    key() {
      keys += 1;
      return `demo-${keys}`;
    },
  };
}

function pinOf(name: string): string {
  const pin = demoPins[name];
  if (pin === undefined) throw new Error(`the demo has no PIN for ${name}`);
  return pin;
}

function staffMember(core: Core, email: string): Actor {
  const session = openStaffSession(core.db, email);
  const actor = session && actorOf(core.db, session);
  if (!actor) throw new Error(`${email} is not one of the demo's staff`);
  return actor;
}

/** Brings in the old system's people and puts everybody who is to come on the agenda. */
export async function planDemo(desk: DemoDesk, signal: AbortSignal): Promise<void> {
  const everybody = demoPersons();
  const old = everybody.splice(0, fromOldSystem);
  await importOldSystem(desk, old, signal);
  for (const [place, company] of demoCompanies.entries()) {
    planCompany(desk, company, everybody.splice(0, teamSizes[place] ?? 0));
  }
  const lastDay = daysBetween(desk.from, desk.today) - 5;
  everybody.forEach((person, place) => {
    const late = place - inFirstWeek;
    const day = late < 0 ? place % 7 : Math.floor((lastDay * late) / (everybody.length - inFirstWeek));
    planNewcomer(desk, person, addDays(desk.from, day));
  });
  planMara(desk);
  planBetterEarlyBird(desk);
}

async function importOldSystem(desk: DemoDesk, people: readonly DemoPerson[], signal: AbortSignal): Promise<void> {
  const { core, ada, random, from } = desk;
  const content = writeOldSystem(people, from, random);
  const name = 'front-desk-history.csv';
  const { rejectedTotal } = await runImport(core, ada, { content, name, format: 'history' }, signal);
  if (rejectedTotal > 0) throw new Error(`the demo's own import refused ${rejectedTotal} rows`);
  people.forEach((_, place) => {
    const customer = loadCustomerByExternalId(core.db, oldSystemId(place));
    if (!customer) throw new Error(`the demo's import did not bring ${oldSystemId(place)}`);
    const on = addDays(from, place % 20);
    planLife(desk, customer.id, on);
  });
}

function planNewcomer(desk: DemoDesk, person: DemoPerson, on: Day): void {
  const { core, ben, agenda, random } = desk;
  const habit = someHabit(desk);
  agenda.add(demoInstant(on, someTime(random, 9, 20)), async () => {
    const { id } = await createCustomer(core, ben, { kind: 'person', ...person, externalId: null });
    await beginLife(desk, regular(id, habit), on);
  });
}

function planLife(desk: DemoDesk, id: string, on: Day): void {
  const habit = someHabit(desk);
  desk.agenda.add(demoInstant(on, '12:10'), () => beginLife(desk, regular(id, habit), on));
}

function regular(id: string, habit: Habit): Regular {
  return { id, habit, membershipId: null, paused: false, gone: false };
}

function someHabit({ random }: DemoDesk): Habit {
  let left = random.next() * habits.reduce((sum, habit) => sum + habit.share, 0);
  for (const habit of habits) {
    left -= habit.share;
    if (left < 0) return habit;
  }
  return habits[0];
}

/** Half a year ago the weekly plan was improved: cycles that had begun kept what they had. */
function planBetterEarlyBird({ agenda, core, ada, catalogue, today }: DemoDesk): void {
  agenda.add(demoInstant(addDays(today, -180), '08:30'), async () => {
    const [benefit] = (await getPlan(core, catalogue.plans.earlyBird)).benefits;
    if (benefit) await updateBenefit(core, ada, { id: benefit.id, amount: 3 });
  });
}
