import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, machineClock } from './platform/clock.ts';
import { idsOf } from './platform/ids.ts';
import { type Log, stderrLog } from './platform/log.ts';
import { makeTemporaryFolder, removeLeftBehind } from './platform/temporary-folders.ts';
import { type AppContext, type AppRouter, createRouter } from './router.ts';
import type { AppStatus } from './services/app-status.ts';
import { startCatchingUp } from './services/catch-up.ts';
import { clockAhead, noClockWord } from './services/clock-ahead.ts';
import type { Core } from './services/core.ts';
import { type Downloads, startDownloads } from './services/downloads.ts';
import type { HostPowers } from './services/host-powers.ts';
import { startGate, startJobs } from './services/jobs.ts';
import { startLive } from './services/live.ts';
import { actorOf, openSession, openStaffSession } from './services/session.ts';
import { warmColumns } from './services/usage-columns.ts';
import { damageOf, type LedgerProblem, noTemporaryFolder, runtimeProblem } from './store/ledger-problems.ts';
import { type LedgerLock, lockLedger, noLock } from './store/lock.ts';
import { closeLedger } from './store/log-mark.ts';
import { type Opened, openLedger } from './store/open.ts';
import { loadStudio } from './store/studio.ts';

export type { AppContext, AppRouter } from './router.ts';
export type { HostPowers } from './services/host-powers.ts';
export { LedgerInUseError } from './store/lock.ts';

/** How the app is opened; `clock` and `log` are the machine's own unless set. */
export type AppOptions = {
  readonly dataDir: string;
  readonly host: HostPowers['kind'];
  readonly clock?: Clock;
  readonly log?: Log;
  readonly appVersion?: string;
};

/** The open app, as hosts use it. */
export type App = {
  readonly router: AppRouter;
  /** A new session that nobody is signed in at. */
  openContext(powers: HostPowers): AppContext;
  /** A session signed in as the staff member with an e-mail (null where there is none), or, for null, as the first manager (nobody before a studio exists). */
  openStaffContext(email: string | null): AppContext | null;
  /** True where one of the staff is at work at a session now. */
  isSignedIn(context: AppContext): boolean;
  signInScript(context: AppContext, email: string | undefined): void;
  /** Tells a second start where people reach this one. */
  announce(address: string): void;
  /** An exported file that a browser fetches; null for an unknown id, or one that is long gone. */
  takeDownload(id: string): { path: string; name: string } | null;
  close(): Promise<void>;
};

const minuteMs = 60_000;
const warmAfterMs = 5000;

/** Opens the ledger of a data folder and everything around it; throws LedgerInUseError where another process has it. A ledger that can't be used does not throw: `app.status` tells why. */
export async function openApp(options: AppOptions): Promise<App> {
  const { dataDir, clock = machineClock, log = stderrLog } = options;
  const ledgerPath = join(dataDir, 'ledger.sqlite');
  const { lock, temporary, opened } = openFiles(ledgerPath);
  const readOnlyReason = lock.reason ?? `the ledger file in ${dataDir}, or that folder, is write-protected`;
  const notice = noticeOf(opened, lock.reason);
  if (notice) log.info(notice);
  const live = startLive();
  const jobs = startJobs(live);
  const ids = idsOf(clock);
  const downloads: Downloads = startDownloads(temporary ?? tmpdir());
  const clockWord = options.host === 'script' ? null : noClockWord();
  const outside = { dataDir, clock, clockWord, ids, log, live, jobs, gate: startGate(), downloads };
  const core: Core | null = opened.ok
    ? { ...outside, db: opened.db, readOnly: opened.readOnly, readOnlyReason, ledgerPath: opened.path }
    : null;
  const health = watchHealth(core, opened.ok ? null : opened.problem, {
    ledgerPath,
    version: options.appVersion ?? '0.0.0',
    notice,
  });
  const stopTicking = core && !core.readOnly && options.host !== 'script' ? startTicking(core) : () => {};
  return {
    router: createRouter({ core, live, jobs, outside: { log, ids }, ...health }),
    openContext: (powers) => ({ session: openSession(), host: powers }),
    signInScript(context, email) {
      const session = core ? openStaffSession(core.db, email ?? null) : openSession();
      if (session) context.session.signedIn = session.signedIn;
    },
    isSignedIn: ({ session }) => core?.db.open === true && actorOf(core.db, session) !== null,
    openStaffContext(email) {
      const session = core ? openStaffSession(core.db, email) : openSession();
      return session && { session, host: { kind: 'script' } };
    },
    announce: (address) => lock.announce(address),
    takeDownload: (id) => downloads.take(id),
    async close() {
      stopTicking();
      jobs.cancelAll();
      live.close();
      await jobs.ended();
      await core?.gate.free();
      try {
        if (core) closeLedger(core.db, core.ledgerPath);
        if (temporary !== null) removeTemporary(temporary, log);
      } finally {
        lock.release();
      }
    },
  };
}

