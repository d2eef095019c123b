import { v7 } from 'uuid';
import type { Clock } from './clock.ts';

/** Makes ids that are unique everywhere: UUIDv7, in the order of the clock that it was made with. */
export type Ids = { next(): string };

/** Ids whose time part follows a clock. */
export function idsOf(clock: Clock): Ids {
  return { next: () => v7({ msecs: Math.max(0, clock.now()) }) };
}
