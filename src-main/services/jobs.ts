import type { JobLabel, Live } from './live.ts';
import { Refused } from './refused.ts';

/** Long work that is under way: tells progress and can be stopped. */
export type Job = { readonly signal: AbortSignal; progress(done: number, total: number | null): void };
/** All long work under way, by name. */
export type Jobs = {
  /** Runs long work under a name; a signal of the caller's stops it as well. */
  run<Answer>(
    name: string,
    label: JobLabel,
    work: (job: Job) => Promise<Answer>,
    caller?: AbortSignal,
  ): Promise<Answer>;
  /** Stops the work with that name; false where there is none. */
  cancel(name: string): boolean;
  /** Stops all work, and whatever would begin later: the app is being closed. */
  cancelAll(): void;
  /** Waits until all work under way has ended. */
  ended(): Promise<void>;
};

const tellEveryMs = 100;

type Running = { readonly name: string; readonly controller: AbortController; readonly ended: Promise<void> };

/** A new, empty set of jobs that tells progress to `live`. */
export function startJobs(live: Live): Jobs {
  const running = new Set<Running>();
  let closed = false;
  return {
    async run(name, label, work, caller) {
      if (closed) throw new Refused({ code: 'CANCELLED' });
      const { promise: ended, resolve: tellEnded } = Promise.withResolvers<void>();
      const one: Running = { name, controller: new AbortController(), ended };
      const signal = caller ? AbortSignal.any([caller, one.controller.signal]) : one.controller.signal;
      running.add(one);
      let done = 0;
      let total: number | null = null;
      let toldAt = 0;
      const progress = (nowDone: number, nowTotal: number | null) => {
        [done, total] = [nowDone, nowTotal];
        const at = performance.now();
        if (at - toldAt < tellEveryMs) return;
        toldAt = at;
        live.progress({ job: name, label, done, total, finished: false });
      };
      try {
        return await work({ signal, progress });
      } finally {
        running.delete(one);
        tellEnded();
        live.progress({ job: name, label, done, total, finished: true });
      }
    },
    cancel(name) {
      const found = [...running].filter((one) => one.name === name);
      for (const one of found) one.controller.abort();
      return found.length > 0;
    },
    cancelAll() {
      closed = true;
      for (const one of running) one.controller.abort();
    },
    async ended() {
      await Promise.all([...running].map((one) => one.ended));
    },
  };
}

/** Lets one piece of work at a time write for long; others wait until it is free. */
export type Gate = { hold<Answer>(work: () => Promise<Answer>): Promise<Answer>; free(): Promise<void> };

/** A gate that nobody holds. */
export function startGate(): Gate {
  let held: Promise<unknown> = Promise.resolve();
  return {
    hold(work) {
      const turn = held.then(work, work);
      held = turn.catch(() => undefined);
      return turn;
    },
    async free() {
      for (let waited: unknown; waited !== held; ) {
        waited = held;
        await held;
      }
    },
  };
}
