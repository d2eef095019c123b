import { implement } from '@orpc/server';
import { contract } from '../../src-shared/contract/index.ts';
import { accessOf, mayDo } from '../roles.ts';
import { toContractError } from '../router-errors.ts';
import type { AppStatus } from '../services/app-status.ts';
import type { Actor, Core } from '../services/core.ts';
import type { HostPowers } from '../services/host-powers.ts';
import { Refused } from '../services/refused.ts';
import * as session from '../services/session.ts';

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

/** The contract behind its door: before an operation runs, who does it is known and may; whatever it throws becomes one of the contract's errors. */
export function openDoor(parts: AppParts) {
  return implement(contract)
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
}

/** The contract's operations, to be given their handlers. */
export type Door = ReturnType<typeof openDoor>;

type Admitted = { readonly core: Core | null; readonly actor: Actor | null };

/** The open ledger; the door has refused already where there is none. */
export function coreOf({ core }: Pick<Admitted, 'core'>): Core {
  if (!core) throw new Error('the ledger is not open');
  return core;
}

/** The open ledger and who is at the desk. */
export function deskOf(context: Admitted): [Core, Actor] {
  if (!context.actor) throw new Refused({ code: 'NOT_SIGNED_IN' });
  return [coreOf(context), context.actor];
}

/** One of the staff as sessions tell them. */
export function told({ id, name, email, role }: Actor) {
  return { id, name, email, role };
}

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
