import { amountOf } from '../../src-shared/amounts.ts';
import { creditUnitOf } from '../../src-shared/credit-units.ts';
import type { Expiration } from '../../src-shared/ledger/cycles.ts';
import * as store from '../store/catalogue.ts';
import type { Db } from '../store/database.ts';
import { type Actor, type Changing, type Core, change, look } from './core.ts';
import { type Part, partOf } from './part-of.ts';
import { found, Refused, refuseInput } from './refused.ts';

const tellNamed = ({ id, name }: store.ResourceTypeRow) => ({ id, name });
const tellResource = ({ id, name, typeId }: store.ResourceRow) => ({ id, name, resourceTypeId: typeId });

function alter<Answer>(
  core: Core,
  actor: Actor,
  operation: string,
  decide: (changing: Changing) => Answer,
): Promise<Answer> {
  return change(core, { operation, actor, input: {}, areas: ['catalogue'] }, decide);
}

/** Adds a resource type. */
export function createResourceType(core: Core, actor: Actor, input: { name: string }) {
  return alter(core, actor, 'resourceTypes.create', ({ db, ids }) => {
    const id = ids.next();
    store.insertResourceType(db, id, input.name);
    return { id, name: input.name };
  });
}

/** Renames a resource type. */
export function updateResourceType(core: Core, actor: Actor, input: { id: string; name: string }) {
  return alter(core, actor, 'resourceTypes.update', ({ db }) => {
    found(store.loadResourceType(db, input.id), 'resource type');
    store.renameResourceType(db, input.id, input.name);
    return { id: input.id, name: input.name };
  });
}

/** All resource types. */
export function listResourceTypes(core: Core, part: Part) {
  return look(core, ({ db }) => partOf(store.loadResourceTypes(db).map(tellNamed), part));
}

/** Adds a resource. */
export function createResource(core: Core, actor: Actor, input: { name: string; resourceTypeId: string }) {
  return alter(core, actor, 'resources.create', ({ db, ids }) => {
    const type = found(store.loadResourceType(db, input.resourceTypeId), 'resource type');
    const id = ids.next();
    store.insertResource(db, id, input.name, type.number);
    return tellResource(found(store.loadResource(db, id), 'resource'));
  });
}

/** Changes a resource's name or type. */
export function updateResource(
  core: Core,
  actor: Actor,
  input: { id: string; name?: string | undefined; resourceTypeId?: string | undefined },
) {
  return alter(core, actor, 'resources.update', ({ db }) => {
    const row = found(store.loadResource(db, input.id), 'resource');
    const type =
      input.resourceTypeId === undefined
        ? row.type
        : found(store.loadResourceType(db, input.resourceTypeId), 'resource type').number;
    store.updateResource(db, input.id, input.name ?? row.name, type);
    return tellResource(found(store.loadResource(db, input.id), 'resource'));
  });
}

/** All resources. */
export function listResources(core: Core, part: Part) {
  return look(core, ({ db }) => partOf(store.loadResources(db).map(tellResource), part));
}

/** A credit as the contract tells it. */
export function tellCredit(db: Db, credit: store.CreditRow) {
  const { number, ...told } = credit;
  return { ...told, resourceTypeIds: store.loadCreditResourceTypes(db, number) };
}

type NewCredit = {
  name: string;
  kind: store.CreditRow['kind'];
  decimals?: number | undefined;
  resourceTypeIds: string[];
};

/** Adds a credit; its decimals can be chosen for sessions only. */
export function createCredit(core: Core, actor: Actor, input: NewCredit) {
  return alter(core, actor, 'credits.create', ({ db, ids, studio }) => {
    const { unit, decimals } = creditUnitOf(input.kind, studio.currency);
    if (input.decimals !== undefined && input.kind !== 'session' && input.decimals !== decimals) {
      refuseInput('decimals', `expected ${decimals} for a credit of kind ${input.kind}; only sessions have a choice`);
    }
    const id = ids.next();
    const number = store.insertCredit(db, {
      id,
      name: input.name,
      kind: input.kind,
      unit,
      decimals: input.decimals ?? decimals,
    });
    store.setCreditResourceTypes(db, number, resourceTypeNumbers(db, input.resourceTypeIds));
    return tellCredit(db, found(store.loadCredit(db, id), 'credit'));
  });
}

