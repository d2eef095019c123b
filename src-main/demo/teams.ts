import { addDays } from '../../src-shared/days.ts';
import type { Day } from '../../src-shared/ids.ts';
import { createCustomer, setTeam } from '../services/customers.ts';
import { startMembership } from '../services/memberships.ts';
import { planWeeks } from './customer-life.ts';
import type { DemoDesk } from './demo-desk.ts';
import { demoInstant } from './demo-desk.ts';
import type { DemoPerson } from './demo-people.ts';
import { teamHabit } from './habits.ts';

type DemoCompany = {
  readonly name: string;
  readonly email: string;
  readonly externalId: string;
  readonly afterDays: number;
};

/** The demo studio's two companies that share their credit, and after how many days they come. */
export const demoCompanies: readonly DemoCompany[] = [
  { name: 'Kanzlei Abendroth & Partner mbB', email: 'office@abendroth.example', externalId: 'C-2001', afterDays: 3 },
  {
    name: 'Ateliergemeinschaft Südstern – Genossenschaft für Gestaltung eG',
    email: 'hallo@suedstern.example',
    externalId: 'C-2002',
    afterDays: 45,
  },
];

/** Puts a company, its members and their weeks on the agenda. */
export function planCompany(desk: DemoDesk, company: DemoCompany, members: readonly DemoPerson[]): void {
  const { core, ada, ben, agenda, catalogue } = desk;
  const on: Day = addDays(desk.from, company.afterDays);
  agenda.add(demoInstant(on, '10:30'), async () => {
    const { name, email, externalId } = company;
    const details = {
      name,
      email,
      externalId,
      phone: '+49 30 23125 900',
      note: 'Invoice by e-mail on the first of the month.',
    };
    const companyId = (await createCustomer(core, ada, { kind: 'company', ...details })).id;
    const memberIds: string[] = [];
    for (const member of members) {
      memberIds.push((await createCustomer(core, ben, { kind: 'person', ...member, externalId: null })).id);
    }
    await setTeam(core, ada, { companyId, memberIds, creditSharing: true });
    await startMembership(core, ada, {
      customerId: companyId,
      planId: catalogue.plans.team,
      startsOn: on,
      key: desk.key(),
    });
    for (const id of memberIds)
      planWeeks(desk, { id, habit: teamHabit, membershipId: null, paused: false, gone: false }, on);
  });
}
