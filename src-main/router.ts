import { implement } from '@orpc/server';
import { contract } from '../src-shared/contract/index.ts';
import { accessOf, mayDo } from './roles.ts';
import { toContractError } from './router-errors.ts';
import * as adjustments from './services/adjustments.ts';
import type { AppStatus } from './services/app-status.ts';
import * as bookings from './services/bookings.ts';
import * as catalogue from './services/catalogue.ts';
import type { Actor, Core } from './services/core.ts';
import * as customers from './services/customers.ts';
import { createDemo } from './services/demo.ts';
import type { HostPowers } from './services/host-powers.ts';
import * as imports from './services/imports.ts';
import * as ledger from './services/ledger.ts';
import * as lots from './services/lots.ts';
import * as memberships from './services/memberships.ts';
import { Refused } from './services/refused.ts';
import * as reports from './services/reports.ts';
import * as session from './services/session.ts';
import * as studio from './services/studio.ts';
import * as usage from './services/usage.ts';
import { getUsageRecord } from './services/usage-record.ts';

/** What a host hands over with each call: who is there, and what the host can do. */
export type AppContext = { readonly session: session.Session; readonly host: HostPowers };
/** The app behind the router: the open ledger, or why there is none. */
export type AppParts = {
  readonly core: Core | null;
  readonly live: Core['live'];
  readonly jobs: Core['jobs'];
  readonly outside: Pick<Core, 'log' | 'ids'>;
  status(host: HostPowers['kind']): AppStatus;
  /** Why the ledger can't be used, or null. */
  problem(): AppStatus['problem'];
  /** Hears of every fault: a damaged file is not used any more. */
  noteFault(error: unknown): void;
};

