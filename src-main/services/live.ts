import { EventPublisher } from '@orpc/server';

/** What a change may have touched: windows fetch these again. */
export type ChangedArea = 'studio' | 'staff' | 'customers' | 'catalogue' | 'ledger' | 'session';
/** What long work is about. */
export type JobLabel = 'catch-up' | 'export' | 'import' | 'verify' | 'demo';
/** How far long work is. `total` null: not known. */
export type Progress = {
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
  subscribe(signal: AbortSignal | undefined): AsyncIterable<LiveEvent>;
  close(): void;
};

/** A new publisher of live events; `close` ends every subscription. */
export function startLive(): Live {
  const publisher = new EventPublisher<{ live: LiveEvent }>();
  const closing = new AbortController();
  return {
    changed: (areas) => publisher.publish('live', { type: 'changed', areas: [...areas] }),
    progress: (progress) => publisher.publish('live', { type: 'progress', ...progress }),
    subscribe: (signal) =>
      publisher.subscribe('live', { signal: signal ? AbortSignal.any([signal, closing.signal]) : closing.signal }),
    close: () => closing.abort(),
  };
}
