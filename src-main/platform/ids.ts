import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';
import type { Clock } from './clock.ts';

/** Makes ids that are unique everywhere: UUIDv7, in the order of the clock that it was made with. */
export type Ids = { next(): string };

const randomBytesOfId = 16;

/** Ids whose time part follows a clock. Randomness is drawn for a thousand ids at once: an import makes a hundred thousand of them. */
export function idsOf(clock: Clock): Ids {
  const pool = new Uint8Array(randomBytesOfId * 1024);
  let used = pool.length;
  return {
    next() {
      if (used === pool.length) {
        randomFillSync(pool);
        used = 0;
      }
      const random = pool.subarray(used, used + randomBytesOfId);
      used += randomBytesOfId;
      return v7({ msecs: Math.max(0, clock.now()), random });
    },
  };
}
