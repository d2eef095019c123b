import type { InstantMs } from '../../src-shared/ids.ts';
import type { Ids } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { countDue, loadAdvanceState, nextDueInstant } from '../store/advance-state.ts';
import { type Db, isUnwritable } from '../store/database.ts';
import { lastEntryNumber } from '../store/last-entry.ts';
import { type ClockCore, refuseClockAhead } from './clock-ahead.ts';
import { nothingPosted, type Posted, postSlice } from './due-postings.ts';
import type { Gate, Jobs } from './jobs.ts';
import type { Live } from './live.ts';
import { Refused } from './refused.ts';
import { startCatchUp } from './start-catch-up.ts';

/** What catching up works with: the part of the services' core that it needs. */
export type CatchUpCore = ClockCore & {
  /** Where further connections read. */
  readonly ledgerPath: string;
  readonly ids: Ids;
  readonly log: Log;
  readonly live: Live;
  readonly jobs: Jobs;
  /** Held by an import or a long catch-up while it writes on a connection of its own. */
  readonly gate: Gate;
};

/** How long a slice may keep the process busy before windows are answered again. */
const sliceMs = 25;
/** After so many slices a thread of its own is worth its start: there is more than a day's work. */
const slicesHere = 8;

const underWay = new WeakMap<Db, Promise<unknown>>();
const toldWaiting = new WeakSet<Db>();

/** Posts everything due up to now, in slices; the instant that the ledger is at. Two callers share one catch-up. Refused with CLOCK_AHEAD where the clock is far ahead of the ledger, due or not. */
export async function catchUp(core: CatchUpCore): Promise<InstantMs> {
  const now = core.clock.now();
  refuseClockAhead(core, now);
  await advanceTo(core, now);
  return now;
}

/**
 * The same for whoever only reads: where the disk is full, the ledger can't be written any more, or the clock is far ahead of
 * it, it stays as it is, and what is due is posted once that has passed. Told to the log once, until something could be
 * posted again.
 */
export async function catchUpIfWritable(core: CatchUpCore): Promise<InstantMs> {
  const now = core.clock.now();
  try {
    await advanceTo(core, now);
    toldWaiting.delete(core.db);
  } catch (error) {
    const isAhead = error instanceof Refused && error.facts.code === 'CLOCK_AHEAD';
    if (!isAhead && !isUnwritable(error)) throw error;
    if (!toldWaiting.has(core.db)) {
      if (isAhead) core.log.info('what is due is not posted: the clock is far ahead of the ledger', error.facts);
      else core.log.error('what is due could not be posted: the ledger can only be read', error);
    }
    toldWaiting.add(core.db);
  }
  return now;
}

/** Begins to post what is due, for nobody in particular: a failure is told to the log, and whoever reads next tries again. */
export function startCatchingUp(core: CatchUpCore): void {
  if (!core.db.open) return;
  catchUpIfWritable(core).catch((error: unknown) => {
    if (!(error instanceof Refused)) core.log.error('posting what is due failed', error);
  });
}

/** Posts everything due up to an instant, in order of time (domain.md, advance); what it posted. Idempotent. Refused with CLOCK_AHEAD where something is due and the instant is far ahead of the ledger. */
export async function advanceTo(core: CatchUpCore, to: InstantMs): Promise<Posted> {
  const posted = nothingPosted();
  for (;;) {
    const running = underWay.get(core.db);
    if (running) {
      await running;
      continue;
    }
    if (!isDue(core.db, to)) return posted;
    refuseClockAhead(core, to);
    const work = postAll(core, to, posted);
    underWay.set(core.db, work);
    try {
      await work;
    } finally {
      underWay.delete(core.db);
    }
  }
}

function isDue(db: Db, to: InstantMs): boolean {
  const next = nextDueInstant(db);
  if (next !== null && next <= to) return true;
  return loadAdvanceState(db).instant !== null;
}

/** What a slice's time is enough for is posted here and now; more than that with progress told, much more in a thread of its own. */
async function postAll(core: CatchUpCore, to: InstantMs, posted: Posted): Promise<void> {
  await core.gate.free();
  const last = lastEntryNumber(core.db);
  try {
    if (!postHere(core, to, posted)) await postWithProgress(core, to, posted);
  } catch (error) {
    // Who is told of a change reads again, and so tries to post again: nobody is told where nothing could be written.
    if (lastEntryNumber(core.db) > last) tellChanged(core);
    throw error;
  }
  tellChanged(core);
}

function postWithProgress(core: CatchUpCore, to: InstantMs, posted: Posted): Promise<void> {
  return core.jobs.run('catch-up', 'catch-up', async (job) => {
    await windowsAnswered();
    if (job.signal.aborted) throw new Refused({ code: 'CANCELLED' });
    const due = countDue(core.db, to);
    const tell = (entries: number) => job.progress(entries, Math.max(entries, posted.entries + due));
    const finished = await postInSlices(core, to, posted, job.signal, tell);
    if (!finished) await postInThread(core, to, posted, job.signal, tell);
  });
}

/** Lets whatever waits be answered first. */
function windowsAnswered(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function tellChanged({ live }: CatchUpCore): void {
  live.changed(['ledger', 'customers']);
}

/** Posts for one slice of time; true once nothing more is due. */
function postHere({ db, clock, ids, log }: CatchUpCore, to: InstantMs, posted: Posted): boolean {
  const until = performance.now() + sliceMs;
  const goesOn = () => performance.now() < until;
  return postSlice(db, { to, recordedAt: clock.now(), ids, goesOn, tell: log.info }, posted);
}

type Tell = (entries: number) => void;

/** Some slices, between which windows are answered; true once nothing more is due. */
async function postInSlices(core: CatchUpCore, to: InstantMs, posted: Posted, signal: AbortSignal, tell: Tell) {
  for (let slice = 0; slice < slicesHere; slice += 1) {
    tell(posted.entries);
    await windowsAnswered();
    if (signal.aborted) throw new Refused({ code: 'CANCELLED' });
    await core.gate.free();
    if (postHere(core, to, posted)) return true;
  }
  return false;
}

async function postInThread(core: CatchUpCore, to: InstantMs, posted: Posted, signal: AbortSignal, tell: Tell) {
  const before = { ...posted };
  const { finished, ...more } = await core.gate.hold(() =>
    startCatchUp(
      { ledgerPath: core.ledgerPath, to, recordedAt: core.clock.now() },
      { onProgress: (entries) => tell(before.entries + entries), onTold: core.log.info, signal },
    ),
  );
  for (const kind of Object.keys(before) as (keyof Posted)[]) posted[kind] = before[kind] + more[kind];
  if (!finished) throw new Refused({ code: 'CANCELLED' });
}
