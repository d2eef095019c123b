import { amountOf } from '../../src-shared/amounts.ts';
import { addDays, daysBetween } from '../../src-shared/days.ts';
import type { Amount, Day, InstantMs, LotNumber } from '../../src-shared/ids.ts';
import {
  type DueMembership,
  planExpiry,
  planGrants,
  planResume,
  planRolloverIn,
  planRolloverOut,
} from '../../src-shared/ledger/advance.ts';
import { type CycleRule, cycleOf, nextDue } from '../../src-shared/ledger/cycles.ts';
import type { Lot, LotFacts } from '../../src-shared/ledger/lot.ts';
import type { Posting } from '../../src-shared/ledger/posting.ts';
import type { Ids } from '../platform/ids.ts';
import {
  type AdvanceState,
  loadAdvanceState,
  loadArriving,
  loadRolledOut,
  nextDueInstant,
  saveAdvanceState,
} from '../store/advance-state.ts';
import { type Appender, type BatchAppender, beginBatchAppend, type LotOwner, loadCreditSums } from '../store/append.ts';
import { loadBenefits, termsOf } from '../store/catalogue.ts';
import { type Db, immediately } from '../store/database.ts';
import { loadLeftFrom, loadLotByNumber, loadLotsDue, loadLotsOfMembership, setLotsPaused } from '../store/lots.ts';
import {
  loadCycle,
  loadMembershipsDue,
  type MembershipRow,
  saveCycle,
  updateMembership,
} from '../store/memberships.ts';
import { loadStudio } from '../store/studio.ts';

/** How many entries of each kind a catch-up posted. */
export type Posted = { rolloverOut: number; expiry: number; rolloverIn: number; grant: number; entries: number };

const chunk = 50;

/** The order at one instant (domain.md, Cycles): pauses and resumptions, then phase by phase. */
const phases = ['resume', 'pause', 'rolloverOut', 'expiry', 'rolloverIn', 'grant'] as const;

/** Nothing posted yet. */
export function nothingPosted(): Posted {
  return { rolloverOut: 0, expiry: 0, rolloverIn: 0, grant: 0, entries: 0 };
}

/** What a slice is posted with. `goesOn` is asked after each chunk, with the entries posted so far; `tell` hears what was left out. */
export type SliceOrder = {
  readonly to: InstantMs;
  readonly recordedAt: InstantMs;
  readonly ids: Ids;
  readonly goesOn: (posted: Posted) => boolean;
  readonly tell: (sentence: string) => void;
};

/** Posts what is due up to an instant for as long as it may go on, in one transaction; true once nothing more is due. Adds to `posted` what it posted. */
export function postSlice(db: Db, order: SliceOrder, posted: Posted): boolean {
  const before = { ...posted };
  try {
    return immediately(db, () => postChunks(db, order, posted));
  } catch (error) {
    Object.assign(posted, before);
    throw error;
  }
}

function postChunks(db: Db, order: SliceOrder, posted: Posted): boolean {
  const timeZone = loadStudio(db)?.timeZone;
  if (timeZone === undefined) return true;
  let state = loadAdvanceState(db);
  const work = workOf(db, timeZone, order, posted, state);
  do {
    const next = step(work, state, order.to);
    if (next === null) {
      saveAdvanceState(db, { ...state, advancedTo: Math.max(state.advancedTo, order.to) });
      return true;
    }
    state = next;
  } while (order.goesOn(posted));
  saveAdvanceState(db, state);
  return false;
}

