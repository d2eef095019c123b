import { z } from 'zod';
import type { CustomerMarks } from './customer-directory.ts';
import { all, type Db, statement, value } from './database.ts';
import { lastEntryNumber } from './last-entry.ts';

type Held = { readonly customer: number; readonly credit: number; left: number };
type Kept = { readonly customer: number; left: number };
type Standing = {
  /** The last entry that is counted. */
  entry: number;
  /** By customer and credit. */
  readonly held: Map<string, Held>;
  /** What lots of memberships have left, by membership. */
  readonly kept: Map<number, Kept>;
};

/** More new entries than this are not added up one by one. */
const addedMax = 10_000;

const known = new WeakMap<Db, Standing>();
const integer = z.number();
const heldSchema = z.object({ customer: integer, credit: integer, left: integer });
const keptSchema = z.object({ customer: integer, membership: integer, left: integer });
const postedSchema = z.tuple([integer, integer, integer, integer.nullable(), integer]);

/** The customers who have little left of some credit (more than nothing, and at most what `mostOf` says for the credit, going by what the ledger says about it), or nothing at all in a cycle that another one follows. */
export function customersWithLittle(db: Db, mostOf: (credit: number) => number): CustomerMarks {
  return remembered(db, 'with little', () => readWithLittle(db, mostOf));
}

function readWithLittle(db: Db, mostOf: (credit: number) => number): CustomerMarks {
  const running = 'SELECT customer FROM memberships WHERE next_at IS NOT NULL AND cycle > 0';
  const customers = marksOf(db, statement(db, running).pluck(true).all() as number[]);
  const held = [...upToDate(db).held.values()].filter(({ left }) => left > 0);
  for (const { customer } of held) customers[customer] = 0;
  for (const { customer, credit, left } of held) if (left <= mostOf(credit)) customers[customer] = 1;
  return customers;
}

/** The customers who have a membership that runs, is paused, or has something left. */
export function customersWithMembership(db: Db): CustomerMarks {
  return remembered(db, 'with membership', () => readWithMembership(db));
}

function readWithMembership(db: Db): CustomerMarks {
  const running = 'SELECT customer FROM memberships WHERE next_at IS NOT NULL OR paused_from IS NOT NULL';
  const customers = marksOf(db, statement(db, running).pluck(true).all() as number[]);
  for (const { customer, left } of upToDate(db).kept.values()) if (left > 0) customers[customer] = 1;
  return customers;
}

const endsBetween = `lots INDEXED BY lots_due
  WHERE open = 1 AND ends_at IS NOT NULL AND paused = 0 AND ends_at > @now AND ends_at <= @soon`;

/** The customers of whose credit something ends after `now` and up to `soon`. */
export function customersWithEnding(db: Db, now: number, soon: number): CustomerMarks {
  const next = value(db, `SELECT ends_at FROM ${endsBetween} ORDER BY ends_at LIMIT 1`, { now, soon });
  return remembered(db, `ending ${next} ${soon}`, () => {
    const customers = statement(db, `SELECT customer FROM ${endsBetween}`).pluck(true).all({ now, soon });
    return marksOf(db, customers as number[]);
  });
}

type Remembered = { readonly state: unknown; readonly marks: Map<string, CustomerMarks> };
const lately = new WeakMap<Db, Remembered>();

/** What was chosen under a key, for as long as no row of the ledger changes: a list is looked at more often than it changes. */
function remembered(db: Db, key: string, choose: () => CustomerMarks): CustomerMarks {
  const state = value(db, "SELECT total_changes() || ' ' || data_version FROM pragma_data_version");
  const before = lately.get(db);
  const kept = before && before.state === state ? before.marks : new Map<string, CustomerMarks>();
  const marks = kept.get(key) ?? choose();
  lately.set(db, { state, marks: kept.set(key, marks) });
  return marks;
}

/** Customers' numbers as marks. */
function marksOf(db: Db, numbers: readonly number[]): CustomerMarks {
  const customers = noMarks(db);
  for (const number of numbers) customers[number] = 1;
  return customers;
}

function noMarks(db: Db): CustomerMarks {
  return new Uint8Array((value(db, 'SELECT coalesce(max(number), 0) FROM customers') as number) + 1);
}

/** What everybody has left, kept in memory: adding it up anew takes longer than a search may. Entries that came since are added first. */
function upToDate(db: Db): Standing {
  const last = lastEntryNumber(db);
  const found = known.get(db);
  if (found && last - found.entry <= addedMax) return addEntries(db, found);
  const read = db.transaction(() => readStanding(db));
  const standing = read.deferred();
  known.set(db, standing);
  return standing;
}

function readStanding(db: Db): Standing {
  const held = new Map<string, Held>();
  const sums = `SELECT customer, credit, sum(left) AS left FROM lots INDEXED BY lots_with_credit WHERE open = 1
    GROUP BY customer, credit`;
  for (const one of all(db, heldSchema, sums)) held.set(`${one.customer} ${one.credit}`, one);
  const kept = new Map<number, Kept>();
  const ofMemberships = `SELECT customer, membership, sum(left) AS left FROM lots INDEXED BY lots_with_credit
    WHERE open = 1 AND membership IS NOT NULL GROUP BY customer, membership`;
  for (const { membership, ...one } of all(db, keptSchema, ofMemberships)) kept.set(membership, one);
  return { entry: lastEntryNumber(db), held, kept };
}

function addEntries(db: Db, standing: Standing): Standing {
  const sql = 'SELECT number, customer, credit, membership, amount FROM entries WHERE number > ? ORDER BY number';
  for (const row of statement(db, sql).raw(true).iterate(standing.entry)) {
    const [number, customer, credit, membership, amount] = postedSchema.parse(row);
    const key = `${customer} ${credit}`;
    const held = standing.held.get(key) ?? { customer, credit, left: 0 };
    standing.held.set(key, held);
    held.left += amount;
    if (membership !== null) {
      const kept = standing.kept.get(membership) ?? { customer, left: 0 };
      standing.kept.set(membership, kept);
      kept.left += amount;
    }
    standing.entry = number;
  }
  return standing;
}
