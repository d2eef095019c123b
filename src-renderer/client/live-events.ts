import type { Query, QueryClient } from '@tanstack/react-query';
import { type Client, type Outputs, orpc } from './client.ts';
import { errorCode } from './error-sentences.ts';
import { useLiveStore } from './live-store.ts';
import { untilSeen, watchUnseen } from './page-seen.ts';

type LiveEvent = Outputs['events']['subscribe'] extends AsyncIterable<infer Event> ? Event : never;
/** A part of the studio's data that an event names as changed. */
export type ChangedArea = Extract<LiveEvent, { type: 'changed' }>['areas'][number];

/** Everything whose figures rest on the ledger's entries. */
const ledgerKeys = () => [
  orpc.customers.key(),
  orpc.balance.key(),
  orpc.memberships.key(),
  orpc.lots.key(),
  orpc.usage.key(),
  orpc.bookings.key(),
  orpc.adjustments.key(),
];

/** Which queries each area of the data stands behind. */
const keysOf: Record<ChangedArea, () => readonly (readonly unknown[])[]> = {
  studio: () => [orpc.studio.key(), orpc.app.key(), orpc.session.key()],
  staff: () => [orpc.staff.key(), orpc.session.key()],
  customers: () => [orpc.customers.key(), orpc.balance.key(), orpc.usage.key(), orpc.teams.key()],
  catalogue: () => [
    orpc.credits.key(),
    orpc.plans.key(),
    orpc.products.key(),
    orpc.benefits.key(),
    orpc.resources.key(),
    orpc.resourceTypes.key(),
    ...ledgerKeys(),
  ],
  ledger: ledgerKeys,
  session: () => [orpc.session.key(), orpc.app.key()],
};

/** Marks what the named areas stand behind as out of date; what is on screen is fetched again at once. */
export async function invalidateAreas(queries: QueryClient, areas: readonly ChangedArea[]): Promise<void> {
  const keys = new Map(areas.flatMap((area) => keysOf[area]()).map((key) => [JSON.stringify(key), key]));
  await Promise.all([...keys.values()].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

const waitMs = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });

/** How long to wait before the n-th attempt to reconnect (from 0): half a second, doubling, at most 8 seconds. */
export function reconnectDelayMs(attempt: number): number {
  return Math.min(8000, 500 * 2 ** attempt);
}

function takeEvent(event: LiveEvent, queries: QueryClient): void {
  if (event.type === 'changed') {
    void invalidateAreas(queries, event.areas);
    return;
  }
  const { job, label, done, total, finished } = event;
  useLiveStore.getState().tellProgress({ job, label, done, total }, finished);
}

/** After a gap everything is fetched again, for nobody knows what was missed. At the beginning only what was answered before anything could be heard: what is still asked for is not asked for twice. */
function fetchMissed(queries: QueryClient, gap: boolean): Promise<void> {
  if (gap) return queries.invalidateQueries();
  const isAnswered = ({ state }: Query) => state.data !== undefined && state.fetchStatus === 'idle';
  return queries.invalidateQueries({ predicate: isAnswered });
}

/** Why a stream has ended: nobody sees the page, nobody is signed in, Tallydesk does not know the window, or the connection broke. */
type Ending = 'unseen' | 'signed-out' | 'unknown' | 'broken';

function endingOf(error: unknown): Ending {
  const code = errorCode(error);
  if (code === 'NOT_SIGNED_IN') return 'signed-out';
  return code === 'UNAUTHORIZED' ? 'unknown' : 'broken';
}

/** Follows one stream to its end; tells when it stands. */
async function followStream(
  from: Pick<Client, 'events'>,
  queries: QueryClient,
  signal: AbortSignal,
  onStanding: () => void,
): Promise<Ending> {
  const { unseen, leave } = watchUnseen();
  try {
    const stream = await from.events.subscribe({}, { signal: AbortSignal.any([signal, unseen]) });
    onStanding();
    for await (const event of stream) takeEvent(event, queries);
    return unseen.aborted ? 'unseen' : 'broken';
  } catch (error) {
    return unseen.aborted ? 'unseen' : endingOf(error);
  } finally {
    leave();
  }
}

/**
 * Follows the live stream until aborted, while the page is seen: a browser has six connections to one address, and a stream
 * holds one of them, so that six tabs that nobody sees would leave none. What changed is fetched again, progress goes to the
 * live store, and a lost connection is tried again with growing pauses. After a gap everything is fetched again.
 */
export async function followEvents(
  from: Pick<Client, 'events'>,
  queries: QueryClient,
  signal: AbortSignal,
): Promise<void> {
  const live = useLiveStore.getState();
  let attempt = 0;
  let gap = false;
  const onStanding = () => {
    live.setConnection('live');
    // What goes on is told anew; what ended meanwhile is not.
    live.forgetJobs();
    void fetchMissed(queries, gap);
    attempt = 0;
  };
  for (;;) {
    await untilSeen(signal);
    if (signal.aborted) return;
    const ending = await followStream(from, queries, signal, onStanding);
    if (signal.aborted) return;
    // Not being signed in is an answer, so the connection stands; the stream begins anew at the next sign-in.
    if (ending === 'signed-out') return live.setConnection('live');
    gap = true;
    if (ending === 'unseen') continue;
    live.forgetJobs();
    if (ending === 'unknown') live.setConnection('unknown');
    else if (attempt > 0) live.setConnection('lost');
    await waitMs(reconnectDelayMs(attempt), signal);
    attempt += 1;
  }
}
