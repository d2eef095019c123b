import fc from 'fast-check';
import { dayAt } from './naive-allocation.ts';
import type { Picture } from './picture.ts';
import type { Story } from './story.ts';

/** What a studio of the laws has: who, which plans, products, credits and resources. */
export type World = {
  customerIds: string[];
  companyId: string;
  credits: string[];
  resources: string[];
  plans: string[];
  products: string[];
};
/** One step of a random day: an operation whose numbers choose among what is there. */
export type Step = { kind: StepKind; a: number; b: number; c: number; flag: boolean };
/** A request to the router by its name. */
export type Request = { operation: string; input: Record<string, unknown> & { key: string } };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A studio with plans of every rollover and expiration, products, restricted credits, passes and a team. */
export async function openWorld(story: Story): Promise<World> {
  const { desk } = story;
  const rooms = await desk.resourceTypes.create({ name: 'Rooms' });
  const desks = await desk.resourceTypes.create({ name: 'Desks' });
  const classes = await story.credit('Class');
  const small = await story.credit('Small class', { resourceTypeIds: [rooms.id] });
  const minutes = await story.credit('Minutes', { kind: 'time', resourceTypeIds: [desks.id, rooms.id] });
  const passes = await story.credit('Day pass', { kind: 'pass' });
  const cycle = (every: number, unit: 'day' | 'week' | 'month') => ({ cycle: { every, unit } });
  const plans = [
    await story.plan('Flow 8', [{ creditId: classes, amount: 8, rollover: { max: 3, times: 1 } }]),
    await story.plan(
      'Weekly',
      [
        { creditId: classes, amount: 2, rollover: { max: null, times: 2 } },
        { creditId: minutes, amount: 9, expiration: { rule: 'after', every: 10, unit: 'day' } },
      ],
      { ...cycle(1, 'week'), freeCancellationHours: 2 },
    ),
    await story.plan(
      'Ten days',
      [
        { creditId: small, amount: 3, expiration: { rule: 'never' } },
        { creditId: passes, amount: 1 },
      ],
      cycle(10, 'day'),
    ),
  ];
  const products = [
    await story.product('Pack', [
      { creditId: classes, amount: 10, expiration: { rule: 'after', every: 1, unit: 'month' } },
    ]),
    await story.product('For ever', [{ creditId: minutes, amount: 5, expiration: { rule: 'never' } }]),
  ];
  const persons = [await story.person('Mara'), await story.person('Ben'), await story.person('Cleo')];
  const companyId = await story.company('Studio Co', persons.slice(0, 2));
  const resources = [
    (await desk.resources.create({ name: 'Reformer room', resourceTypeId: rooms.id })).id,
    (await desk.resources.create({ name: 'Hot desk', resourceTypeId: desks.id })).id,
  ];
  return {
    customerIds: [...persons, companyId],
    companyId,
    credits: [classes, small, minutes, passes],
    resources,
    plans,
    products,
  };
}

const at = <Item>(items: readonly Item[], place: number): Item | undefined => items[place % Math.max(items.length, 1)];

type Maker = (
  step: Step,
  world: World,
  picture: Picture,
) => { operation: string; input: Record<string, unknown> } | null;

const dayFrom = (picture: Picture, days: number) => dayAt(picture.now + days * dayMs);
const full = (picture: Picture) => picture.lots.filter((lot) => lot.left > 0);
const customer = (world: World, step: Step) => at(world.customerIds, step.a);
const credit = (world: World, step: Step) => at(world.credits.slice(0, 3), step.b);

