import { isoOf } from '../../src-shared/days.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { entryKindOf, entryKinds, kindsOfView } from '../../src-shared/ledger/entry-kinds.ts';
import { usageViews } from '../../src-shared/usage-labels.ts';
import { ownIdOf } from '../imports/taken-id.ts';
import { balanceSteps } from '../store/balance-steps.ts';
import { loadCredit } from '../store/catalogue.ts';
import { loadCustomer, loadCustomerByNumber } from '../store/customers.ts';
import type { Db } from '../store/database.ts';
import type { EntryFilter } from '../store/entries-shown.ts';
import type { EntryColumns } from '../store/entry-columns.ts';
import { loadEntrySeal } from '../store/entry-seal.ts';
import { loadLot } from '../store/lots.ts';
import { loadMembership } from '../store/memberships.ts';
import { countEntries, type PageWish, positionOfEntry, scanEntries } from '../store/scan-entries.ts';
import type { StudioRow } from '../store/studio.ts';
import { type EntryRecord, loadEntries, loadEntry } from '../store/usage-entries.ts';
import { type FilterInput, findFilter, findScope, type ScopeInput } from '../store/usage-input.ts';
import { tellEntries, tellSummary } from '../store/usage-rows.ts';
import type { StoreScope } from '../store/usage-scope.ts';
import { loadSummaries } from '../store/usage-summary.ts';
import { undoOf } from './adjustments.ts';
import { type Core, type Reading, read } from './core.ts';
import { found, Refused } from './refused.ts';
import { columnsOf, prepareColumns } from './usage-columns.ts';

/** A scope in the store's numbers; NOT_FOUND where what it names is not there. */
export function resolveScope(db: Db, input: ScopeInput): StoreScope {
  const { scope, missing } = findScope(db, input);
  if (scope === null) throw new Refused({ code: 'NOT_FOUND', what: missing });
  return scope;
}

/** A filter in the store's terms; NOT_FOUND where the credit that it names is not there. */
function resolveFilter(reading: Reading, input: FilterInput): EntryFilter {
  const { filter, missing } = findFilter(reading, input);
  if (filter === null) throw new Refused({ code: 'NOT_FOUND', what: missing });
  return filter;
}

/** The summary of a scope, one per credit that its lots have. */
export function getSummary(core: Core, scope: ScopeInput) {
  return read(core, ({ db }) => ({
    summaries: loadSummaries(db, resolveScope(db, scope)).map(tellSummary),
  }));
}

/** One page of a scope's entries, newest first. */
export function listEntries(
  core: Core,
  input: FilterInput & { scope: ScopeInput; limit: number; cursor?: string | undefined },
) {
  return readList(core, input, ({ columns, scope, ...reading }) => {
    const cursor = input.cursor === undefined ? null : cursorOf(input.cursor);
    const wish = { limit: input.limit, cursor };
    const filter = resolveFilter(reading, input);
    const { numbers, balances, more, total } = scanEntries(reading.db, columns, scope, filter, wish);
    const page = loadEntries(reading.db, numbers);
    const last = page.at(-1);
    return {
      rows: tellEntries(reading, page, balances),
      nextCursor: more && last ? `${last.happenedAt}.${last.number}` : null,
      total,
    };
  });
}

/** The place of an entry in a scope's list, newest first; null where the filters don't show it. */
export function findPosition(core: Core, input: FilterInput & { scope: ScopeInput; number: number }) {
  return readList(core, input, ({ columns, scope, ...reading }) => ({
    index: positionOfEntry(reading.db, columns, scope, resolveFilter(reading, input), input.number),
  }));
}

/** How many entries each view holds under the other filters. */
export function countViews(core: Core, input: Omit<FilterInput, 'view' | 'kinds'> & { scope: ScopeInput }) {
  return readList(core, input, ({ columns, scope, ...reading }) => {
    const byKind = countEntries(reading.db, columns, scope, resolveFilter(reading, input));
    const ofView = (view: (typeof usageViews)[number]) =>
      kindsOfView(view).reduce((sum, kind) => sum + (byKind[entryKinds[kind].code] ?? 0), 0);
    const counts = Object.fromEntries(usageViews.map((view) => [view, ofView(view)]));
    return { counts: counts as Record<(typeof usageViews)[number], number> };
  });
}

/** The running balance of one credit in a scope, oldest first, thinned to at most `points` marks. */
export function getBalanceOverTime(core: Core, input: { scope: ScopeInput; creditId: string; points: number }) {
  return readList(core, input, ({ db, columns, scope }) => {
    const credit = found(loadCredit(db, input.creditId), 'credit').number;
    const { steps, total } = balanceSteps(columns, scope, credit, input.points);
    const points = steps.map(({ kind, at, ...step }) => ({
      ...step,
      at: isoOf(at as InstantMs),
      kind: entryKindOf(kind),
    }));
    return { points, thinned: steps.length < total, total };
  });
}

