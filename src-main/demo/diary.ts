import type { InstantMs } from '../../src-shared/ids.ts';

/** From when to when something lasts. */
export type Times = { readonly startsAt: InstantMs; readonly endsAt: InstantMs };
/** When people and rooms are taken. */
export type Diary = {
  /** Takes all of these (ids of people and rooms) for that time, or none where one of them is taken; true where it did. */
  take(ids: readonly string[], times: Times): boolean;
};

/** An empty diary. */
export function openDiary(): Diary {
  const taken = new Map<string, Times[]>();
  const isTaken = (id: string, { startsAt, endsAt }: Times) =>
    (taken.get(id) ?? []).some((other) => other.startsAt < endsAt && startsAt < other.endsAt);
  return {
    take(ids, times) {
      if (ids.some((id) => isTaken(id, times))) return false;
      for (const id of ids) taken.set(id, [...(taken.get(id) ?? []), times]);
      return true;
    },
  };
}
