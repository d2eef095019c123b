import * as customers from '../services/customers.ts';
import * as memberships from '../services/memberships.ts';
import { coreOf, type Door, deskOf } from './door.ts';

/** Routes about customers: finding and changing them, their teams and memberships. */
export function peopleRoutes(os: Door) {
  return {
    customers: {
      search: os.customers.search.handler(({ input, context }) => customers.searchCustomers(coreOf(context), input)),
      create: os.customers.create.handler(({ input, context }) => customers.createCustomer(...deskOf(context), input)),
      get: os.customers.get.handler(({ input, context }) => customers.getCustomer(coreOf(context), input.id)),
      update: os.customers.update.handler(({ input, context }) => customers.updateCustomer(...deskOf(context), input)),
      archive: os.customers.archive.handler(({ input, context }) =>
        customers.archiveCustomer(...deskOf(context), input),
      ),
    },
    teams: { set: os.teams.set.handler(({ input, context }) => customers.setTeam(...deskOf(context), input)) },
    memberships: {
      start: os.memberships.start.handler(({ input, context }) =>
        memberships.startMembership(...deskOf(context), input),
      ),
      end: os.memberships.end.handler(({ input, context }) => memberships.endMembership(...deskOf(context), input)),
      pause: os.memberships.pause.handler(({ input, context }) =>
        memberships.pauseMembership(...deskOf(context), input),
      ),
      resume: os.memberships.resume.handler(({ input, context }) =>
        memberships.resumeMembership(...deskOf(context), input),
      ),
      get: os.memberships.get.handler(({ input, context }) => memberships.getMembership(coreOf(context), input.id)),
      list: os.memberships.list.handler(({ input, context }) => memberships.listMemberships(coreOf(context), input)),
      cycles: os.memberships.cycles.handler(({ input, context }) => memberships.listCycles(coreOf(context), input)),
    },
  };
}
