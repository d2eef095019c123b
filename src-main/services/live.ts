import { EventPublisher } from '@orpc/server';

/** What a change may have touched: windows fetch these again. */
export type ChangedArea = 'studio' | 'staff' | 'customers' | 'catalogue' | 'ledger' | 'session';
/** What long work is about. */
export type JobLabel = 'catch-up' | 'export' | 'import' | 'verify' | 'demo';
/** How far long work is. `total` null: not known. */
type Progress = {
  readonly job: string;
  readonly label: JobLabel;
  readonly done: number;
  readonly total: number | null;
  readonly finished: boolean;
};
/** What windows hear as it happens. */
export type LiveEvent = { type: 'changed'; areas: ChangedArea[] } | ({ type: 'progress' } & Progress);

/** Tells all windows what happens. */
export type Live = {
  changed(areas: readonly ChangedArea[]): void;
  progress(progress: Progress): void;
  /** How far work is that goes on, then every event from now on; ends where the signal is aborted or the app is closed. */
  subscribe(signal: AbortSignal | undefined): AsyncIteratorObject<LiveEvent, void, void>;
  close(): void;
};

/** A new publisher of live events; `close` ends every subscription. */
export function startLive(): Live {
  const publisher = new EventPublisher<{ live: LiveEvent }>();
  const closing = new AbortController();
  const goingOn = new Map<string, Progress>();
  return {
    changed: (areas) => publisher.publish('live', { type: 'changed', areas: [...areas] }),
    progress(progress) {
      if (progress.finished) goingOn.delete(progress.job);
      else goingOn.set(progress.job, progress);
      publisher.publish('live', { type: 'progress', ...progress });
    },
    subscribe(signal) {
      const stop = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      const told = [...goingOn.values()].map((progress): LiveEvent => ({ type: 'progress', ...progress }));
      return untilStopped(told, publisher.subscribe('live', { signal: stop }), stop);
    },
    close: () => closing.abort(),
  };
}

/** What was told already and then the same events, whose end by a signal is an end and no error. */
function untilStopped(
  told: LiveEvent[],
  events: AsyncIterableIterator<LiveEvent, unknown>,
  stop: AbortSignal,
): AsyncIteratorObject<LiveEvent, void, void> {
  const ended = { done: true, value: undefined } as const;
  return {
    async next() {
      if (stop.aborted) return ended;
      const value = told.shift();
      if (value) return { done: false, value };
      try {
        const event = await events.next();
        return event.done ? ended : event;
      } catch (error) {
        if (stop.aborted) return ended;
        throw error;
      }
    },
    async return() {
      await events.return?.();
      return ended;
    },
    async [Symbol.asyncDispose]() {
      await events.return?.();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
