import { z } from 'zod';
import type { BenefitTerms } from '../../src-shared/ledger/advance.ts';
import type { Expiration } from '../../src-shared/ledger/cycles.ts';
import { all, type Db, first, run } from './database.ts';

const named = z.object({ number: z.number(), id: z.string(), name: z.string() });

/** A resource type. */
export type ResourceTypeRow = z.infer<typeof named>;

const resourceSchema = named.extend({ type: z.number(), typeId: z.string() });
/** A resource with its type. */
export type ResourceRow = z.infer<typeof resourceSchema>;

const creditSchema = named.extend({
  kind: z.enum(['session', 'time', 'money', 'printing', 'pass']),
  unit: z.string(),
  decimals: z.number(),
});
/** An entry of the catalogue of credits. */
export type CreditRow = z.infer<typeof creditSchema>;

const unitSchema = z.enum(['day', 'week', 'month', 'year']);
const planSchema = named
  .extend({ every: z.number(), unit: unitSchema, freeCancellationHours: z.number().nullable(), deleted: z.number() })
  .transform((row) => ({ ...row, deleted: row.deleted === 1 }));
/** A plan. */
export type PlanRow = z.infer<typeof planSchema>;

const productSchema = named
  .extend({ deleted: z.number() })
  .transform((row) => ({ ...row, deleted: row.deleted === 1 }));
/** A product. */
export type ProductRow = z.infer<typeof productSchema>;

const benefitSchema = z
  .object({
    number: z.number(),
    id: z.string(),
    plan: z.number().nullable(),
    product: z.number().nullable(),
    version: z.number(),
    credit: z.number(),
    creditId: z.string(),
    creditName: z.string(),
    amount: z.number(),
    expiration: z.enum(['cycle', 'never', 'after']),
    afterEvery: z.number().nullable(),
    afterUnit: unitSchema.nullable(),
    rolls: z.number(),
    rolloverMax: z.number().nullable(),
    rolloverTimes: z.number(),
  })
  .transform(({ expiration: rule, afterEvery, afterUnit, rolls, rolloverMax, rolloverTimes, ...row }) => {
    const expiration: Expiration =
      rule === 'after' && afterEvery !== null && afterUnit !== null
        ? { rule, every: afterEvery, unit: afterUnit }
        : { rule: rule === 'never' ? 'never' : 'cycle' };
    return { ...row, expiration, rollover: rolls === 1 ? { max: rolloverMax, times: rolloverTimes } : null };
  });
/** A benefit with the terms of one of its versions. */
export type BenefitRow = z.infer<typeof benefitSchema>;
/** The terms that a new version of a benefit has. */
export type NewTerms = Pick<BenefitRow, 'credit' | 'amount' | 'expiration' | 'rollover'>;

const table = { resourceTypes: 'resource_types', products: 'products' } as const;

/** All resource types, by name. */
export function loadResourceTypes(db: Db): ResourceTypeRow[] {
  return all(db, named, 'SELECT number, id, name FROM resource_types ORDER BY name, number');
}

/** The resource type with an id, or null. */
export function loadResourceType(db: Db, id: string): ResourceTypeRow | null {
  return first(db, named, 'SELECT number, id, name FROM resource_types WHERE id = ?', [id]);
}

/** Adds a resource type. */
export function insertResourceType(db: Db, id: string, name: string): void {
  run(db, `INSERT INTO ${table.resourceTypes} (id, name) VALUES (?, ?)`, [id, name]);
}

/** Renames a resource type. */
export function renameResourceType(db: Db, id: string, name: string): void {
  run(db, 'UPDATE resource_types SET name = ? WHERE id = ?', [name, id]);
}

const resourceSql = `SELECT r.number, r.id, r.name, r.type, t.id AS typeId FROM resources r
  JOIN resource_types t ON t.number = r.type`;
// Put together once: each text is the key that its prepared statement is found by.
const resourceById = `${resourceSql} WHERE r.id = ?`;

/** All resources, by name. */
export function loadResources(db: Db): ResourceRow[] {
  return all(db, resourceSchema, `${resourceSql} ORDER BY r.name, r.number`);
}

/** The resource with an id, or null. */
export function loadResource(db: Db, id: string): ResourceRow | null {
  return first(db, resourceSchema, resourceById, [id]);
}

