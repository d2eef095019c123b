import { dayAt } from '../../src-shared/days.ts';
import type { Day, InstantMs } from '../../src-shared/ids.ts';
import { isClockAhead } from '../../src-shared/ledger/clock-ahead.ts';
import type { Clock } from '../platform/clock.ts';
import { countDue } from '../store/advance-state.ts';
import type { Db } from '../store/database.ts';
import { loadLastKnown } from '../store/last-known.ts';
import { loadStudio, type StudioRow } from '../store/studio.ts';
import { found, Refused } from './refused.ts';

/** What the question about the clock is asked with: the part of the services' core that it needs. */
export type ClockCore = {
  readonly db: Db;
  readonly clock: Clock;
  /** What a manager has said of the clock in this process; null where nobody is asked: a script sets a clock of its own. */
  readonly clockWord: ClockWord | null;
};

/** `confirmedAt`: the instant at which the clock was last confirmed to be right, 0 where it never was. */
export type ClockWord = { confirmedAt: InstantMs };

/** A clock that nobody has confirmed yet. */
export function noClockWord(): ClockWord {
  return { confirmedAt: 0 as InstantMs };
}

/** A clock that is far ahead of the ledger, in days of the studio. `due`: how many memberships and lots have postings that wait. */
export type ClockAhead = { readonly today: Day; readonly lastKnown: Day; readonly due: number };

/** The last instant that the ledger knows of, where `now` is far ahead of it and nobody has confirmed that; else null. */
function lastKnownBehind({ db, clockWord }: ClockCore, now: InstantMs): InstantMs | null {
  if (clockWord === null) return null;
  const lastKnown = loadLastKnown(db);
  if (lastKnown === null || !isClockAhead(now, lastKnown)) return null;
  return isClockAhead(now, clockWord.confirmedAt) ? lastKnown : null;
}

function daysOf(studio: StudioRow, now: InstantMs, lastKnown: InstantMs) {
  return { today: dayAt(now, studio.timeZone), lastKnown: dayAt(lastKnown, studio.timeZone) };
}

/** How the clock is ahead of the ledger; null where it is not, or where that was confirmed. */
export function clockAhead(core: ClockCore): ClockAhead | null {
  const now = core.clock.now();
  const lastKnown = lastKnownBehind(core, now);
  if (lastKnown === null) return null;
  return { ...daysOf(found(loadStudio(core.db), 'studio'), now, lastKnown), due: countDue(core.db, now) };
}

/** Refuses with CLOCK_AHEAD what would be recorded, or posted up to, an instant far ahead of the ledger. */
export function refuseClockAhead(core: ClockCore, now: InstantMs): void {
  const lastKnown = lastKnownBehind(core, now);
  if (lastKnown === null) return;
  const studio = found(loadStudio(core.db), 'studio');
  throw new Refused({ code: 'CLOCK_AHEAD', ...daysOf(studio, now, lastKnown) }, { style: studio });
}
