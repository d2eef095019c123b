import { instantOf, isoOf } from '../../src-shared/days.ts';
import { openForReading } from '../store/open.ts';
import { type Verified, verifyLedger } from '../store/verify.ts';
import { advanceTo } from './catch-up.ts';
import { type Core, refuseReadOnly, upToDate } from './core.ts';
import type { Job } from './jobs.ts';
import { Refused, refuseInput } from './refused.ts';

/** How long a verification keeps the process busy before windows are answered. */
const sliceMs = 30;

/** Posts everything due up to an instant, now unless set; a later one than now is refused. */
export async function advanceLedger(core: Core, input: { to?: string | undefined }) {
  refuseReadOnly(core);
  const now = core.clock.now();
  const to = input.to === undefined ? now : instantOf(input.to);
  if (to > now) refuseInput('to', `expected an instant up to now, ${isoOf(now)}`);
  const { entries, ...posted } = await advanceTo(core, to);
  return { to: isoOf(to), posted, entries };
}

/** Proves the ledger: the chain of hashes, gapless numbers, and that every cached sum is what the entries give. Tells progress and can be cancelled. */
export async function verify(core: Core, input: { job?: string | undefined }, signal?: AbortSignal): Promise<Verified> {
  await upToDate(core);
  const total = core.db.prepare('SELECT coalesce(max(number), 0) FROM entries').pluck().get() as number;
  return core.jobs.run(
    input.job ?? `verify-${core.ids.next()}`,
    'verify',
    async (job) => {
      // A connection of its own in one read transaction: a steady picture while the desk goes on.
      const db = openForReading(core.ledgerPath);
      try {
        db.exec('BEGIN');
        return await inSlices(verifyLedger(db), job, total);
      } finally {
        db.close();
      }
    },
    signal,
  );
}

async function inSlices(slices: Generator<number, Verified, void>, job: Job, total: number): Promise<Verified> {
  for (;;) {
    const until = performance.now() + sliceMs;
    while (performance.now() < until) {
      const slice = slices.next();
      if (slice.done) return slice.value;
      job.progress(slice.value, total);
    }
    await new Promise((resolve) => setImmediate(resolve));
    if (job.signal.aborted) throw new Refused({ code: 'CANCELLED' });
  }
}
