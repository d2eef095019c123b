import { dayAt } from '../../src-shared/days.ts';
import type { Day, InstantMs } from '../../src-shared/ids.ts';
import type { Ids } from '../platform/ids.ts';
import { type Appender, beginAppend, sumsOutOfRange } from '../store/append.ts';
import { checkpointWhenQuiet } from '../store/checkpoint.ts';
import { type Db, immediately } from '../store/database.ts';
import { findRequest, saveRequest } from '../store/requests.ts';
import { loadStudio, type StudioRow } from '../store/studio.ts';
import { type CatchUpCore, catchUp, catchUpIfWritable } from './catch-up.ts';
import type { Downloads } from './downloads.ts';
import type { ChangedArea } from './live.ts';
import { Refused } from './refused.ts';

/** Who does something: one of the staff. */
export type Actor = {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'viewer' | 'desk' | 'manager';
};

/** What every service works with: the open ledger (of a write-protected one, a copy) and the outside world behind small interfaces. */
export type Core = CatchUpCore & {
  readonly dataDir: string;
  readonly readOnly: boolean;
  /** Why it can only be read, where it can. */
  readonly readOnlyReason: string;
  /** Exported files that a browser fetches. */
  readonly downloads: Downloads;
};

/** What reading sees: the ledger as it stands at one instant, with everything due posted (unless it can't be written). */
export type Reading = { readonly db: Db; readonly now: InstantMs; readonly today: Day; readonly studio: StudioRow };
/** What changing works with: reading, inside the write transaction, and the entries to append. */
export type Changing = Reading & { readonly actor: Actor; readonly ids: Ids; readonly entries: Appender };

/** A request to change the ledger. `key`: its idempotency key, where the operation takes one. */
export type ChangeRequest = {
  readonly operation: string;
  readonly actor: Actor;
  readonly input: { readonly key?: string | undefined };
  readonly areas: readonly ChangedArea[];
};

/** Reads with everything due up to now posted first, where the ledger can be written. NOT_FOUND where no studio has been made. */
export async function read<Answer>(core: Core, look: (reading: Reading) => Answer): Promise<Answer> {
  const now = await upToDate(core);
  return look(readingAt(core.db, now));
}

/** Reads what time does not change (who there is, what there is to have) as it stands: nobody waits for a long catch-up. NOT_FOUND where no studio has been made. */
export async function look<Answer>(core: Core, lookUp: (reading: Reading) => Answer): Promise<Answer> {
  return lookUp(readingAt(core.db, core.clock.now()));
}

/**
 * Changes the ledger: everything due is posted first, then `decide` runs inside one immediate transaction; what it throws
 * rolls all of it back. The same key with the same content gives the first answer again; with other content it is refused.
 */
export async function change<Answer>(
  core: Core,
  request: ChangeRequest,
  decide: (changing: Changing) => Answer,
): Promise<Answer> {
  refuseReadOnly(core);
  const now = await catchUp(core);
  await core.gate.free();
  const { key } = request.input;
  let replayed = false;
  const answer = immediately(core.db, (): Answer => {
    const known = key === undefined ? null : findRequest(core.db, key, request.operation, request.input);
    if (known && !known.same) throw new Refused({ code: 'IDEMPOTENCY_CONFLICT' });
    if (known) {
      replayed = true;
      return known.answer as Answer; // checked again by the contract's output schema
    }
    const { entries, firstEntry } = lazyAppender(core, request, now);
    const answer = decide({ ...readingAt(core.db, now), actor: request.actor, ids: core.ids, entries });
    const first = firstEntry();
    if (first !== null && sumsOutOfRange(core.db, first)) throw new Refused({ code: 'AMOUNT_OUT_OF_RANGE' });
    if (key !== undefined) saveRequest(core.db, key, request.operation, request.input, answer, now);
    return answer;
  });
  checkpointWhenQuiet(core.db, core.log);
  if (!replayed) core.live.changed(request.areas);
  return answer;
}

/** Runs a decision on the ledger as it stands without keeping anything: what `change` would do. */
export async function preview<Answer>(core: Core, decide: (reading: Reading) => Answer): Promise<Answer> {
  return read(core, decide);
}

/** Refuses with LEDGER_READ_ONLY where the ledger can't be written. */
export function refuseReadOnly(core: Pick<Core, 'readOnly' | 'readOnlyReason'>): void {
  if (core.readOnly) {
    throw new Refused({
      code: 'LEDGER_READ_ONLY',
      reason: core.readOnlyReason,
    });
  }
}

/** Posts what is due, for whoever reads; the instant that the ledger is at now. A ledger that can't be written stays where it was. */
export async function upToDate(core: Core): Promise<InstantMs> {
  if (core.readOnly) return core.clock.now();
  return catchUpIfWritable(core);
}

/** The ledger as it stands, at an instant. */
function readingAt(db: Db, now: InstantMs): Reading {
  const studio = loadStudio(db);
  if (!studio) throw new Refused({ code: 'NOT_FOUND', what: 'studio' });
  return { db, now, today: dayAt(now, studio.timeZone), studio };
}

/** Starts the transaction's entries when the first is posted, so that a change without entries leaves no empty transaction. */
function lazyAppender(
  core: Core,
  request: ChangeRequest,
  now: InstantMs,
): { entries: Appender; firstEntry: () => number | null } {
  let appender: Appender | null = null;
  let first: number | null = null;
  const { number, email } = request.actor;
  const entries: Appender = {
    post(entry) {
      appender ??= beginAppend(core.db, core.ids, {
        operation: request.operation,
        recordedAt: now,
        staff: { number, email },
        import: null,
      });
      const appended = appender.post(entry);
      first ??= appended.number;
      return appended;
    },
  };
  return { entries, firstEntry: () => first };
}