/** How each kind of step becomes a request; null where nothing is there to do it with. */
const makers = {
  start: ({ a, b, c }, world, picture) => ({
    operation: 'memberships.start',
    input: {
      customerId: at(world.customerIds, a),
      planId: at(world.plans, b),
      startsOn: dayFrom(picture, (c % 50) - 35),
    },
  }),
  buy: ({ a, b, c }, world, picture) => ({
    operation: 'memberships.start',
    input: {
      customerId: at(world.customerIds, a),
      productId: at(world.products, b),
      startsOn: dayFrom(picture, (c % 12) - 6),
    },
  }),
  book: (step, world, picture) => {
    const lot = at(full(picture), step.a);
    const customerId =
      lot && step.c % 4
        ? lot.customerId === world.companyId
          ? world.customerIds[step.b % 3]
          : lot.customerId
        : customer(world, step);
    const startsAt = new Date(picture.now + ((step.c % 40) - 3) * 7 * hourMs).toISOString();
    const membershipId = lot?.membershipId && step.b % 5 === 0 ? lot.membershipId : undefined;
    return {
      operation: 'bookings.create',
      input: {
        customerId,
        name: 'Flow 60',
        amount: 1 + (step.b % 5),
        startsAt,
        endsAt: new Date(Date.parse(startsAt) + hourMs).toISOString(),
        ...(step.flag
          ? { resourceId: at(world.resources, step.c) }
          : { creditId: lot?.creditId ?? credit(world, step) }),
        ...(membershipId ? { membershipId } : {}),
      },
    };
  },
  cancel: ({ a, b, c, flag }, _world, picture) => {
    const open = picture.bookings.filter((one) => one.state === 'booked');
    const booking = at(open.length > 0 && c % 8 ? open : picture.bookings, a);
    if (!booking) return null;
    const waive = flag ? { waive: { reason: 'The teacher was ill' } } : {};
    return {
      operation: 'bookings.cancel',
      input: { id: booking.id, ...waive, ...(b % 3 === 0 ? { extendTo: dayFrom(picture, (c % 20) - 2) } : {}) },
    };
  },
  use: (step, world, picture) => {
    const lot = at(full(picture), step.a);
    return {
      operation: 'uses.create',
      input: {
        customerId: lot?.customerId ?? customer(world, step),
        creditId: lot?.creditId ?? credit(world, step),
        amount: 1 + (step.c % 4),
        for: { type: 'print', name: 'Flyers' },
      },
    };
  },
  add: (step, world, picture) => {
    const membership = step.flag
      ? at(
          picture.memberships.filter((one) => one.customerId === customer(world, step)),
          step.c,
        )
      : undefined;
    return {
      operation: 'adjustments.add',
      input: {
        customerId: customer(world, step),
        creditId: credit(world, step),
        amount: 1 + (step.c % 7),
        memo: 'Sorry',
        lastDay: step.c % 4 === 0 ? null : dayFrom(picture, (step.c % 30) - 1),
        ...(membership ? { membershipId: membership.id } : {}),
      },
    };
  },
  deduct: (step, world, picture) => {
    const lot = at(full(picture), step.a);
    const of = { customerId: lot?.customerId ?? customer(world, step), creditId: lot?.creditId ?? credit(world, step) };
    const lotId = lot && step.flag ? { lotId: lot.id } : {};
    return { operation: 'adjustments.deduct', input: { ...of, ...lotId, amount: 1 + (step.c % 5) } };
  },
  reverse: ({ a, b, c }, _world, picture) => {
    const entry = c % 6 ? at(picture.manual, a) : 1 + (b % Math.max(picture.entries, 1));
    return entry === undefined ? null : { operation: 'adjustments.reverse', input: { entry, memo: 'Wrong one' } };
  },
  editLot: ({ a, b, c, flag }, _world, picture) => {
    const lot = at(picture.lots, a);
    if (!lot) return null;
    const lastDay = c % 5 === 0 ? null : dayFrom(picture, (c % 30) - 1);
    return {
      operation: 'lots.update',
      input: { id: lot.id, memo: 'Edited', ...(flag ? { left: b % 9 } : {}), ...(flag && c % 2 ? {} : { lastDay }) },
    };
  },
  deleteLots: ({ a, b, flag }, _world, picture) => {
    const lots = [at(picture.lots, a), at(picture.lots, b)].filter((lot) => lot !== undefined);
    if (lots.length === 0) return null;
    return {
      operation: 'lots.delete',
      input: { ids: lots.map((lot) => lot.id), confirm: flag || b % 3 ? 'DELETE' : 'delete' },
    };
  },
  pause: ({ a, c }, _world, picture) =>
    onDay('memberships.pause', at(picture.memberships, a)?.id, dayFrom(picture, (c % 12) - 1)),
  resume: ({ a, c }, _world, picture) => {
    const paused = picture.memberships.filter((one) => one.pausedFrom !== null);
    return onDay(
      'memberships.resume',
      at(paused.length > 0 ? paused : picture.memberships, a)?.id,
      dayFrom(picture, (c % 20) - 8),
    );
  },
  end: ({ a, c }, _world, picture) =>
    onDay('memberships.end', at(picture.memberships, a)?.id, dayFrom(picture, (c % 60) - 10)),
} as const satisfies Record<string, Maker>;

type StepKind = keyof typeof makers | 'clock' | 'team' | 'rules';

/** The request that a step makes of what is there, with a key of its own. */
export function requestOf(step: Step, world: World, picture: Picture, key: string): Request | null {
  if (step.kind === 'clock' || step.kind === 'team' || step.kind === 'rules') return null;
  const made = (makers[step.kind] as Maker)(step, world, picture);
  return made && { operation: made.operation, input: { ...made.input, key } };
}

/** How far a step moves the clock, in milliseconds: minutes, hours, days, or more than a month. */
export function clockMove({ a, b, c }: Step): number {
  const moves = [60_000, hourMs, 11 * hourMs, dayMs, 3 * dayMs, 9 * dayMs, 33 * dayMs];
  return (moves[a % moves.length] ?? dayMs) + (b % 60) * 60_000 + c;
}

/** Steps of random days: a few memberships and a pack first, then something of everything. */
export function steps(count: number): fc.Arbitrary<Step[]> {
  const kinds: [StepKind, number][] = [
    ['clock', 8],
    ['start', 2],
    ['buy', 1],
    ['book', 9],
    ['cancel', 6],
    ['use', 2],
    ['add', 3],
    ['deduct', 3],
    ['reverse', 3],
    ['editLot', 3],
    ['deleteLots', 1],
    ['pause', 2],
    ['resume', 3],
    ['end', 1],
    ['team', 1],
    ['rules', 1],
  ];
  const kind = fc.oneof(...kinds.map(([value, weight]) => ({ arbitrary: fc.constant(value), weight })));
  const number = fc.noBias(fc.nat({ max: 999 }));
  const step = (kinds: fc.Arbitrary<StepKind>) =>
    fc.record({ kind: kinds, a: number, b: number, c: number, flag: fc.boolean() });
  const first = fc.tuple(
    ...(['start', 'start', 'start', 'buy', 'add'] as const).map((kind) => step(fc.constant(kind))),
  );
  const further = fc.array(step(kind), { minLength: count - 5, maxLength: count - 5 });
  return fc.tuple(first, further).map((parts) => parts.flat());
}

function onDay(operation: string, id: string | undefined, on: string) {
  return id === undefined ? null : { operation, input: { id, on } };
}
