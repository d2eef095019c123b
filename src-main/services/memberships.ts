import { isoOf, spansBetween, startOfDay } from '../../src-shared/days.ts';
import type { Day, InstantMs } from '../../src-shared/ids.ts';
import { type Cycle, nextDue } from '../../src-shared/ledger/cycles.ts';
import { loadPlan, loadProduct } from '../store/catalogue.ts';
import { loadCustomer } from '../store/customers.ts';
import { loadLotsOfMembership } from '../store/lots.ts';
import { loadLastUse, loadMembershipCredits, type MembershipCredit } from '../store/membership-credits.ts';
import {
  insertMembership,
  listMemberships as listInStore,
  loadCycle,
  loadCycles,
  loadMembership,
  type MembershipRow,
  updateMembership,
} from '../store/memberships.ts';
import { askForClock } from './clock-behind.ts';
import { type Actor, type Changing, type Core, change, type Reading, read } from './core.ts';
import { nextStart, postDue } from './due-postings.ts';
import { type Part, partOf } from './part-of.ts';
import { found, Refused, refuseInput } from './refused.ts';
import { namesOf, tellLot } from './telling.ts';

/** What a membership is started from (contract: memberships.start). */
export type StartInput = {
  readonly customerId: string;
  readonly planId?: string | undefined;
  readonly productId?: string | undefined;
  readonly startsOn: string;
  readonly key: string;
};
/** A day from which something holds for a membership. */
export type OnDayInput = { readonly id: string; readonly on: string; readonly key: string };

/** So many cycles that are over may begin at once: some seconds' work. More is a slip in the year, which the ledger would keep for good. */
const pastCyclesMax = 5000;

/** Starts a membership, today, in the past or in the future; what is due since then is posted at once. */
export function startMembership(core: Core, actor: Actor, input: StartInput) {
  return alter(core, actor, 'memberships.start', input, ({ db, ids, now, today, studio }) => {
    const customer = found(loadCustomer(db, input.customerId), 'customer').number;
    const plan = input.planId === undefined ? null : found(loadPlan(db, input.planId), 'plan');
    const product = input.productId === undefined ? null : found(loadProduct(db, input.productId), 'product');
    if (plan?.deleted) refuseInput('planId', 'expected a plan that is still on offer; this one was deleted');
    if (product?.deleted) refuseInput('productId', 'expected a product that is still on offer; this one was deleted');
    if (plan && spansBetween(input.startsOn as Day, today, plan) > pastCyclesMax)
      refuseInput(
        'startsOn',
        `expected a day from which no more than ${pastCyclesMax} cycles are over; is the year right?`,
      );
    const membership = {
      id: ids.next(),
      customer,
      plan: plan?.number ?? null,
      product: product?.number ?? null,
      startsOn: input.startsOn,
      ...nextDue(input.startsOn as Day, null, studio.timeZone),
      createdAt: now,
    };
    insertMembership(db, membership);
    return { id: membership.id };
  });
}

/** Names a membership's last day: no cycle starts after it, and its lots live to their own last day. */
export function endMembership(core: Core, actor: Actor, input: OnDayInput) {
  return alter(core, actor, 'memberships.end', input, (changing) => {
    const { db, today, studio } = changing;
    const row = found(loadMembership(db, input.id), 'membership');
    const running = row.plan === null ? null : loadCycle(db, row.number, row.cycle);
    if (running && input.on < running.startsOn)
      refuseInput(
        'on',
        `expected a day from the start of the running cycle on, ${running.startsOn}${askForClock(changing)}`,
      );
    if (row.plan === null && row.cycle > 0 && input.on < today) throw new Refused({ code: 'DATE_IN_THE_PAST', today });
    const paused = row.pausedFrom !== null && row.pauseAt === null;
    const next = paused ? {} : nextDue(nextStart(row), input.on as Day, studio.timeZone);
    // A pause that would begin after the end never does: it would hold the lots that live on.
    const isAfterEnd = row.pauseAt !== null && row.pausedFrom !== null && row.pausedFrom > input.on;
    const pause = isAfterEnd ? { pausedFrom: null, pauseAt: null, resumesOn: null, resumeAt: null } : {};
    updateMembership(db, { ...row, endsOn: input.on, ...next, ...pause });
    return { id: row.id };
  });
}

/** Pauses a membership from the start of a day: no cycle starts, its lots can't pay, and their ends wait. */
export function pauseMembership(core: Core, actor: Actor, input: OnDayInput) {
  return alter(core, actor, 'memberships.pause', input, ({ db, today, studio }) => {
    const row = found(loadMembership(db, input.id), 'membership');
    if (row.pausedFrom !== null)
      refuseInput('id', `expected a membership without a pause; this one has one from ${row.pausedFrom} on`);
    if (input.on < today) throw new Refused({ code: 'DATE_IN_THE_PAST', today });
    if (row.endsOn !== null && input.on > row.endsOn)
      refuseInput('on', `expected a day up to the membership's last, ${row.endsOn}`);
    if (input.on < row.startsOn) refuseInput('on', `expected a day from the membership's start on, ${row.startsOn}`);
    updateMembership(db, { ...row, pausedFrom: input.on, pauseAt: startOfDay(input.on as Day, studio.timeZone) });
    return { id: row.id };
  });
}

