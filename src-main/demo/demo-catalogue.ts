import { createCredit, createPlan, createProduct, createResource, createResourceType } from '../services/catalogue.ts';
import type { Actor, Core } from '../services/core.ts';

/** The ids of everything that the demo studio offers, by a short name. */
export type DemoCatalogue = {
  readonly credits: Ids<'classes' | 'privates' | 'meeting' | 'money' | 'prints' | 'passes'>;
  readonly resources: Ids<'mat' | 'reformer' | 'private' | 'linde' | 'hof'>;
  readonly plans: Ids<'flow8' | 'flow4' | 'flow16' | 'earlyBird' | 'quarter' | 'atelier' | 'team' | 'openYear'>;
  readonly products: Ids<'ten' | 'five' | 'dropIn' | 'trio' | 'tenHours' | 'giftCard' | 'printCard' | 'intro'>;
};
type Ids<Name extends string> = Readonly<Record<Name, string>>;

const cycle = { rule: 'cycle' } as const;
const never = { rule: 'never' } as const;
const after = (every: number, unit: 'day' | 'week' | 'month' | 'year') => ({ rule: 'after', every, unit }) as const;
const monthly = { every: 1, unit: 'month' } as const;

/** Makes the demo studio's catalogue: resources, credits of every kind, plans and products. */
export async function makeCatalogue(core: Core, ada: Actor): Promise<DemoCatalogue> {
  const { resources, types } = await makeResources(core, ada);
  const credit = async (
    name: string,
    kind: Parameters<typeof createCredit>[2]['kind'],
    typeIds: string[],
    decimals?: number,
  ) => (await createCredit(core, ada, { name, kind, decimals, resourceTypeIds: typeIds })).id;
  const credits = {
    classes: await credit('Class credits', 'session', [types.classes]),
    privates: await credit('Private sessions', 'session', [types.privates], 1),
    meeting: await credit('Meeting room time', 'time', [types.meeting]),
    money: await credit('Studio credit', 'money', [types.shop]),
    prints: await credit('Print pages', 'printing', [types.shop]),
    passes: await credit('Open studio pass', 'pass', [types.classes]),
  };
  return {
    credits,
    resources,
    plans: await makePlans(core, ada, credits),
    products: await makeProducts(core, ada, credits),
  };
}

async function makeResources(core: Core, ada: Actor) {
  const type = async (name: string) => (await createResourceType(core, ada, { name })).id;
  const types = {
    classes: await type('Class rooms'),
    privates: await type('Private training'),
    meeting: await type('Meeting rooms'),
    shop: await type('Shop and bar'),
  };
  const resource = async (name: string, resourceTypeId: string) =>
    (await createResource(core, ada, { name, resourceTypeId })).id;
  const resources = {
    mat: await resource('Mat room', types.classes),
    reformer: await resource('Reformer room', types.classes),
    private: await resource('Private studio', types.privates),
    linde: await resource('Meeting room Linde', types.meeting),
    hof: await resource('Meeting room Hof', types.meeting),
  };
  return { resources, types };
}

type PlanInput = Parameters<typeof createPlan>[2];
const once = (max: number | null) => ({ max, times: 1 });

async function makePlans(core: Core, ada: Actor, credits: DemoCatalogue['credits']): Promise<DemoCatalogue['plans']> {
  const plan = async (input: PlanInput) => (await createPlan(core, ada, input)).id;
  return { ...(await makeClassPlans(plan, credits)), ...(await makeWorkPlans(plan, credits)) };
}

type MakePlan = (input: PlanInput) => Promise<string>;

async function makeClassPlans(plan: MakePlan, { classes, privates }: DemoCatalogue['credits']) {
  return {
    flow8: await plan({
      name: 'Flow 8',
      cycle: monthly,
      benefits: [{ creditId: classes, amount: 8, expiration: cycle, rollover: once(3) }],
    }),
    flow4: await plan({
      name: 'Flow 4',
      cycle: monthly,
      benefits: [{ creditId: classes, amount: 4, expiration: cycle, rollover: once(2) }],
    }),
    flow16: await plan({
      name: 'Flow 16',
      cycle: monthly,
      benefits: [{ creditId: classes, amount: 16, expiration: cycle, rollover: { max: null, times: 2 } }],
    }),
    earlyBird: await plan({
      name: 'Early Bird Weekly',
      cycle: { every: 1, unit: 'week' },
      freeCancellationHours: 6,
      benefits: [{ creditId: classes, amount: 2, expiration: cycle }],
    }),
    quarter: await plan({
      name: 'Reformer Quarter',
      cycle: { every: 3, unit: 'month' },
      benefits: [
        { creditId: classes, amount: 24, expiration: cycle, rollover: once(6) },
        { creditId: privates, amount: 30, expiration: cycle },
      ],
    }),
  };
}

async function makeWorkPlans(plan: MakePlan, { meeting, money, prints, classes, passes }: DemoCatalogue['credits']) {
  return {
    atelier: await plan({
      name: 'Atelier',
      cycle: monthly,
      benefits: [
        { creditId: meeting, amount: 600, expiration: cycle, rollover: once(300) },
        { creditId: prints, amount: 100, expiration: cycle },
        { creditId: money, amount: 2000, expiration: after(2, 'month') },
      ],
    }),
    team: await plan({
      name: 'Team Atelier',
      cycle: monthly,
      freeCancellationHours: 24,
      benefits: [
        { creditId: classes, amount: 40, expiration: cycle, rollover: once(10) },
        { creditId: meeting, amount: 2400, expiration: cycle, rollover: once(1200) },
        { creditId: prints, amount: 500, expiration: cycle },
      ],
    }),
    openYear: await plan({
      name: 'Open Studio Year',
      cycle: { every: 1, unit: 'year' },
      benefits: [
        { creditId: passes, amount: 12, expiration: cycle },
        { creditId: classes, amount: 20, expiration: cycle },
        { creditId: money, amount: 5000, expiration: never },
      ],
    }),
  };
}

async function makeProducts(
  core: Core,
  ada: Actor,
  credits: DemoCatalogue['credits'],
): Promise<DemoCatalogue['products']> {
  const product = async (input: Parameters<typeof createProduct>[2]) => (await createProduct(core, ada, input)).id;
  const { classes, privates, meeting, money, prints, passes } = credits;
  return {
    ten: await product({
      name: '10-class pack',
      benefits: [{ creditId: classes, amount: 10, expiration: after(6, 'month') }],
    }),
    five: await product({
      name: '5-class pack',
      benefits: [{ creditId: classes, amount: 5, expiration: after(3, 'month') }],
    }),
    dropIn: await product({
      name: 'Drop-in class',
      benefits: [{ creditId: classes, amount: 1, expiration: after(1, 'month') }],
    }),
    trio: await product({
      name: 'Private trio',
      benefits: [{ creditId: privates, amount: 30, expiration: after(4, 'month') }],
    }),
    tenHours: await product({
      name: 'Meeting room, 10 hours',
      benefits: [{ creditId: meeting, amount: 600, expiration: never }],
    }),
    giftCard: await product({
      name: 'Gift card €50',
      benefits: [{ creditId: money, amount: 5000, expiration: after(3, 'year') }],
    }),
    printCard: await product({
      name: 'Print card 200',
      benefits: [{ creditId: prints, amount: 200, expiration: never }],
    }),
    intro: await product({
      name: 'Intro offer: three classes and an open studio pass',
      benefits: [
        { creditId: classes, amount: 3, expiration: after(3, 'week') },
        { creditId: passes, amount: 1, expiration: after(3, 'week') },
      ],
    }),
  };
}
