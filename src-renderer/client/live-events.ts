import type { QueryClient } from '@tanstack/react-query';
import { type Client, type Outputs, orpc } from './client.ts';
import { errorCode } from './error-sentences.ts';
import { useLiveStore } from './live-store.ts';

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
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
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

/**
 * Follows the live stream until aborted: what changed is fetched again, progress goes to the live store, and a lost
 * connection is tried again with growing pauses. After a gap everything is fetched again, for nobody knows what was missed.
 */
export async function followEvents(
  from: Pick<Client, 'events'>,
  queries: QueryClient,
  signal: AbortSignal,
): Promise<void> {
  const live = useLiveStore.getState();
  let attempt = 0;
  let gap = false;
  let known = true;
  while (!signal.aborted) {
    try {
      const stream = await from.events.subscribe({}, { signal });
      live.setConnection('live');
      if (gap) void queries.invalidateQueries();
      gap = false;
      attempt = 0;
      for await (const event of stream) takeEvent(event, queries);
    } catch (error) {
      if (signal.aborted) return;
      // Not being signed in is an answer, so the connection stands; the stream begins anew at the next sign-in.
      if (errorCode(error) === 'NOT_SIGNED_IN') return live.setConnection('live');
      known = errorCode(error) !== 'UNAUTHORIZED';
    }
    if (signal.aborted) return;
    gap = true;
    live.forgetJobs();
    if (!known) live.setConnection('unknown');
    else if (attempt > 0) live.setConnection('lost');
    known = true;
    await waitMs(reconnectDelayMs(attempt), signal);
    attempt += 1;
  }
}
