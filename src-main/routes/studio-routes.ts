import { confirmClock } from '../services/confirm-clock.ts';
import { createDemo } from '../services/demo.ts';
import * as session from '../services/session.ts';
import * as studio from '../services/studio.ts';
import { type AppParts, coreOf, type Door, deskOf, told } from './door.ts';

/** Routes of the app itself: its state, the studio, who is signed in, staff, long work and live events. */
export function studioRoutes(os: Door, parts: AppParts) {
  return {
    app: {
      status: os.app.status.handler(({ context }) => parts.status(context.host.kind)),
      confirmClock: os.app.confirmClock.handler(({ input, context }) => confirmClock(coreOf(context), input)),
    },
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
        session.signOut(parts.live, context.session);
        return {};
      }),
      current: os.session.current.handler(({ context }) => context.actor && told(context.actor)),
    },
    staff: {
      list: os.staff.list.handler(({ input, context }) => studio.listStaff(coreOf(context), input)),
      create: os.staff.create.handler(({ input, context }) => studio.createStaff(...deskOf(context), input)),
      update: os.staff.update.handler(async ({ input, context }) => {
        const [core, actor] = deskOf(context);
        const staff = await studio.updateStaffMember(core, actor, input);
        if (staff.id === actor.id) session.keepSignedIn(core.db, context.session, staff.id);
        return staff;
      }),
    },
    jobs: { cancel: os.jobs.cancel.handler(({ input }) => ({ cancelled: parts.jobs.cancel(input.job) })) },
    events: {
      subscribe: os.events.subscribe.handler(({ signal }) => parts.live.subscribe(signal)),
    },
  };
}