type Files = { readonly lock: LedgerLock; readonly temporary: string | null; readonly opened: Opened };

/** Takes the lock, makes a temporary folder and opens the ledger, each unless something speaks against it. */
function openFiles(ledgerPath: string): Files {
  // Before anything touches the database driver: on an old Node it would end the process without a word.
  const tooOld = runtimeProblem(process.versions);
  if (tooOld) return { lock: noLock, temporary: null, opened: unusable(tooOld) };
  const lock = lockLedger(ledgerPath);
  const temporary = makeTemporary();
  if (temporary === null) return { lock, temporary, opened: unusable(noTemporaryFolder(tmpdir())) };
  if (lock.problem) return { lock, temporary, opened: unusable(lock.problem) };
  return { lock, temporary, opened: openLedger(ledgerPath, { temporary, readOnly: !lock.held }) };
}

/** A temporary folder of this process; null where there can be none. */
function makeTemporary(): string | null {
  try {
    return makeTemporaryFolder();
  } catch {
    return null;
  }
}

/** Removes the temporary folder; that something holds on to it (a virus scanner, for longer than a moment) is no reason not to close. */
function removeTemporary(folder: string, log: Log): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    log.error(`the temporary folder ${folder} stays behind`, error);
  }
}

/** Tells how the ledger is; once a fault has shown that its file is damaged, it is not used any more. */
function watchHealth(
  core: Core | null,
  atStart: LedgerProblem | null,
  facts: Pick<AppStatus, 'ledgerPath' | 'version' | 'notice'>,
) {
  let problem = atStart;
  return {
    problem: () => problem,
    noteFault(error: unknown) {
      problem ??= damageOf(error, facts.ledgerPath);
    },
    status(host: HostPowers['kind']): AppStatus {
      const told = { ...facts, host, demo: false, clock: null };
      if (problem || !core) return { ...told, state: 'problem', readOnly: false, problem };
      const studio = loadStudio(core.db);
      if (!studio) return { ...told, state: 'empty', readOnly: core.readOnly, problem: null };
      const { readOnly } = core;
      // What can only be read posts nothing anyway.
      const clock = readOnly ? null : clockAhead(core);
      return { ...told, state: 'ready', demo: studio.demo, readOnly, problem: null, clock };
    },
  };
}

/** What people should know of an opening that went well. */
function noticeOf(opened: Opened, readOnlyReason: string | null): string | null {
  if (!opened.ok) return null;
  return readOnlyReason === null ? opened.notice : `The ledger can only be read: ${readOnlyReason}.`;
}

const unusable = (problem: LedgerProblem): Opened => ({ ok: false, problem });

/** Posts what is due at the start and each minute while the app is open; once, reads a large ledger into memory and removes what starts before have left. */
function startTicking(core: Core): () => void {
  const tick = () => startCatchingUp(core);
  const timer = setInterval(tick, minuteMs);
  timer.unref();
  setImmediate(tick);
  // After the first screens are there.
  const warming = setTimeout(() => {
    removeLeftBehind();
    if (core.db.open) warmColumns(core).catch((error: unknown) => core.log.error('reading the ledger failed', error));
  }, warmAfterMs);
  warming.unref();
  return () => {
    clearInterval(timer);
    clearTimeout(warming);
  };
}