function workOf(
  db: Db,
  timeZone: string,
  { ids, recordedAt, tell }: SliceOrder,
  posted: Posted,
  { instant }: AdvanceState,
): Work {
  let appender: BatchAppender | null = null;
  const sums = loadCreditSums(db);
  const arriving = 'rollover_in';
  // An earlier slice let it go because there was room for it to arrive.
  if (instant !== null) for (const some of loadArriving(db, instant)) sums.add({ ...some, kind: arriving });
  return {
    db,
    timeZone,
    posted,
    post(posting, owner) {
      appender ??= beginBatchAppend(db, ids, { operation: 'ledger.advance', recordedAt, staff: null, import: null });
      appender.post(posting, owner);
      // What arrives was counted when it left.
      if (posting.kind !== arriving) sums.add({ ...posting, credit: owner.credit });
      posted.entries += 1;
    },
    // Time can't be refused: what a plan gives beyond the range of amounts is left out, so that one absurd plan never stops the ledger.
    fits(posting, credit) {
      const fits = sums.fit({ ...posting, credit });
      if (!fits) tell(`left out a ${posting.kind} of ${posting.amount}: its credit would pass the largest amount`);
      return fits;
    },
    reserve: (amount, credit) => sums.add({ kind: arriving, amount, credit }),
    flush: () => appender?.flush(),
    isPast: false,
    terms: new Map(),
    rolledOut: new Map(),
  };
}

/** Posts what is due up to now inside a change's own transaction: what a membership that starts in the past has had since. */
export function postDue(at: { db: Db; studio: { timeZone: string }; now: InstantMs; entries: Appender }): void {
  const work: Work = {
    db: at.db,
    timeZone: at.studio.timeZone,
    post: (posting, owner) => void at.entries.post(posting, owner),
    // What passes the range refuses the whole change.
    fits: () => true,
    reserve: () => undefined,
    flush: () => undefined,
    posted: nothingPosted(),
    isPast: true,
    terms: new Map(),
    rolledOut: new Map(),
  };
  let state: AdvanceState | null = loadAdvanceState(at.db);
  while (state !== null) state = step(work, state, at.now);
}

type Work = {
  db: Db;
  timeZone: string;
  /** `owner`: whose the posting's lot is, or will be. */
  post: (posting: Posting, owner: LotOwner) => void;
  /** False where a posting would take the sums of a credit out of the range of amounts. */
  fits: (posting: Posting, credit: number) => boolean;
  /** Counts what leaves a cycle as arriving in the next, so that nothing else takes its room. */
  reserve: (amount: Amount, credit: number) => void;
  /** What was posted is read from here on. */
  flush: () => void;
  posted: Posted;
  /** True where what was due at the instants has been posted before: by the change itself, which comes later on that day. */
  isPast: boolean;
  /** Terms of benefits that have been read, by plan, product and instant. */
  terms: Map<string, DueMembership['benefits']>;
  /** What has left each membership's ending cycle at this instant and not arrived yet; not there where an earlier slice posted it. */
  rolledOut: Map<number, RolledOut[]>;
};
type RolledOut = { readonly lot: Lot; readonly amount: Amount };

/** One chunk of one phase of one instant; the state after it, or null once nothing is due up to `to`. */
function step(work: Work, state: AdvanceState, to: InstantMs): AdvanceState | null {
  if (state.instant === null) {
    const instant = nextDueInstant(work.db);
    if (instant === null || instant > to) return null;
    return { ...state, instant, phase: 0, cursor: 0 };
  }
  const phase = phases[state.phase ?? 0];
  if (phase === undefined) return { advancedTo: state.instant, instant: null, phase: null, cursor: null };
  const cursor = runPhase[phase](work, state.instant as InstantMs, state.cursor ?? 0);
  work.flush();
  return cursor === null ? { ...state, phase: (state.phase ?? 0) + 1, cursor: 0 } : { ...state, cursor };
}