/** Changes a credit's name or what it may pay for. */
export function updateCredit(
  core: Core,
  actor: Actor,
  input: { id: string; name?: string | undefined; resourceTypeIds?: string[] | undefined },
) {
  return alter(core, actor, 'credits.update', ({ db }) => {
    const row = found(store.loadCredit(db, input.id), 'credit');
    if (input.name !== undefined) store.renameCredit(db, input.id, input.name);
    if (input.resourceTypeIds)
      store.setCreditResourceTypes(db, row.number, resourceTypeNumbers(db, input.resourceTypeIds));
    return tellCredit(db, found(store.loadCredit(db, input.id), 'credit'));
  });
}

/** All credits. */
export function listCredits(core: Core, part: Part) {
  return look(core, ({ db }) =>
    partOf(
      store.loadCredits(db).map((credit) => tellCredit(db, credit)),
      part,
    ),
  );
}

type NewBenefit = {
  creditId: string;
  amount: number;
  expiration: Expiration;
  rollover?: { max: number | null; times: number } | null | undefined;
};

const tellBenefit = ({ id, creditId, creditName, amount, expiration, rollover }: store.BenefitRow) => ({
  id,
  creditId,
  creditName,
  amount,
  expiration,
  rollover,
});

function tellPlan(db: Db, plan: store.PlanRow, now: number) {
  const { id, name, every, unit, freeCancellationHours, deleted, number } = plan;
  const benefits = store.loadBenefits(db, { plan: number, product: null }, now).map(tellBenefit);
  return { id, name, cycle: { every, unit }, freeCancellationHours, benefits, deleted };
}

function tellProduct(db: Db, product: store.ProductRow, now: number) {
  const { id, name, deleted, number } = product;
  return { id, name, benefits: store.loadBenefits(db, { plan: null, product: number }, now).map(tellBenefit), deleted };
}

type NewPlan = {
  name: string;
  cycle: { every: number; unit: store.PlanRow['unit'] };
  freeCancellationHours?: number | null | undefined;
  benefits: NewBenefit[];
};

/** Adds a plan with its benefits. */
export function createPlan(core: Core, actor: Actor, input: NewPlan) {
  return alter(core, actor, 'plans.create', ({ db, ids, now }) => {
    const id = ids.next();
    const { name, cycle, freeCancellationHours = null } = input;
    const number = store.insertPlan(db, { id, name, ...cycle, freeCancellationHours });
    addBenefits(db, ids, { plan: number, product: null }, input.benefits, 0);
    return tellPlan(db, found(store.loadPlan(db, id), 'plan'), now);
  });
}

type PlanChange = {
  id: string;
  name?: string | undefined;
  freeCancellationHours?: number | null | undefined;
  addBenefits?: NewBenefit[] | undefined;
};

/** Changes a plan; further benefits are given from the next cycle on. */
export function updatePlan(core: Core, actor: Actor, input: PlanChange) {
  return alter(core, actor, 'plans.update', ({ db, ids, now }) => {
    const plan = found(store.loadPlan(db, input.id), 'plan');
    const { name = plan.name, freeCancellationHours = plan.freeCancellationHours } = input;
    store.updatePlan(db, { ...plan, name, freeCancellationHours });
    addBenefits(db, ids, { plan: plan.number, product: null }, input.addBenefits ?? [], now);
    return tellPlan(db, found(store.loadPlan(db, input.id), 'plan'), now);
  });
}

/** Takes a plan off the offer; memberships of it go on. */
export function deletePlan(core: Core, actor: Actor, input: { id: string; confirm?: string | undefined }) {
  if (input.confirm !== undefined) requireConfirmation(input.confirm);
  return alter(core, actor, 'plans.delete', ({ db, now }) => {
    const plan = { ...found(store.loadPlan(db, input.id), 'plan'), deleted: true };
    store.updatePlan(db, plan);
    return tellPlan(db, plan, now);
  });
}

/** All plans on offer, or with deleted ones. */
export function listPlans(core: Core, input: Part & { archived?: boolean | undefined }) {
  return look(core, ({ db, now }) =>
    partOf(
      store.loadPlans(db, input.archived ?? false).map((plan) => tellPlan(db, plan, now)),
      input,
    ),
  );
}

/** One plan. */
export function getPlan(core: Core, id: string) {
  return look(core, ({ db, now }) => tellPlan(db, found(store.loadPlan(db, id), 'plan'), now));
}

/** Adds a product with its benefits. */
export function createProduct(core: Core, actor: Actor, input: { name: string; benefits: NewBenefit[] }) {
  return alter(core, actor, 'products.create', ({ db, ids, now }) => {
    const id = ids.next();
    const number = store.insertProduct(db, id, input.name);
    addBenefits(db, ids, { plan: null, product: number }, input.benefits, 0);
    return tellProduct(db, found(store.loadProduct(db, id), 'product'), now);
  });
}