/** Adds a resource of a type. */
export function insertResource(db: Db, id: string, name: string, type: number): void {
  run(db, 'INSERT INTO resources (id, name, type) VALUES (?, ?, ?)', [id, name, type]);
}

/** Changes a resource's name and type. */
export function updateResource(db: Db, id: string, name: string, type: number): void {
  run(db, 'UPDATE resources SET name = ?, type = ? WHERE id = ?', [name, type, id]);
}

const creditSql = 'SELECT number, id, name, kind, unit, decimals FROM credits';
// Put together once: each text is the key that its prepared statement is found by.
const allCredits = `${creditSql} ORDER BY number`;
const creditById = `${creditSql} WHERE id = ?`;

/** All credits, in the order of their making. */
export function loadCredits(db: Db): CreditRow[] {
  return all(db, creditSchema, allCredits);
}

/** The credit with an id, or null. */
export function loadCredit(db: Db, id: string): CreditRow | null {
  return first(db, creditSchema, creditById, [id]);
}

/** Adds a credit; its number. */
export function insertCredit(db: Db, credit: Omit<CreditRow, 'number'>): number {
  return run(
    db,
    'INSERT INTO credits (id, name, kind, unit, decimals) VALUES (@id, @name, @kind, @unit, @decimals)',
    credit,
  ).row;
}

/** Renames a credit. */
export function renameCredit(db: Db, id: string, name: string): void {
  run(db, 'UPDATE credits SET name = ? WHERE id = ?', [name, id]);
}

/** Sets the resource types that a credit may pay for; none: all. */
export function setCreditResourceTypes(db: Db, credit: number, types: readonly number[]): void {
  run(db, 'DELETE FROM credit_resource_types WHERE credit = ?', [credit]);
  for (const type of new Set(types)) {
    run(db, 'INSERT INTO credit_resource_types (credit, type) VALUES (?, ?)', [credit, type]);
  }
}

const idSchema = z.object({ id: z.string() });
const numberSchema = z.object({ number: z.number() });

/** The ids of the resource types that a credit may pay for; none: all. */
export function loadCreditResourceTypes(db: Db, credit: number): string[] {
  return all(
    db,
    idSchema,
    `SELECT t.id FROM credit_resource_types c JOIN resource_types t ON t.number = c.type WHERE c.credit = ? ORDER BY t.number`,
    [credit],
  ).map((row) => row.id);
}

/** The numbers of the credits that pay amounts (no passes) for a resource type, or, without one, for anything. */
export function loadPayingCredits(db: Db, type: number | null): Set<number> {
  const rows = all(
    db,
    numberSchema,
    `SELECT number FROM credits WHERE kind <> 'pass' AND (@type IS NULL
       OR NOT EXISTS (SELECT 1 FROM credit_resource_types WHERE credit = credits.number)
       OR EXISTS (SELECT 1 FROM credit_resource_types WHERE credit = credits.number AND type = @type))`,
    { type },
  );
  return new Set(rows.map((row) => row.number));
}

const planSql =
  'SELECT number, id, name, every, unit, free_cancellation_hours AS freeCancellationHours, deleted FROM plans';

/** All plans, in the order of their making; deleted ones only if asked for. */
export function loadPlans(db: Db, withDeleted: boolean): PlanRow[] {
  return all(db, planSchema, `${planSql} WHERE deleted = 0 OR ? ORDER BY number`, [Number(withDeleted)]);
}

/** The plan with an id, or null. */
export function loadPlan(db: Db, id: string): PlanRow | null {
  return first(db, planSchema, `${planSql} WHERE id = ?`, [id]);
}

/** Adds a plan; its number. */
export function insertPlan(db: Db, plan: Omit<PlanRow, 'number' | 'deleted'>): number {
  return run(
    db,
    'INSERT INTO plans (id, name, every, unit, free_cancellation_hours) VALUES (@id, @name, @every, @unit, @freeCancellationHours)',
    plan,
  ).row;
}

/** Changes a plan's name, window and whether it is deleted. */
export function updatePlan(db: Db, plan: PlanRow): void {
  run(db, 'UPDATE plans SET name = ?, free_cancellation_hours = ?, deleted = ? WHERE number = ?', [
    plan.name,
    plan.freeCancellationHours,
    Number(plan.deleted),
    plan.number,
  ]);
}