/** Reads with the entries that a scope's lists are made from at hand. */
async function readList<Answer>(
  core: Core,
  input: { scope: ScopeInput; text?: string | undefined },
  look: (reading: Reading & { columns: EntryColumns; scope: StoreScope }) => Answer,
): Promise<Answer> {
  const scope = resolveScope(core.db, input.scope);
  await prepareColumns(core, scope, input.text);
  return read(core, (reading) => look({ ...reading, columns: columnsOf(core, scope), scope }));
}

/** One entry with all its fields, its booking, its lot and its place in the chain. */
export function getEntry(core: Core, number: number) {
  const { lotId } = found(loadEntry(core.db, number), 'entry');
  return readList(core, { scope: { lotId } }, ({ columns, scope, ...reading }) => {
    const { db } = reading;
    const entry = found(loadEntry(db, number), 'entry');
    const seal = found(loadEntrySeal(db, number), 'entry');
    const lot = found(loadLot(db, entry.lotId), 'lot');
    const wish = { limit: 1, cursor: { happenedAt: entry.happenedAt, number: entry.number + 1 } };
    const { balances } = scanEntries(db, columns, scope, resolveFilter(reading, {}), wish);
    const [told] = tellEntries(reading, [entry], balances);
    if (!told) throw new Error(`entry ${number} can't be told`);
    return {
      ...told,
      recordedAt: isoOf(entry.recordedAt as InstantMs),
      membershipName: entry.membershipId === null ? null : (loadMembership(db, entry.membershipId)?.name ?? null),
      externalId: ownIdOf(entry.externalId),
      ...seal,
      booking: tellEntryBooking(entry),
      lot: {
        id: lot.id,
        number: lot.number,
        granted: lot.granted,
        left: lot.left,
        validFrom: isoOf(lot.validFrom),
        lastDay: lot.lastDay,
      },
      undo: undoOf(reading, entry),
    };
  });
}

/** What a scope is about, for a screen's or a report's title. */
export function getScope(core: Core, input: ScopeInput) {
  return read(core, (reading) => tellScope(reading, input));
}

/** What a scope is about: its title in words, its customer, and the credits that its lots have. */
export function tellScope({ db, studio }: Pick<Reading, 'db' | 'studio'>, input: ScopeInput) {
  const scope = resolveScope(db, input);
  const credits = loadSummaries(db, scope).map(({ credit: { id, name, kind, unit, decimals } }) => ({
    id,
    name,
    kind,
    unit,
    decimals,
  }));
  const membershipId = 'membershipId' in input ? input.membershipId : null;
  return { ...titleOf(db, input, studio), membershipId, credits };
}

function titleOf(db: Db, input: ScopeInput, studio: StudioRow) {
  if ('studio' in input) return { title: studio.name, customerId: null, customerName: null };
  if ('membershipId' in input) {
    const membership = found(loadMembership(db, input.membershipId), 'membership');
    const customer = found(loadCustomer(db, membership.customerId), 'customer');
    return { title: membership.name, customerId: customer.id, customerName: customer.name };
  }
  if ('lotId' in input) {
    const lot = found(loadLot(db, input.lotId), 'lot');
    const [{ credit } = { credit: null }] = loadSummaries(db, { of: 'lot', lot: lot.number });
    const owner = found(loadCustomerByNumber(db, lot.customer), 'customer');
    return { title: `${credit?.name ?? 'Credit'}, ${lot.sourceName}`, customerId: owner.id, customerName: owner.name };
  }
  const id = 'customerId' in input ? input.customerId : input.companyId;
  const customer = found(loadCustomer(db, id), 'customer');
  const credit = input.creditId === undefined ? null : found(loadCredit(db, input.creditId), 'credit');
  return { title: credit?.name ?? customer.name, customerId: customer.id, customerName: customer.name };
}

function tellEntryBooking(entry: EntryRecord) {
  const {
    bookingId: id,
    bookingName: name,
    bookingStartsAt: startsAt,
    bookingEndsAt: endsAt,
    bookingState: state,
  } = entry;
  if (id === null || name === null || startsAt === null || endsAt === null) return null;
  return {
    id,
    name,
    resourceName: entry.resourceName,
    startsAt: isoOf(startsAt as InstantMs),
    endsAt: isoOf(endsAt as InstantMs),
    state: state ?? 'booked',
  };
}

/** The most entries that a cursor may skip. */
const skipMax = 2 ** 31;

function cursorOf(text: string): PageWish['cursor'] {
  const entry = /^(-?\d{1,16})\.(\d{1,16})$/.exec(text);
  if (entry) return { happenedAt: Number(entry[1]), number: Number(entry[2]) };
  const skip = Number(/^skip:(\d{1,10})$/.exec(text)?.[1] ?? Number.NaN);
  if (skip <= skipMax) return { skip };
  const expected = 'expected a cursor from an earlier answer, or skip:N with N from 0 to 2,147,483,648';
  throw new Refused({ code: 'INVALID_INPUT', field: 'cursor', expected });
}
