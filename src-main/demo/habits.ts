import type { DemoCatalogue } from './demo-catalogue.ts';

/** How someone uses the demo studio: what they buy when they join, what they do in a week, what they buy when it is used up. */
export type Habit = {
  /** How many of a hundred people have it, roughly. */
  readonly share: number;
  readonly plan?: keyof DemoCatalogue['plans'];
  readonly product?: keyof DemoCatalogue['products'];
  /** How many in a week, at least and at most. */
  readonly classes: Range;
  readonly privates?: Range;
  readonly meetings?: Range;
  readonly prints?: Range;
  readonly bar?: Range;
  readonly topUp?: keyof DemoCatalogue['products'];
  /** How often they buy it when credit does not suffice. */
  readonly topUpShare?: number;
  /** Weeks after which they stay away without a word. */
  readonly vanishesAfter?: number;
};
type Range = readonly [least: number, most: number];

/** The demo studio's kinds of customers. */
export const habits: readonly [Habit, ...Habit[]] = [
  { share: 22, plan: 'flow8', classes: [0, 3], topUp: 'five', topUpShare: 0.25 },
  { share: 16, plan: 'flow4', classes: [0, 2], topUp: 'dropIn', topUpShare: 0.4 },
  { share: 8, plan: 'flow16', classes: [2, 4] },
  { share: 7, plan: 'earlyBird', classes: [1, 3] },
  { share: 18, product: 'ten', classes: [0, 2], topUp: 'ten', topUpShare: 0.5 },
  { share: 5, plan: 'quarter', classes: [0, 3], privates: [0, 1], topUp: 'trio', topUpShare: 0.3 },
  {
    share: 9,
    plan: 'atelier',
    classes: [0, 0],
    meetings: [0, 3],
    prints: [0, 2],
    bar: [0, 1],
    topUp: 'tenHours',
    topUpShare: 0.3,
  },
  { share: 5, product: 'giftCard', classes: [0, 0], bar: [0, 1] },
  { share: 4, plan: 'openYear', classes: [0, 1], bar: [0, 1] },
  { share: 6, product: 'intro', classes: [1, 2], topUp: 'five', topUpShare: 0.15, vanishesAfter: 10 },
];

/** What a member of a team does, on the team's credit. */
export const teamHabit: Habit = { share: 0, classes: [0, 1], meetings: [0, 1], prints: [0, 1] };