const productSql = 'SELECT number, id, name, deleted FROM products';

/** All products, in the order of their making; deleted ones only if asked for. */
export function loadProducts(db: Db, withDeleted: boolean): ProductRow[] {
  return all(db, productSchema, `${productSql} WHERE deleted = 0 OR ? ORDER BY number`, [Number(withDeleted)]);
}

/** The product with an id, or null. */
export function loadProduct(db: Db, id: string): ProductRow | null {
  return first(db, productSchema, `${productSql} WHERE id = ?`, [id]);
}

/** Adds a product; its number. */
export function insertProduct(db: Db, id: string, name: string): number {
  return run(db, `INSERT INTO ${table.products} (id, name) VALUES (?, ?)`, [id, name]).row;
}

/** Changes a product's name and whether it is deleted. */
export function updateProduct(db: Db, product: ProductRow): void {
  run(db, 'UPDATE products SET name = ?, deleted = ? WHERE number = ?', [
    product.name,
    Number(product.deleted),
    product.number,
  ]);
}

const benefitColumns = `b.number, b.id, b.plan, b.product, v.version, v.credit, c.id AS creditId, c.name AS creditName, v.amount,
  v.expiration, v.after_every AS afterEvery, v.after_unit AS afterUnit, v.rolls, v.rollover_max AS rolloverMax,
  v.rollover_times AS rolloverTimes`;
const benefitTables = `benefits b JOIN benefit_versions v ON v.benefit = b.number JOIN credits c ON c.number = v.credit`;

/** The benefits of a plan or product as they stood at an instant, in their order. */
export function loadBenefits(db: Db, of: { plan: number | null; product: number | null }, at: number): BenefitRow[] {
  return all(
    db,
    benefitSchema,
    `SELECT ${benefitColumns} FROM ${benefitTables}
     WHERE ${of.plan === null ? 'b.product = @product' : 'b.plan = @plan'} AND (b.deleted_at IS NULL OR b.deleted_at > @at)
       AND v.version = (SELECT max(version) FROM benefit_versions WHERE benefit = b.number AND from_at <= @at)
     ORDER BY b.number`,
    of.plan === null ? { product: of.product, at } : { plan: of.plan, at },
  );
}

/** The benefit with an id as it stands now, or null where there is none or it is deleted. */
export function loadBenefit(db: Db, id: string): BenefitRow | null {
  return first(
    db,
    benefitSchema,
    `SELECT ${benefitColumns} FROM ${benefitTables} WHERE b.id = ? AND b.deleted_at IS NULL ORDER BY v.version DESC LIMIT 1`,
    [id],
  );
}

/** Adds a benefit whose first version holds from `fromAt` (0: since ever); its number. */
export function insertBenefit(
  db: Db,
  benefit: { id: string; plan: number | null; product: number | null },
  terms: NewTerms,
  fromAt: number,
): void {
  const { row } = run(db, 'INSERT INTO benefits (id, plan, product) VALUES (@id, @plan, @product)', benefit);
  insertBenefitVersion(db, row, 1, terms, fromAt);
}

/** Adds a version of a benefit that holds from an instant on. */
export function insertBenefitVersion(db: Db, benefit: number, version: number, terms: NewTerms, fromAt: number): void {
  const { expiration, rollover } = terms;
  run(
    db,
    `INSERT INTO benefit_versions (benefit, version, from_at, credit, amount, expiration, after_every, after_unit, rolls,
       rollover_max, rollover_times) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      benefit,
      version,
      fromAt,
      terms.credit,
      terms.amount,
      expiration.rule,
      expiration.rule === 'after' ? expiration.every : null,
      expiration.rule === 'after' ? expiration.unit : null,
      rollover ? 1 : 0,
      rollover?.max ?? null,
      rollover?.times ?? 0,
    ],
  );
}

/** Deletes a benefit from an instant on; lots already given stay. */
export function deleteBenefit(db: Db, number: number, at: number): void {
  run(db, 'UPDATE benefits SET deleted_at = ? WHERE number = ?', [at, number]);
}

/** A benefit row as the domain's terms. */
export function termsOf(row: BenefitRow): BenefitTerms {
  // The store's numbers become the domain's branded ones here.
  return row as unknown as BenefitTerms;
}