/** The one door: every operation of the contract, with who may, what it expects and what it answers checked both ways. */
export function createRouter(parts: AppParts) {
  const os = implement(contract)
    .$context<AppContext>()
    .use(async ({ context, path, next }) => {
      const operation = path.join('.');
      try {
        const actor = admit(parts, context.session, operation);
        return await next({ context: { actor, core: parts.core } });
      } catch (error) {
        parts.noteFault(error);
        throw toContractError(error, operation, parts.outside);
      }
    });

  /** The open ledger; the door has refused already where there is none. */
  const coreOf = (context: { core: Core | null }): Core => {
    if (!context.core) throw new Error('the ledger is not open');
    return context.core;
  };
  const deskOf = (context: { core: Core | null; actor: Actor | null }): [Core, Actor] => {
    if (!context.actor) throw new Refused({ code: 'NOT_SIGNED_IN' });
    return [coreOf(context), context.actor];
  };

  return os.router({
    app: { status: os.app.status.handler(({ context }) => parts.status(context.host.kind)) },
    studio: {
      create: os.studio.create.handler(({ input, context }) => studio.createStudio(coreOf(context), input)),
      createDemo: os.studio.createDemo.handler(({ input, context, signal }) =>
        createDemo(coreOf(context), input, signal),
      ),
      get: os.studio.get.handler(({ context }) => studio.getStudio(coreOf(context))),
      update: os.studio.update.handler(({ input, context }) => studio.updateStudioFacts(...deskOf(context), input)),
    },
    session: {
      choices: os.session.choices.handler(({ context }) => session.choices(coreOf(context).db)),
      signIn: os.session.signIn.handler(async ({ input, context }) =>
        told(await session.signIn(coreOf(context), context.session, input.staffId, input.pin)),
      ),
      signOut: os.session.signOut.handler(({ context }) => {
        context.session.staffId = null;
        return {};
      }),
      current: os.session.current.handler(({ context }) => context.actor && told(context.actor)),
    },
    staff: {
      list: os.staff.list.handler(({ context }) => studio.listStaff(coreOf(context))),
      create: os.staff.create.handler(({ input, context }) => studio.createStaff(...deskOf(context), input)),
      update: os.staff.update.handler(({ input, context }) => studio.updateStaffMember(...deskOf(context), input)),
    },
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
    resourceTypes: {
      create: os.resourceTypes.create.handler(({ input, context }) =>
        catalogue.createResourceType(...deskOf(context), input),
      ),
      update: os.resourceTypes.update.handler(({ input, context }) =>
        catalogue.updateResourceType(...deskOf(context), input),
      ),
      list: os.resourceTypes.list.handler(({ context }) => catalogue.listResourceTypes(coreOf(context))),
    },
    resources: {
      create: os.resources.create.handler(({ input, context }) => catalogue.createResource(...deskOf(context), input)),
      update: os.resources.update.handler(({ input, context }) => catalogue.updateResource(...deskOf(context), input)),
      list: os.resources.list.handler(({ context }) => catalogue.listResources(coreOf(context))),
    },
    credits: {
      create: os.credits.create.handler(({ input, context }) => catalogue.createCredit(...deskOf(context), input)),
      update: os.credits.update.handler(({ input, context }) => catalogue.updateCredit(...deskOf(context), input)),
      list: os.credits.list.handler(({ context }) => catalogue.listCredits(coreOf(context))),
    },
    plans: {
      create: os.plans.create.handler(({ input, context }) => catalogue.createPlan(...deskOf(context), input)),
      update: os.plans.update.handler(({ input, context }) => catalogue.updatePlan(...deskOf(context), input)),
      delete: os.plans.delete.handler(({ input, context }) => catalogue.deletePlan(...deskOf(context), input)),
      list: os.plans.list.handler(({ input, context }) => catalogue.listPlans(coreOf(context), input)),
      get: os.plans.get.handler(({ input, context }) => catalogue.getPlan(coreOf(context), input.id)),
    },
    products: {
      create: os.products.create.handler(({ input, context }) => catalogue.createProduct(...deskOf(context), input)),
      update: os.products.update.handler(({ input, context }) => catalogue.updateProduct(...deskOf(context), input)),
      delete: os.products.delete.handler(({ input, context }) => catalogue.deleteProduct(...deskOf(context), input)),
      list: os.products.list.handler(({ input, context }) => catalogue.listProducts(coreOf(context), input)),
      get: os.products.get.handler(({ input, context }) => catalogue.getProduct(coreOf(context), input.id)),
    },
    benefits: {
      update: os.benefits.update.handler(({ input, context }) => catalogue.updateBenefit(...deskOf(context), input)),
      delete: os.benefits.delete.handler(({ input, context }) => catalogue.deleteBenefits(...deskOf(context), input)),
    },
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
      cycles: os.memberships.cycles.handler(({ input, context }) => memberships.listCycles(coreOf(context), input.id)),
    },
    lots: {
      list: os.lots.list.handler(({ input, context }) => lots.listLots(coreOf(context), input)),
      get: os.lots.get.handler(({ input, context }) => lots.getLot(coreOf(context), input.id)),
      update: os.lots.update.handler(({ input, context }) => lots.updateLot(...deskOf(context), input)),
      delete: os.lots.delete.handler(({ input, context }) => lots.deleteLots(...deskOf(context), input)),
    },
    balance: {
      get: os.balance.get.handler(({ input, context }) => lots.getBalance(coreOf(context), input.customerId)),
    },
    bookings: {
      preview: os.bookings.preview.handler(({ input, context }) => bookings.previewBooking(coreOf(context), input)),
      create: os.bookings.create.handler(({ input, context }) => bookings.createBooking(...deskOf(context), input)),
      cancelPreview: os.bookings.cancelPreview.handler(({ input, context }) =>
        bookings.previewCancellation(...deskOf(context), input),
      ),
      cancel: os.bookings.cancel.handler(({ input, context }) => bookings.cancelBooking(...deskOf(context), input)),
      setState: os.bookings.setState.handler(({ input, context }) =>
        bookings.setBookingState(...deskOf(context), input),
      ),
      get: os.bookings.get.handler(({ input, context }) => bookings.getBooking(coreOf(context), input.id)),
      list: os.bookings.list.handler(({ input, context }) => bookings.listBookings(coreOf(context), input)),
    },
    uses: { create: os.uses.create.handler(({ input, context }) => bookings.createUse(...deskOf(context), input)) },
    adjustments: {
      preview: os.adjustments.preview.handler(({ input, context }) =>
        adjustments.previewAdjustment(coreOf(context), input),
      ),
      add: os.adjustments.add.handler(({ input, context }) => adjustments.addCredit(...deskOf(context), input)),
      deduct: os.adjustments.deduct.handler(({ input, context }) =>
        adjustments.deductCredit(...deskOf(context), input),
      ),
      reverse: os.adjustments.reverse.handler(({ input, context }) =>
        adjustments.reverseEntry(...deskOf(context), input),
      ),
    },
    usage: {
      summary: os.usage.summary.handler(({ input, context }) => usage.getSummary(coreOf(context), input.scope)),
      entries: os.usage.entries.handler(({ input, context }) => usage.listEntries(coreOf(context), input)),
      counts: os.usage.counts.handler(({ input, context }) => usage.countViews(coreOf(context), input)),
      balanceOverTime: os.usage.balanceOverTime.handler(({ input, context }) =>
        usage.getBalanceOverTime(coreOf(context), input),
      ),
      entry: os.usage.entry.handler(({ input, context }) => usage.getEntry(coreOf(context), input.number)),
      scope: os.usage.scope.handler(({ input, context }) => usage.getScope(coreOf(context), input.scope)),
      record: os.usage.record.handler(({ input, context }) => getUsageRecord(coreOf(context), input.id)),
    },
    reports: {
      export: os.reports.export.handler(({ input, context, signal }) =>
        reports.exportReport(...deskOf(context), input, context.host, signal),
      ),
      chooseTarget: os.reports.chooseTarget.handler(({ input, context }) =>
        reports.chooseTarget(coreOf(context), input, context.host),
      ),
    },
    imports: {
      preview: os.imports.preview.handler(({ input, context, signal }) =>
        imports.previewImport(...deskOf(context), input, signal),
      ),
      run: os.imports.run.handler(({ input, context, signal }) => imports.runImport(...deskOf(context), input, signal)),
    },
    ledger: {
      advance: os.ledger.advance.handler(({ input, context }) => ledger.advanceLedger(coreOf(context), input)),
      verify: os.ledger.verify.handler(({ input, context, signal }) => ledger.verify(coreOf(context), input, signal)),
    },
    jobs: { cancel: os.jobs.cancel.handler(({ input }) => ({ cancelled: parts.jobs.cancel(input.job) })) },
    events: {
      subscribe: os.events.subscribe.handler(async function* ({ signal }) {
        yield* parts.live.subscribe(signal);
      }),
    },
  });
}

/** The router's type, for hosts. */
export type AppRouter = ReturnType<typeof createRouter>;

/** Who does it, where they may; refused otherwise. Only `app.status` and live events answer without an open ledger. */
function admit(parts: AppParts, at: session.Session, operation: string): Actor | null {
  if (operation === 'app.status' || operation === 'events.subscribe') return null;
  const unusable = parts.problem();
  if (unusable || !parts.core) {
    const { message = 'The ledger is not open.', advice = 'Start Tallydesk again.' } = unusable ?? {};
    throw new Refused({ code: 'LEDGER_UNAVAILABLE', problem: message, advice });
  }
  const actor = session.actorOf(parts.core.db, at);
  const access = accessOf(operation);
  if (access === 'anyone') return actor;
  if (!actor) throw new Refused({ code: 'NOT_SIGNED_IN' });
  if (!mayDo(actor.role, access)) throw new Refused({ code: 'NOT_ALLOWED', role: access });
  return actor;
}

function told({ id, name, email, role }: Actor) {
  return { id, name, email, role };
}
