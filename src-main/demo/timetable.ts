import { Temporal } from 'temporal-polyfill';
import type { Day, InstantMs } from '../../src-shared/ids.ts';
import type { DemoCatalogue } from './demo-catalogue.ts';
import { demoInstant } from './demo-desk.ts';
import type { Times } from './diary.ts';

/** One class of the demo studio's week. `days`: 1 is Monday. */
export type DemoClass = {
  readonly name: string;
  readonly room: keyof DemoCatalogue['resources'];
  readonly time: string;
  readonly minutes: number;
  readonly days: readonly number[];
};

const weekdays = [1, 2, 3, 4, 5];

/** The demo studio's classes. */
export const timetable: readonly [DemoClass, ...DemoClass[]] = [
  { name: 'Early Bird Reformer', room: 'reformer', time: '07:00', minutes: 50, days: weekdays },
  { name: 'Morning Mat Pilates', room: 'mat', time: '09:30', minutes: 60, days: [1, 3, 5] },
  { name: 'Pilates for two: pregnancy and after', room: 'mat', time: '11:00', minutes: 60, days: [2, 4] },
  { name: 'Lunch Flow', room: 'mat', time: '12:15', minutes: 45, days: weekdays },
  { name: 'Reformer Basics', room: 'reformer', time: '17:00', minutes: 50, days: [1, 2, 3, 4] },
  { name: 'Reformer Flow', room: 'reformer', time: '18:00', minutes: 50, days: weekdays },
  { name: 'Yin Yoga', room: 'mat', time: '19:30', minutes: 75, days: [1, 3, 4] },
  { name: 'Reformer Jump', room: 'reformer', time: '19:15', minutes: 50, days: [2, 4] },
  { name: 'Deep Stretch', room: 'mat', time: '20:45', minutes: 45, days: [2, 4] },
  { name: 'Weekend Vinyasa', room: 'mat', time: '10:00', minutes: 75, days: [6, 7] },
  { name: 'Barre', room: 'mat', time: '11:45', minutes: 55, days: [6] },
  { name: 'Sunday Slow Flow with live music', room: 'mat', time: '17:30', minutes: 90, days: [7] },
];

/** True where a class is given on a day. */
export function isGiven(one: DemoClass, day: Day): boolean {
  return one.days.includes(Temporal.PlainDate.from(day).dayOfWeek);
}

/** When a class on a day begins and ends. */
export function timesOf(one: { time: string; minutes: number }, day: Day): Times {
  const startsAt = demoInstant(day, one.time);
  return { startsAt, endsAt: (startsAt + one.minutes * 60_000) as InstantMs };
}
