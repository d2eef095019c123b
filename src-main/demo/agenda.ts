import type { InstantMs } from '../../src-shared/ids.ts';

type Act = () => Promise<unknown>;
type Item = { readonly at: InstantMs; readonly place: number; readonly act: Act };

/** What happens when in the demo studio: acts can be added at any time, and run in order of time (of one instant: as added). */
export type Agenda = {
  add(at: InstantMs, act: Act): void;
  /** The next act that is due up to an instant, taken off the agenda; null once there is none. */
  take(until: InstantMs): { at: InstantMs; act: Act } | null;
};

/** An empty agenda. */
export function openAgenda(): Agenda {
  const heap: Item[] = [];
  let added = 0;
  return {
    add(at, act) {
      heap.push({ at, place: added, act });
      added += 1;
      rise(heap, heap.length - 1);
    },
    take(until) {
      const first = heap[0];
      if (!first || first.at > until) return null;
      const last = heap.pop();
      if (last && last !== first) {
        heap[0] = last;
        sink(heap);
      }
      return first;
    },
  };
}

function isBefore(one: Item | undefined, other: Item | undefined): boolean {
  if (!one || !other) return false;
  return one.at < other.at || (one.at === other.at && one.place < other.place);
}

function swap(heap: Item[], one: number, other: number): void {
  const [a, b] = [heap[one], heap[other]];
  if (a && b) [heap[one], heap[other]] = [b, a];
}

function rise(heap: Item[], from: number): void {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(heap[at], heap[parent])) return;
    swap(heap, at, parent);
    at = parent;
  }
}

function sink(heap: Item[]): void {
  let at = 0;
  for (;;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let least = isBefore(heap[left], heap[at]) ? left : at;
    if (isBefore(heap[right], heap[least])) least = right;
    if (least === at) return;
    swap(heap, at, least);
    at = least;
  }
}
