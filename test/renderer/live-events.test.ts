import { getEventListeners } from 'node:events';
import { ORPCError } from '@orpc/client';
import { focusManager, QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Outputs } from '../../src-renderer/client/client.ts';
import { followEvents, reconnectDelayMs } from '../../src-renderer/client/live-events.ts';
import { useLiveStore } from '../../src-renderer/client/live-store.ts';

// The client is made for a window; the stream under test is handed in.
vi.hoisted(() => Object.assign(globalThis, { window: globalThis }));
vi.mock('../../src-renderer/client/transport.ts', () => ({ connect: () => ({ call: async () => undefined }) }));

const searchKey = [['customers', 'search'], { input: { query: 'mara' }, type: 'query' }];
const plansKey = [['plans', 'list'], { type: 'query' }];

function queriesWithData(): QueryClient {
  const queries = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } });
  answer(queries);
  return queries;
}

function answer(queries: QueryClient): void {
  queries.setQueryData(searchKey, { rows: [] });
  queries.setQueryData(plansKey, { rows: [] });
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
afterEach(() => {
  vi.useRealTimers();
  focusManager.setFocused(undefined);
});

const moment = () => vi.advanceTimersByTimeAsync(0);

type Told = Outputs['events']['subscribe'] extends AsyncIterable<infer Event> ? Event : never;

/** Follows streams that stay open until the follower leaves them; `tell` tells what is heard on the one that is open. */
async function followOpen(queries = new QueryClient()) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  let asked = 0;
  let tell: ((event: Told) => void) | null = null;
  const subscribe = async (_input: object, { signal }: { signal: AbortSignal }) => {
    asked += 1;
    return new ReadableStream<Told>({
      start(controller) {
        tell = (event) => controller.enqueue(event);
        signal.addEventListener('abort', () => {
          tell = null;
          controller.error(signal.reason);
        });
      },
    }).values();
  };
  const from = { events: { subscribe } } as unknown as Parameters<typeof followEvents>[0];
  void followEvents(from, queries, stop.signal);
  await moment();
  return { queries, asked: () => asked, isOpen: () => tell !== null, tell: (event: Told) => tell?.(event) };
}

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
    const { queries, tell } = await followOpen();
    answer(queries);
    tell({ type: 'changed', areas: ['customers'] });
    await moment();
    expect(isStale(queries, searchKey)).toBe(true);
    expect(isStale(queries, plansKey)).toBe(false);
  });

  it('marks as out of date at its beginning what was answered before, and asks for nothing twice', async () => {
    const queries = new QueryClient();
    answer(queries);
    const { promise: slow, resolve: arrive } = Promise.withResolvers<string>();
    const asked = vi.fn(() => slow);
    const fetching = queries.fetchQuery({ queryKey: ['slow'], queryFn: asked });
    await followOpen(queries);
    expect([isStale(queries, searchKey), isStale(queries, plansKey)]).toEqual([true, true]);
    arrive('there');
    await fetching;
    expect(asked).toHaveBeenCalledTimes(1);
    expect(isStale(queries, ['slow'])).toBe(false);
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

  it('leaves nothing behind of the connections that were lost', async () => {
    const stop = new AbortController();
    const subscribe = () => Promise.reject(new TypeError('Failed to fetch'));
    const done = followEvents({ events: { subscribe } }, new QueryClient(), stop.signal);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(getEventListeners(stop.signal, 'abort').length).toBeLessThanOrEqual(1);
    stop.abort();
    await done;
  });

  it('waits longer after each failure, at most 8 seconds', () => {
    expect([0, 1, 2, 3, 4, 9].map(reconnectDelayMs)).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
  });
});

describe('a page that nobody sees', () => {
  const unseenForMs = (ms: number) => {
    focusManager.setFocused(false);
    return vi.advanceTimersByTimeAsync(ms);
  };
  const see = () => {
    focusManager.setFocused(true);
    return moment();
  };

  it('leaves its connection to others after two seconds, and calls that no lost connection', async () => {
    const { isOpen } = await followOpen();
    await unseenForMs(1999);
    expect(isOpen()).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOpen()).toBe(false);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(isOpen()).toBe(false);
    expect(useLiveStore.getState().connection).toBe('live');
  });

  it('follows again as soon as it is seen, and fetches everything again', async () => {
    const { queries, asked, isOpen } = await followOpen();
    answer(queries);
    await unseenForMs(60_000);
    expect(isStale(queries, plansKey)).toBe(false);
    await see();
    expect([isOpen(), asked()]).toEqual([true, 2]);
    expect([isStale(queries, searchKey), isStale(queries, plansKey)]).toEqual([true, true]);
    await unseenForMs(60_000);
    await see();
    expect([isOpen(), asked()]).toEqual([true, 3]);
  });

  it('goes on with the same stream, and fetches nothing, where it was out of sight for a moment only', async () => {
    const { queries, asked, isOpen } = await followOpen();
    answer(queries);
    await unseenForMs(1500);
    await see();
    await unseenForMs(1500);
    await see();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([isOpen(), asked()]).toEqual([true, 1]);
    expect(isStale(queries, plansKey)).toBe(false);
  });

  it('does not begin to follow before it is seen', async () => {
    focusManager.setFocused(false);
    const { queries, asked } = await followOpen();
    answer(queries);
    expect(asked()).toBe(0);
    await see();
    expect(asked()).toBe(1);
    expect(isStale(queries, plansKey)).toBe(true);
  });

  it('keeps how far its work was, and hears how far it is once it is seen', async () => {
    const { tell } = await followOpen();
    const progress = { type: 'progress', label: 'import', total: 10, finished: false } as const;
    tell({ ...progress, job: 'goes on', done: 4 });
    tell({ ...progress, job: 'ends meanwhile', done: 4 });
    await moment();
    await unseenForMs(60_000);
    expect(useLiveStore.getState().jobs).toMatchObject({ 'goes on': { done: 4 } });
    await see();
    tell({ ...progress, job: 'goes on', done: 8 });
    await moment();
    expect(Object.values(useLiveStore.getState().jobs)).toMatchObject([{ job: 'goes on', done: 8 }]);
  });

  it('ends where it is left unseen', async () => {
    focusManager.setFocused(false);
    const stop = new AbortController();
    const done = followEvents({ events: { subscribe: vi.fn() } }, new QueryClient(), stop.signal);
    stop.abort();
    await done;
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });
});