/** Each phase does a chunk and answers where the next begins, or null once the phase is over. */
const runPhase: Record<(typeof phases)[number], (work: Work, at: InstantMs, cursor: number) => number | null> = {
  resume: (work, at, cursor) => forMemberships(work, 'resume_at', at, cursor, resumeMembership),
  pause: (work, at, cursor) => forMemberships(work, 'pause_at', at, cursor, pauseMembership),
  rolloverOut: (work, at, cursor) => forMemberships(work, 'next_at', at, cursor, (row) => rollOut(work, row, at)),
  expiry: (work, at) => {
    const lots = loadLotsDue(work.db, at, chunk);
    for (const lot of lots) {
      for (const posting of expiriesOf(work, lot, at)) {
        work.post(posting, lot);
        work.posted.expiry += 1;
      }
    }
    return lots.length < chunk ? null : 0;
  },
  rolloverIn: (work, at, cursor) =>
    forMemberships(work, 'next_at', at, cursor, (row) => {
      if (row.cycle > 0) rollIn(work, row, at);
    }),
  grant: (work, at) => {
    const more = forMemberships(work, 'next_at', at, 0, (row) => {
      const due = dueOf(work, row, at);
      for (const posting of planGrants(due, work.timeZone)) {
        const lot = posting.lot as LotFacts;
        if (!work.fits(posting, lot.credit)) continue;
        work.post(posting, lot);
        work.posted.grant += 1;
      }
      startCycle(work, row, due);
    });
    return more === null ? null : 0;
  },
};

function forMemberships(
  work: Work,
  due: 'next_at' | 'pause_at' | 'resume_at',
  at: InstantMs,
  cursor: number,
  each: (row: MembershipRow, work: Work) => void,
): number | null {
  const rows = loadMembershipsDue(work.db, due, at, cursor, chunk);
  for (const row of rows) each(row, work);
  return rows.length < chunk ? null : (rows.at(-1)?.number ?? null);
}

/** What expires of a lot: at an instant that is long over, what it has had ever since; what came back to it later expires when it came. */
function expiriesOf(work: Work, lot: Lot, at: InstantMs): Posting[] {
  if (!work.isPast) return planExpiry([lot], at);
  const { least, lastAt } = loadLeftFrom(work.db, lot.number, at);
  const [then, later] = [amountOf(least), amountOf(lot.left - least)];
  return [...planExpiry([{ ...lot, left: then }], at), ...planExpiry([{ ...lot, left: later }], lastAt as InstantMs)];
}

/** A lot with what may still leave it at an instant. */
function lotAt(work: Work, lot: Lot, at: InstantMs): Lot {
  return work.isPast ? { ...lot, left: amountOf(loadLeftFrom(work.db, lot.number, at).least) } : lot;
}

function rollOut(work: Work, row: MembershipRow, at: InstantMs): void {
  const lots = loadLotsOfMembership(work.db, row.number, row.cycle);
  const ending = new Map(lots.map((lot) => [lot.number, lotAt(work, lot, at)]));
  const rolled: RolledOut[] = [];
  for (const posting of planRolloverOut(dueOf(work, row, at), [...ending.values()])) {
    const lot = ending.get(posting.lot as LotNumber);
    const arriving = { ...posting, kind: 'rollover_in' as const, amount: amountOf(-posting.amount) };
    if (!lot || !work.fits(arriving, lot.credit)) continue;
    work.post(posting, lot);
    work.reserve(arriving.amount, lot.credit);
    work.posted.rolloverOut += 1;
    rolled.push({ lot, amount: arriving.amount });
  }
  work.rolledOut.set(row.number, rolled);
}

/** What left a membership's ending cycle at an instant and has not arrived yet. */
function rolledOutOf(work: Work, row: MembershipRow, at: InstantMs): RolledOut[] {
  const remembered = work.rolledOut.get(row.number);
  work.rolledOut.delete(row.number);
  if (remembered) return remembered;
  return loadRolledOut(work.db, row.number, row.cycle, at).map(({ lot, amount }) => {
    const loaded = loadLotByNumber(work.db, lot);
    if (!loaded) throw new Error(`lot ${lot} rolled over and is not there`);
    return { lot: loaded, amount: amountOf(amount) };
  });
}

function rollIn(work: Work, row: MembershipRow, at: InstantMs): void {
  const due = dueOf(work, row, at);
  if (!due.cycle) return;
  const rolledOut = rolledOutOf(work, row, at);
  for (const posting of planRolloverIn({ ...due, cycle: due.cycle }, rolledOut, work.timeZone)) {
    work.post(posting, posting.lot as LotFacts);
    work.posted.rolloverIn += 1;
  }
}