/**
 * Runs a paused membership again from a day on: its cycle and its lots' last days move by the days paused. A pause that
 * has not begun is taken back at once by naming its own first day.
 */
export function resumeMembership(core: Core, actor: Actor, input: OnDayInput) {
  return alter(core, actor, 'memberships.resume', input, (changing) => {
    const { db, studio } = changing;
    const row = found(loadMembership(db, input.id), 'membership');
    if (row.pausedFrom === null) refuseInput('id', 'expected a membership that is paused');
    if (input.on < row.pausedFrom)
      refuseInput('on', `expected a day from the pause's first on, ${row.pausedFrom}${askForClock(changing)}`);
    if (row.pauseAt !== null && input.on === row.pausedFrom) {
      updateMembership(db, { ...row, pausedFrom: null, pauseAt: null, resumesOn: null, resumeAt: null });
      return { id: row.id };
    }
    updateMembership(db, { ...row, resumesOn: input.on, resumeAt: startOfDay(input.on as Day, studio.timeZone) });
    return { id: row.id };
  });
}

/** One membership. */
export function getMembership(core: Core, id: string) {
  return read(core, (reading) => tellMembership(reading, found(loadMembership(reading.db, id), 'membership')));
}

/** A customer's memberships, newest first. */
export function listMemberships(core: Core, input: { customerId: string; limit: number; offset: number }) {
  return read(core, (reading) => {
    const customer = found(loadCustomer(reading.db, input.customerId), 'customer');
    const { rows, total } = listInStore(reading.db, customer.number, input.limit, input.offset);
    return { rows: rows.map((row) => tellMembership(reading, row)), total };
  });
}

/** The cycles of a membership that have started, each with what its lots have left. */
export function listCycles(core: Core, { id, ...part }: Part & { id: string }) {
  return read(core, ({ db }) => {
    const row = found(loadMembership(db, id), 'membership');
    const cycles = row.plan === null ? [] : loadCycles(db, row.number);
    const { rows, total } = partOf(cycles, part);
    const leftOf = (cycle: number) => loadMembershipCredits(db, row.number, cycle).map(tellLeft);
    return { rows: rows.map((cycle) => ({ ...cycle, left: leftOf(cycle.number) })), total };
  });
}

type Keyed = { readonly key: string };

/** Changes a membership and posts what became due by it in the same transaction; the membership with its lots. */
function alter(
  core: Core,
  actor: Actor,
  operation: string,
  input: Keyed,
  decide: (changing: Changing) => { id: string },
) {
  return change(core, { operation, actor, input, areas: ['ledger', 'customers'] }, (changing) => {
    const { id } = decide(changing);
    postDue(changing);
    return tellWithLots(changing, id);
  });
}

function tellWithLots(reading: Reading, id: string) {
  const row = found(loadMembership(reading.db, id), 'membership');
  const names = namesOf(reading.db);
  const lots = loadLotsOfMembership(reading.db, row.number).map((lot) => tellLot(lot, names, reading.now));
  return { ...tellMembership(reading, row), lots };
}

function tellMembership(reading: Reading, row: MembershipRow) {
  const { db, today } = reading;
  const isPlan = row.plan !== null;
  const cycle = isPlan && row.cycle > 0 ? loadCycle(db, row.number, row.cycle) : null;
  const credits = loadMembershipCredits(db, row.number, isPlan ? row.cycle : null);
  const lastUsedAt = loadLastUse(db, row.number);
  return {
    id: row.id,
    number: row.number,
    customerId: row.customerId,
    kind: isPlan ? ('plan' as const) : ('product' as const),
    name: row.name,
    planId: row.planId,
    productId: row.productId,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    pausedFrom: row.pausedFrom,
    state: stateOf(row, cycle, credits, today),
    cycle,
    cycleLength: row.every === null || row.unit === null ? null : { every: row.every, unit: row.unit },
    left: credits.map(tellCredit),
    lastUsedAt: lastUsedAt === null ? null : isoOf(lastUsedAt as InstantMs),
  };
}

function stateOf(row: MembershipRow, cycle: Cycle | null, credits: readonly { left: number }[], today: Day) {
  if (row.pausedFrom !== null && row.pauseAt === null) return 'paused' as const;
  if (row.cycle === 0) return row.nextOn === null ? ('ended' as const) : ('upcoming' as const);
  if (row.endsOn !== null && today > row.endsOn) return 'ended' as const;
  if (cycle !== null) return 'active' as const;
  return credits.some((credit) => credit.left > 0) ? ('active' as const) : ('used_up' as const);
}

function tellCredit({ credit: _, ...told }: MembershipCredit) {
  return told;
}

function tellLeft({ creditId, name, unit, decimals, left }: MembershipCredit) {
  return { creditId, name, unit, decimals, left };
}
