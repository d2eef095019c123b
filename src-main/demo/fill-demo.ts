import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addSpans, dayAt } from '../../src-shared/days.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { type SettableClock, settableClock } from '../platform/clock.ts';
import { idsOf } from '../platform/ids.ts';
import { makeTemporaryFolder } from '../platform/temporary-folders.ts';
import { type Core, refuseReadOnly } from '../services/core.ts';
import { type Job, startGate, startJobs } from '../services/jobs.ts';
import type { Live } from '../services/live.ts';
import { Refused } from '../services/refused.ts';
import { copyLedger } from '../store/copy-ledger.ts';
import { openForWriting, openLedger } from '../store/open.ts';
import { loadStudio } from '../store/studio.ts';
import { demoZone } from './demo-desk.ts';
import { openDemoStudio, planDemo } from './demo-studio.ts';

const monthsBack = 14;
/** How long the process may be busy before windows are answered again. */
const sliceMs = 25;

/**
 * Fills the ledger with the demo studio: fourteen months up to now, always the same for the same now. It is made in a
 * temporary ledger by the app's own services and then copied in one transaction, so that a fill that fails or is cancelled
 * leaves nothing behind. Refused with STUDIO_EXISTS where there is a studio, and with CANCELLED where the job is stopped.
 */
export async function fillDemo(core: Core, job: Job): Promise<void> {
  refuseReadOnly(core);
  refuseExisting(core);
  const folder = makeTemporaryFolder('demo');
  const ledgerPath = join(folder, 'ledger.sqlite');
  try {
    await makeLedger(core, folder, ledgerPath, job);
    await core.gate.hold(() => bringIn(core, ledgerPath, job));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  core.live.changed(['studio', 'staff', 'customers', 'catalogue', 'ledger', 'session']);
}

function refuseExisting(core: Pick<Core, 'db'>): void {
  if (loadStudio(core.db)) throw new Refused({ code: 'STUDIO_EXISTS' });
}

/** Nobody looks at the temporary ledger. */
const silence: Live = {
  changed() {},
  progress() {},
  subscribe() {
    throw new Error('nobody listens to the demo while it is made');
  },
  close() {},
};

async function makeLedger(core: Core, dataDir: string, ledgerPath: string, job: Job): Promise<void> {
  const opened = openLedger(ledgerPath);
  if (!opened.ok) throw new Error(opened.problem.message);
  const { db } = opened;
  try {
    // The temporary file may be lost with the power: it is made again.
    db.pragma('synchronous = OFF');
    const clock = settableClock(core.clock);
    const temporary = { db, dataDir, ledgerPath, readOnly: false, clock, ids: idsOf(clock) };
    const jobs = startJobs(silence);
    await liveThrough({ ...core, ...temporary, live: silence, jobs, gate: startGate() }, clock, core.clock.now(), job);
  } finally {
    db.close();
  }
}

/** Lets the fourteen months happen, act by act. */
async function liveThrough(core: Core, clock: SettableClock, now: InstantMs, job: Job): Promise<void> {
  const today = dayAt(now, demoZone);
  const from = addSpans(today, { every: 1, unit: 'month' }, -monthsBack);
  const rest = breather(job);
  const desk = await openDemoStudio(core, clock, { from, today });
  await planDemo(desk, job.signal);
  const began = clock.now();
  for (;;) {
    const next = desk.agenda.take(now);
    if (!next) break;
    clock.set(next.at);
    await next.act();
    await rest(() => job.progress(next.at - began, now - began));
  }
  clock.set(now);
}

/** Lets windows be answered now and then, and stops where the job was cancelled. */
function breather(job: Job): (tell: () => void) => Promise<void> {
  let since = performance.now();
  return async (tell) => {
    if (performance.now() - since < sliceMs) return;
    tell();
    await new Promise((resolve) => setImmediate(resolve));
    if (job.signal.aborted) throw new Refused({ code: 'CANCELLED' });
    since = performance.now();
  };
}

/** Copies the finished ledger in one transaction of a connection of its own, so that the process goes on meanwhile. */
async function bringIn(core: Core, ledgerPath: string, job: Job): Promise<void> {
  const db = openForWriting(core.ledgerPath);
  const rest = breather(job);
  try {
    db.prepare('ATTACH ? AS demo').run(ledgerPath);
    db.exec('BEGIN IMMEDIATE');
    refuseExisting({ db });
    for (const _ of copyLedger(db, 'demo')) await rest(() => {});
    db.exec('COMMIT');
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
    db.close();
  }
}