/** Changes a product; further benefits are given with the next purchase. */
export function updateProduct(
  core: Core,
  actor: Actor,
  input: { id: string; name?: string | undefined; addBenefits?: NewBenefit[] | undefined },
) {
  return alter(core, actor, 'products.update', ({ db, ids, now }) => {
    const product = found(store.loadProduct(db, input.id), 'product');
    store.updateProduct(db, { ...product, name: input.name ?? product.name });
    addBenefits(db, ids, { plan: null, product: product.number }, input.addBenefits ?? [], now);
    return tellProduct(db, found(store.loadProduct(db, input.id), 'product'), now);
  });
}

/** Takes a product off the offer; what was bought stays. */
export function deleteProduct(core: Core, actor: Actor, input: { id: string; confirm?: string | undefined }) {
  if (input.confirm !== undefined) requireConfirmation(input.confirm);
  return alter(core, actor, 'products.delete', ({ db, now }) => {
    const product = { ...found(store.loadProduct(db, input.id), 'product'), deleted: true };
    store.updateProduct(db, product);
    return tellProduct(db, product, now);
  });
}

/** All products on offer, or with deleted ones. */
export function listProducts(core: Core, input: Part & { archived?: boolean | undefined }) {
  return look(core, ({ db, now }) =>
    partOf(
      store.loadProducts(db, input.archived ?? false).map((one) => tellProduct(db, one, now)),
      input,
    ),
  );
}

/** One product. */
export function getProduct(core: Core, id: string) {
  return look(core, ({ db, now }) => tellProduct(db, found(store.loadProduct(db, id), 'product'), now));
}

type BenefitChange = {
  id: string;
  amount?: number | undefined;
  expiration?: Expiration | undefined;
  rollover?: { max: number | null; times: number } | null | undefined;
  key?: string | undefined;
};

/** A benefit's new terms, from now on; lots already given stay as they are. */
export function updateBenefit(core: Core, actor: Actor, input: BenefitChange) {
  return change(core, { operation: 'benefits.update', actor, input, areas: ['catalogue'] }, ({ db, now }) => {
    const row = found(store.loadBenefit(db, input.id), 'benefit');
    const { amount = row.amount, expiration = row.expiration, rollover = row.rollover } = input;
    if (row.product !== null && (expiration.rule === 'cycle' || rollover)) {
      refuseInput(
        'expiration',
        'expected {rule: "never"} or {rule: "after", every, unit} without rollover for a product',
      );
    }
    if (rollover && expiration.rule !== 'cycle') {
      refuseInput('rollover', 'expected a rollover only with the expiration {rule: "cycle"}');
    }
    store.insertBenefitVersion(
      db,
      row.number,
      row.version + 1,
      { credit: row.credit, amount, expiration, rollover },
      now,
    );
    return tellBenefit(found(store.loadBenefit(db, input.id), 'benefit'));
  });
}

/** Deletes benefits from their plans and products (typed DELETE), from now on; lots already given stay as they are. */
export function deleteBenefits(core: Core, actor: Actor, input: { ids: string[]; confirm?: string | undefined }) {
  requireConfirmation(input.confirm);
  return alter(core, actor, 'benefits.delete', ({ db, now }) => {
    for (const id of new Set(input.ids))
      store.deleteBenefit(db, found(store.loadBenefit(db, id), 'benefit').number, now);
    return { deleted: [...new Set(input.ids)] };
  });
}

/** Refuses with CONFIRMATION_MISSING unless DELETE was typed, in capital letters. */
export function requireConfirmation(typed: string | undefined): void {
  if (typed !== 'DELETE') throw new Refused({ code: 'CONFIRMATION_MISSING', expected: 'DELETE' });
}

function addBenefits(
  db: Db,
  ids: Changing['ids'],
  of: { plan: number | null; product: number | null },
  benefits: NewBenefit[],
  fromAt: number,
): void {
  for (const benefit of benefits) {
    const credit = found(store.loadCredit(db, benefit.creditId), 'credit').number;
    const { amount, expiration, rollover } = benefit;
    const terms = { credit, amount: amountOf(amount), expiration, rollover: rollover ?? null };
    store.insertBenefit(db, { id: ids.next(), ...of }, terms, fromAt);
  }
}

function resourceTypeNumbers(db: Db, ids: readonly string[]): number[] {
  return ids.map((id) => found(store.loadResourceType(db, id), 'resource type').number);
}
