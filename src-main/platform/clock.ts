import type { InstantMs } from '../../src-shared/ids.ts';

/** Tells the time, in milliseconds UTC; handed in everywhere, so that nothing else asks the machine. */
export type Clock = { now(): InstantMs };

/** The machine's own clock. */
export const machineClock: Clock = { now: () => Date.now() as InstantMs };

/** A clock that stands where it was set and never runs backwards: `set` with an earlier instant changes nothing. */
export type SettableClock = Clock & { set(instant: InstantMs): void };

/** A settable clock that asks `fallback` until it is set for the first time. */
export function settableClock(fallback: Clock = machineClock): SettableClock {
  let current: InstantMs | null = null;
  return {
    now: () => current ?? fallback.now(),
    set(instant) {
      if (current === null || instant > current) current = instant;
    },
  };
}
