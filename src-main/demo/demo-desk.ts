import { Temporal } from 'temporal-polyfill';
import type { Day, InstantMs } from '../../src-shared/ids.ts';
import type { Actor, Core } from '../services/core.ts';
import { Refused } from '../services/refused.ts';
import type { Agenda } from './agenda.ts';
import type { DemoCatalogue } from './demo-catalogue.ts';
import type { Diary } from './diary.ts';
import type { SeededRandom } from './seeded-random.ts';

/** The demo studio's zone. */
export const demoZone = 'Europe/Berlin';

/** The demo studio's desk: what everybody there works with. */
export type DemoDesk = {
  /** The temporary ledger, at the demo's own time. */
  readonly core: Core;
  readonly ada: Actor;
  readonly ben: Actor;
  readonly catalogue: DemoCatalogue;
  readonly agenda: Agenda;
  readonly diary: Diary;
  readonly random: SeededRandom;
  /** The first day and the last: today. */
  readonly from: Day;
  readonly today: Day;
  /** The day that it is at the desk. */
  dayNow(): Day;
  /** A new idempotency key. */
  key(): string;
};

/** A wall time between the full hours of two, the first included. */
export function someTime(random: SeededRandom, from: number, to: number): string {
  const twoDigits = (figure: number) => String(figure).padStart(2, '0');
  return `${twoDigits(random.between(from, to - 1))}:${twoDigits(random.between(0, 59))}`;
}

/** The instant of a wall time (`18:30`) on a day in the demo studio. */
export function demoInstant(day: Day, time: string): InstantMs {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: demoZone, plainTime: time })
    .epochMilliseconds as InstantMs;
}

/** What an act answers, or null where the credit did not suffice for it; everything else that is refused is a bug of the demo. */
export async function ifCreditSuffices<Answer>(act: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refused && error.facts.code === 'INSUFFICIENT_CREDIT') return null;
    throw error;
  }
}
