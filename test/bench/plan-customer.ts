import type { Ids } from '../../src-main/platform/ids.ts';
import type { Db } from '../../src-main/store/database.ts';
import {
  insertMembership,
  loadMembershipByNumber,
  saveCycle,
  updateMembership,
} from '../../src-main/store/memberships.ts';
import { addSpans, dayAt, endOfDay, startOfDay } from '../../src-shared/days.ts';
import { fold } from '../../src-shared/fold.ts';
import type {
  Amount,
  BenefitNumber,
  CreditNumber,
  CustomerNumber,
  Day,
  InstantMs,
  LotNumber,
  MembershipNumber,
} from '../../src-shared/ids.ts';
import { type Cycle, cycleOf } from '../../src-shared/ledger/cycles.ts';
import type { EntryKind } from '../../src-shared/ledger/entry-kinds.ts';
import type { LotFacts } from '../../src-shared/ledger/lot.ts';

/** A lot that will be made; `number` once it is. */
export type PlannedLot = LotFacts & { number: LotNumber | null; left: number };
/** An entry that will be appended, and what it is for (null: not a booking). */
export type Planned = {
  readonly at: InstantMs;
  readonly lot: PlannedLot;
  readonly kind: EntryKind;
  readonly amount: Amount;
  readonly what: string | null;
  readonly memo: string | null;
};

const zone = 'Europe/Berlin';
const day = 86_400_000;
const given = [
  'Anna',
  'Jonas',
  'Leonie',
  'Emre',
  'Ayşe',
  'Łukasz',
  'Zofia',
  'Lucía',
  'Étienne',
  'Chloé',
  'Søren',
  'Priya',
  'Kwame',
  'Haruka',
  'Layla',
  'Tereza',
  'Niamh',
];
const family = [
  'Müller',
  'Schäfer',
  'Yılmaz',
  'Nowak',
  'Wójcik',
  'Núñez',
  'Lefèvre',
  'Østergaard',
  'Nguyễn',
  'Clarke',
  'Iyer',
  'Okafor',
  'Tanaka',
  'Rahimi',
  'Dvořák',
  'Szabó',
  'O’Sullivan',
  'Mensah',
  'Köhler',
  'Park',
  'Haddad',
  'Peña',
  'Lindström',
];
const classes = [
  'Morning Mat Pilates',
  'Lunch Flow',
  'Reformer Basics',
  'Reformer Flow',
  'Yin Yoga',
  'Deep Stretch',
  'Weekend Vinyasa',
  'Barre',
];
const memos = [
  'Instructor was ill: with our apologies.',
  'Brought a friend. Thank you!',
  'Happy birthday from all of us.',
];

/** A customer's details by number; one in a hundred is a company. */
export function customerDetails(number: number) {
  const company = number % 100 === 99;
  const person = `${pick(given, number * 7)} ${pick(family, Math.floor(number / 3))}`;
  const name = company ? `Atelier ${pick(family, number)} ${number} GmbH` : person;
  const email = number % 10 === 4 ? null : `${fold(person).replace(/[^a-z]+/g, '.')}.${number}@example.org`;
  const phone = `+49 30 ${String(1_000_000 + number * 37)}`;
  return {
    kind: company ? ('company' as const) : ('person' as const),
    name,
    email,
    phone,
    externalId: `C-${number}`,
    note: null,
  };
}

/** A customer's life as about `size` entries, in order of time; memberships and cycles are written at once. */
export function planCustomer(db: Db, ids: Ids, customer: number, nowMs: InstantMs, size: number): Planned[] {
  if (size > 100) return planLongHistory(customer, nowMs, size);
  return customer % 5 < 3 ? planMembership(db, ids, customer, nowMs) : planPacks(customer, nowMs);
}

/** Many lots of all credits, one after the other, with everything that can happen to them. */
function planLongHistory(customer: number, nowMs: InstantMs, size: number): Planned[] {
  const planned: Planned[] = [];
  const stepMs = Math.floor((700 * day) / size);
  let at = (nowMs - 720 * day) as InstantMs;
  while (planned.length < size) {
    const lots = Math.floor(planned.length / 90);
    const lot = newLot(customer, 1 + (lots % 3), at, { source: 'product', sourceName: '10-class pack' });
    post(planned, lot, 'grant', 100, at);
    for (let place = 0; place < 88 && planned.length < size - 1; place += 1) {
      at = (at + stepMs) as InstantMs;
      if (place % 9 === 8) post(planned, lot, 'free_cancellation', 1, at, classOf(place));
      else if (place % 31 === 30) post(planned, lot, 'manual_add', 2, at, null, pick(memos, place));
      else post(planned, lot, 'use', -1, at, classOf(customer + place));
    }
    // Nobody keeps hundreds of packs open: most are used up or given back.
    if (lots % 60 !== 59 && planned.length < size && lot.left > 0) {
      post(planned, lot, 'manual_deduct', -lot.left, at, null, 'Moved to another pack.');
    }
  }
  return planned;
}