/** The rule that a plan membership's cycles follow; null for a product. */
export function cycleRuleOf(row: MembershipRow): CycleRule | null {
  if (row.every === null || row.unit === null) return null;
  return { startsOn: row.startsOn as Day, length: { every: row.every, unit: row.unit }, shiftedDays: row.shiftedDays };
}

/** The first day of the cycle (or the purchase) that is next, whether or not it may start; null where nothing more can. */
export function nextStart(row: MembershipRow): Day | null {
  if (row.nextOn !== null) return row.nextOn as Day;
  if (row.cycle === 0) return row.startsOn as Day;
  const rule = cycleRuleOf(row);
  return rule && cycleOf(rule, row.cycle + 1).startsOn;
}

function dueOf(work: Work, row: MembershipRow, at: InstantMs): DueMembership {
  const rule = cycleRuleOf(row);
  const benefits = termsAt(work, row, at);
  const cycle = rule && cycleOf(rule, row.cycle + 1);
  const { number, customer } = row as unknown as Pick<DueMembership, 'number' | 'customer'>; // the store's numbers, branded
  return { number, customer, at, on: row.nextOn as Day, cycle, name: row.name, benefits };
}

/** The terms of a plan or product at an instant; they can't change while a slice is posted, so each is read once. */
function termsAt(work: Work, row: MembershipRow, at: InstantMs): DueMembership['benefits'] {
  const key = `${row.plan} ${row.product} ${at}`;
  const terms = work.terms.get(key) ?? loadBenefits(work.db, row, at).map(termsOf);
  work.terms.set(key, terms);
  return terms;
}

/** Moves a membership on to the cycle that has started, and names when the next is due. */
function startCycle(work: Work, row: MembershipRow, due: DueMembership): void {
  const rule = cycleRuleOf(row);
  if (due.cycle) saveCycle(work.db, row.number, due.cycle);
  const following = rule && due.cycle ? cycleOf(rule, due.cycle.number + 1).startsOn : null;
  const next = nextDue(following, row.endsOn as Day | null, work.timeZone);
  updateMembership(work.db, { ...row, cycle: due.cycle?.number ?? 1, ...next });
}

/** From now on no cycle starts, its lots can't pay, and their ends wait; what has expired at that very instant already stays expired. */
function pauseMembership(row: MembershipRow, { db, isPast }: Work): void {
  const from = row.pauseAt ?? 0;
  setLotsPaused(db, row.number, true, isPast ? from + 1 : from);
  updateMembership(db, { ...row, pauseAt: null, nextAt: null });
}

/** The cycle that runs, its lots and the next start move by the days paused. */
function resumeMembership(row: MembershipRow, { db, timeZone, post }: Work): void {
  const from = row.pausedFrom as Day;
  const to = row.resumesOn as Day;
  const at = row.resumeAt as InstantMs;
  for (const lot of loadLotsOfMembership(db, row.number)) {
    for (const posting of planResume([lot], { from, to, at }, timeZone)) post(posting, lot);
  }
  setLotsPaused(db, row.number, false, 0);
  const days = daysBetween(from, to);
  const current = loadCycle(db, row.number, row.cycle);
  if (current) saveCycle(db, row.number, { ...current, lastDay: addDays(current.lastDay, days) });
  // Not from `nextOn` alone: an end that was moved while it was paused lets cycles start again.
  const following = nextStart(row);
  const shifted = following && addDays(following, days);
  const next = nextDue(shifted, row.endsOn as Day | null, timeZone);
  const shiftedDays = row.shiftedDays + days;
  updateMembership(db, {
    ...row,
    shiftedDays,
    pausedFrom: null,
    pauseAt: null,
    resumesOn: null,
    resumeAt: null,
    ...next,
  });
}
