import { instantOf, isoOf } from '../../src-shared/days.ts';
import { lastEntryNumber } from '../store/last-entry.ts';
import { openSnapshot } from '../store/open.ts';
import { startVerify } from '../store/start-verify.ts';
import { type Verified, verifyLedger } from '../store/verify.ts';
import { advanceTo } from './catch-up.ts';
import { refuseClockAhead } from './clock-ahead.ts';
import { type Core, refuseReadOnly, upToDate } from './core.ts';
import type { Job } from './jobs.ts';
import { Refused, refuseInput } from './refused.ts';

/** From this many entries on threads are faster, though it takes a tenth of a second to start them. */
const threadedFrom = 10_000;

/** Posts everything due up to an instant, now unless set; a later one than now is refused. */
export async function advanceLedger(core: Core, input: { to?: string | undefined }) {
  refuseReadOnly(core);
  const now = core.clock.now();
  refuseClockAhead(core, now);
  const to = input.to === undefined ? now : instantOf(input.to);
  if (to > now) refuseInput('to', `expected an instant up to now, ${isoOf(now)}`);
  const { entries, ...posted } = await advanceTo(core, to);
  return { to: isoOf(to), posted, entries };
}

/** Proves the ledger: the chain of hashes, gapless numbers, and that every cached sum is what the entries give. Tells progress and can be cancelled. */
export async function verify(core: Core, input: { job?: string | undefined }, signal?: AbortSignal): Promise<Verified> {
  await upToDate(core);
  const entries = lastEntryNumber(core.db);
  return core.jobs.run(
    input.job ?? `verify-${core.ids.next()}`,
    'verify',
    async (job) => {
      const { ledgerPath } = core;
      const verified =
        entries < threadedFrom
          ? await verifyHere(ledgerPath, job, entries)
          : await startVerify({ ledgerPath, entries }, { onProgress: job.progress, signal: job.signal });
      if (!verified) throw new Refused({ code: 'CANCELLED' });
      return verified;
    },
    signal,
  );
}

/** Proves a small ledger in this thread, answering windows after each slice; null where it was stopped. */
async function verifyHere(ledgerPath: string, job: Job, total: number): Promise<Verified | null> {
  const db = openSnapshot(ledgerPath);
  try {
    for (const slices = verifyLedger(db); !job.signal.aborted; ) {
      const slice = slices.next();
      if (slice.done) return slice.value;
      job.progress(slice.value, total);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return null;
  } finally {
    db.close();
  }
}
