import { ORPCError } from '@orpc/client';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followEvents, reconnectDelayMs } from '../../src-renderer/client/live-events.ts';
import { useLiveStore } from '../../src-renderer/client/live-store.ts';

// The client is made for a window; the stream under test is handed in.
vi.hoisted(() => Object.assign(globalThis, { window: globalThis }));
vi.mock('../../src-renderer/client/transport.ts', () => ({ connect: () => ({ call: async () => undefined }) }));

const searchKey = [['customers', 'search'], { input: { query: 'mara' }, type: 'query' }];
const plansKey = [['plans', 'list'], { type: 'query' }];

function queriesWithData(): QueryClient {
  const queries = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } });
  queries.setQueryData(searchKey, { rows: [] });
  queries.setQueryData(plansKey, { rows: [] });
  return queries;
}

const isStale = (queries: QueryClient, key: unknown[]) => queries.getQueryState(key)?.isInvalidated === true;

/** A subscription that gives its streams one after the other; an Error among them is thrown by subscribing. */
function subscriptions(...streams: (unknown[] | Error)[]) {
  const stop = new AbortController();
  let asked = 0;
  const subscribe = async () => {
    const stream = streams[asked];
    asked += 1;
    if (stream instanceof Error) throw stream;
    if (!stream) {
      stop.abort();
      throw new Error('aborted');
    }
    return (async function* () {
      yield* stream;
    })();
  };
  return {
    from: { events: { subscribe } } as unknown as Parameters<typeof followEvents>[0],
    signal: stop.signal,
    asked: () => asked,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  useLiveStore.setState({ connection: 'connecting', jobs: {} });
});
afterEach(() => vi.useRealTimers());

async function follow(queries: QueryClient, ...streams: (unknown[] | Error)[]) {
  const { from, signal, asked } = subscriptions(...streams);
  const states: string[] = [];
  const unsubscribe = useLiveStore.subscribe(({ connection }) => states.push(connection));
  const done = followEvents(from, queries, signal);
  await vi.runAllTimersAsync();
  await done;
  unsubscribe();
  return { asked: asked(), states };
}

describe('the live stream', () => {
  it('marks what changed as out of date, and nothing else', async () => {
    const queries = queriesWithData();
    const { from, signal } = subscriptions([{ type: 'changed', areas: ['customers'] }]);
    const stop = new AbortController();
    signal.addEventListener('abort', () => stop.abort());
    const done = followEvents(from, queries, stop.signal);
    await vi.advanceTimersByTimeAsync(0);
    expect(isStale(queries, searchKey)).toBe(true);
    expect(isStale(queries, plansKey)).toBe(false);
    stop.abort();
    await vi.runAllTimersAsync();
    await done;
  });

  it('marks everything as out of date after a gap, for nobody knows what was missed', async () => {
    const queries = queriesWithData();
    await follow(queries, [], []);
    expect(isStale(queries, plansKey)).toBe(true);
  });

  it('tells of a lost connection after the second failure, and of its return', async () => {
    const { states } = await follow(
      new QueryClient(),
      new TypeError('Failed to fetch'),
      new TypeError('Failed to fetch'),
      [],
    );
    expect(states).toContain('lost');
    expect(states.lastIndexOf('live')).toBeGreaterThan(states.indexOf('lost'));
  });

  it('keeps the progress of work until it is finished', async () => {
    const progress = { type: 'progress', job: 'j1', label: 'import', total: 10 };
    const { from, signal } = subscriptions([
      { ...progress, done: 4, finished: false },
      { ...progress, job: 'j2', done: 1, finished: false },
      { ...progress, job: 'j2', done: 10, finished: true },
    ]);
    const stop = new AbortController();
    signal.addEventListener('abort', () => stop.abort());
    const seen: string[][] = [];
    const unsubscribe = useLiveStore.subscribe(({ jobs }) => seen.push(Object.keys(jobs)));
    const done = followEvents(from, new QueryClient(), stop.signal);
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toContainEqual(['j1', 'j2']);
    expect(seen).toContainEqual(['j1']);
    unsubscribe();
    stop.abort();
    await vi.runAllTimersAsync();
    await done;
  });

  it('tells of a Tallydesk that was started anew, and goes on once it knows the window', async () => {
    const { states } = await follow(new QueryClient(), new ORPCError('UNAUTHORIZED'), []);
    expect(states).toContain('unknown');
    expect(states.lastIndexOf('live')).toBeGreaterThan(states.indexOf('unknown'));
    expect(states).not.toContain('lost');
  });

  it('stops asking where nobody is signed in, and calls that no lost connection', async () => {
    const { asked, states } = await follow(new QueryClient(), new ORPCError('NOT_SIGNED_IN'), []);
    expect(asked).toBe(1);
    expect(states).not.toContain('lost');
  });

  it('waits longer after each failure, at most 8 seconds', () => {
    expect([0, 1, 2, 3, 4, 9].map(reconnectDelayMs)).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
  });
});