/** Two packs that never expire, bought a year apart. */
function planPacks(customer: number, nowMs: InstantMs): Planned[] {
  const planned: Planned[] = [];
  for (const [pack, daysAgo] of [600, 200].entries()) {
    const at = (nowMs - (daysAgo + (customer % 150)) * day + (customer % 7919) * 1_000) as InstantMs;
    const lot = newLot(customer, 1, at, { source: 'product', sourceName: '10-class pack' });
    post(planned, lot, 'grant', 10, at);
    for (let use = 0; use < 8; use += 1)
      post(planned, lot, 'use', -1, (at + (use + 1) * 5 * day) as InstantMs, classOf(customer + use));
    if (pack === 0 && customer % 3 === 0)
      post(planned, lot, 'manual_add', 1, (at + 50 * day) as InstantMs, null, pick(memos, customer));
    if (customer % 4 === 0) post(planned, lot, 'free_cancellation', 1, (at + 60 * day) as InstantMs, classOf(customer));
  }
  return planned;
}

/** A monthly plan: four cycles with rollover and expiry; the last one runs. */
function planMembership(db: Db, ids: Ids, customer: number, nowMs: InstantMs): Planned[] {
  const planned: Planned[] = [];
  const today = dayAt(nowMs, zone);
  const startsOn = addSpans(
    addSpans(today, { every: 1, unit: 'day' }, -(customer % 27)),
    { every: 1, unit: 'month' },
    -3,
  );
  const rule = { startsOn, length: { every: 1, unit: 'month' as const }, shiftedDays: 0 };
  const next = cycleOf(rule, 5);
  const facts = { plan: 1, product: null, startsOn, nextOn: next.startsOn, nextAt: startOfDay(next.startsOn, zone) };
  const number = insertMembership(db, {
    ...facts,
    id: ids.next(),
    customer: customer as CustomerNumber,
    createdAt: startOfDay(startsOn, zone),
  });
  let rolled = 0;
  for (let place = 1; place <= 4; place += 1) {
    const cycle = cycleOf(rule, place);
    saveCycle(db, number, cycle);
    rolled = planCycle(planned, customer, number, cycle, rolled, nowMs);
  }
  const row = loadMembershipByNumber(db, number);
  if (row) updateMembership(db, { ...row, cycle: 4 });
  return planned;
}

function planCycle(
  planned: Planned[],
  customer: number,
  membership: number,
  cycle: Cycle,
  rolled: number,
  nowMs: InstantMs,
): number {
  const at = startOfDay(cycle.startsOn, zone);
  const ending = { lastDay: cycle.lastDay, endsAt: endOfDay(cycle.lastDay, zone) };
  const of = { membership: membership as MembershipNumber, cycle: cycle.number, ...ending };
  const over = newLot(customer, 1, at, { source: 'rollover', sourceName: 'Flow 8', rolls: 1, ...of });
  if (rolled > 0) post(planned, over, 'rollover_in', rolled, at);
  const lot = newLot(customer, 1, at, {
    source: 'plan',
    sourceName: 'Flow 8',
    mayRoll: true,
    benefit: 1 as BenefitNumber,
    ...of,
  });
  post(planned, lot, 'grant', 8, at);
  const uses = 2 + ((customer + cycle.number) % 4);
  for (let use = 0; use < uses; use += 1) {
    const usedAt = (at + (2 + use * 5) * day + (customer % 36_000) * 1_000) as InstantMs;
    if (usedAt >= nowMs) return 0;
    post(planned, lot, 'use', -1, usedAt, classOf(customer + use));
  }
  if (ending.endsAt > nowMs) return 0;
  const toNext = Math.min(3, lot.left);
  if (toNext > 0) post(planned, lot, 'rollover_out', -toNext, ending.endsAt);
  if (over.left > 0) post(planned, over, 'expiry', -over.left, ending.endsAt);
  if (lot.left > 0) post(planned, lot, 'expiry', -lot.left, ending.endsAt);
  return toNext;
}

function newLot(
  customer: number,
  credit: number,
  at: InstantMs,
  facts: Partial<LotFacts> & Pick<LotFacts, 'source' | 'sourceName'>,
): PlannedLot {
  const none = {
    membership: null,
    cycle: null,
    benefit: null,
    rolls: 0,
    mayRoll: false,
    rolledFrom: null,
    lastDay: null as Day | null,
    endsAt: null,
  };
  const owner = { customer: customer as CustomerNumber, credit: credit as CreditNumber, validFrom: at };
  return { ...none, ...owner, ...facts, number: null, left: 0 };
}

function post(
  planned: Planned[],
  lot: PlannedLot,
  kind: EntryKind,
  amount: number,
  at: InstantMs,
  what: string | null = null,
  memo: string | null = null,
): void {
  lot.left += amount;
  if (lot.left < 0) throw new Error(`the generator takes lot of customer ${lot.customer} below zero`);
  planned.push({ at, lot, kind, amount: amount as Amount, what, memo });
}

const classOf = (place: number) => pick(classes, place);

function pick<Thing>(things: readonly Thing[], place: number): Thing {
  return things[place % things.length] as Thing; // the place is within the list
}
