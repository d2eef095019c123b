import type { EntryKind } from '../../src-shared/ledger/entry-kinds.ts';
import { entryKindNames, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { type Db, statement } from './database.ts';
import type { EntryColumns, LotColumns } from './entry-columns.ts';
import { findText, type TextHits } from './text-search.ts';
import type { StoreScope } from './usage-scope.ts';

/** What narrows a list of entries, in the store's terms: instants in milliseconds, `before` excluded. */
export type EntryFilter = {
  readonly kinds: readonly EntryKind[];
  readonly creditKind: string | null;
  readonly status: 'current' | 'expired' | 'used_up' | null;
  readonly from: number | null;
  readonly before: number | null;
  readonly text: string | null;
  /** The instant that tells a lot's status. */
  readonly now: number;
};

/** Where a page begins: after this entry, going back in time. */
export type EntryCursor = { readonly happenedAt: number; readonly number: number };
/** Where a page begins: after as many of the newest entries that are shown. */
export type EntrySkip = { readonly skip: number };
/** Which part of the list is wanted; without a cursor its beginning. */
export type PageWish = { readonly limit: number; readonly cursor: EntryCursor | EntrySkip | null };

/**
 * What a scope and filter show: a page's entries by number, newest first (`happened_at`, then number), the balance after each,
 * whether more follow, and how many entries there are in all. A balance is what the scope's lots held of the
 * entry's credit; in the scope of the whole studio, what the lot's owner held of it.
 */
export type Scanned = {
  readonly numbers: number[];
  readonly balances: number[];
  readonly more: boolean;
  readonly total: number;
};

/** More than the highest code of a kind. */
const kindsMax = 10;

/** One page of what a scope and filter show, and how many entries there are. */
export function scanEntries(
  db: Db,
  columns: EntryColumns,
  scope: StoreScope,
  filter: EntryFilter,
  wish: PageWish,
): Scanned {
  const places = placesOfScope(columns, scope);
  const shows = entriesShown(db, columns, places, filter);
  let total = 0;
  for (let rank = 0; rank < shows.length; rank += 1) total += shows[rank] as number;
  return { ...pageOf(columns, scope, places, shows, wish), total };
}

/** The place of an entry in what a scope and filter show, newest first, from 0; null where they don't show it. */
export function positionOfEntry(
  db: Db,
  columns: EntryColumns,
  scope: StoreScope,
  filter: EntryFilter,
  number: number,
): number | null {
  const places = placesOfScope(columns, scope);
  const shows = entriesShown(db, columns, places, filter);
  let position = 0;
  for (let rank = places.length - 1; rank >= 0; rank -= 1) {
    if (shows[rank] === 0) continue;
    if (columns.number[places[rank] as number] === number) return position;
    position += 1;
  }
  return null;
}

/** How many entries a scope and filter show, by kind's code. */
export function countEntries(db: Db, columns: EntryColumns, scope: StoreScope, filter: EntryFilter): Uint32Array {
  const places = placesOfScope(columns, scope);
  const shows = entriesShown(db, columns, places, filter);
  const byKind = new Uint32Array(kindsMax);
  for (let rank = 0; rank < places.length; rank += 1) {
    const code = columns.kind[places[rank] as number] as number;
    byKind[code] = (byKind[code] as number) + (shows[rank] as number);
  }
  return byKind;
}

/** The cursor before which every entry lies. */
const fromTheNewest: EntryCursor = { happenedAt: Number.POSITIVE_INFINITY, number: 0 };

/** A page's entries, and the balance after each: what is held now less what came after. */
function pageOf(
  columns: EntryColumns,
  scope: StoreScope,
  places: Int32Array,
  shows: Uint8Array,
  wish: PageWish,
): Pick<Scanned, 'numbers' | 'balances' | 'more'> {
  const ranks = ranksOfPage(columns, places, shows, wish);
  const page = ranks.slice(0, wish.limit);
  const numbers = page.map((rank) => columns.number[places[rank] as number] as number);
  return { numbers, balances: balancesAfter(columns, scope, places, page), more: ranks.length > page.length };
}

/** Where the entries of a page are among the places, newest first; one more than the page holds, where there are more. */
function ranksOfPage(
  { happenedAt, number }: EntryColumns,
  places: Int32Array,
  shows: Uint8Array,
  { limit, cursor }: PageWish,
): number[] {
  const { happenedAt: cursorAt, number: cursorNumber } = cursor && 'number' in cursor ? cursor : fromTheNewest;
  let toSkip = cursor && 'skip' in cursor ? cursor.skip : 0;
  const ranks: number[] = [];
  for (let rank = places.length - 1; rank >= 0 && ranks.length <= limit; rank -= 1) {
    if (shows[rank] === 0) continue;
    const place = places[rank] as number;
    const at = happenedAt[place] as number;
    if (at > cursorAt || (at === cursorAt && (number[place] as number) >= cursorNumber)) continue;
    if (toSkip > 0) toSkip -= 1;
    else ranks.push(rank);
  }
  return ranks;
}

/** The balances after a page's entries. Only the lots that move one of them are looked at. */
function balancesAfter(
  columns: EntryColumns,
  scope: StoreScope,
  places: Int32Array,
  page: readonly number[],
): number[] {
  const { lot, amount, lots } = columns;
  const [group, held] = balancesNow(columns, scope, places);
  const listed = new Uint8Array(held.length);
  for (const rank of page) listed[group[lot[places[rank] as number] as number] as number] = 1;
  const moves = new Uint8Array(lots.length);
  for (let place = 0; place < lots.length; place += 1) moves[place] = listed[group[place] as number] as number;
  const balances: number[] = [];
  const last = page.at(-1) ?? places.length;
  for (let rank = places.length - 1; rank >= last; rank -= 1) {
    const place = places[rank] as number;
    const lotPlace = lot[place] as number;
    if (moves[lotPlace] === 0) continue;
    const owner = group[lotPlace] as number;
    const balance = held[owner] as number;
    held[owner] = balance - (amount[place] as number);
    if (page[balances.length] === rank) balances.push(balance);
  }
  return balances;
}

/** How many scopes' entries are remembered: someone narrows one list, and pages through it. */
const scopesMax = 4;
const remembered = new WeakMap<EntryColumns, { length: number; places: Map<string, Int32Array> }>();

/** The places of a scope's entries, oldest first. */
export function placesOfScope(columns: EntryColumns, scope: StoreScope): Int32Array {
  const { lots, lot, order, length } = columns;
  if (scope.of === 'studio') return order.subarray(0, length);
  const known = remembered.get(columns);
  const current = known?.length === length ? known : { length, places: new Map<string, Int32Array>() };
  remembered.set(columns, current);
  const key = JSON.stringify(scope);
  const found = current.places.get(key);
  if (found) return found;
  const isOf = new Uint8Array(lots.length);
  for (let place = 0; place < lots.length; place += 1) isOf[place] = isInScope(lots, place, scope) ? 1 : 0;
  const places = order.subarray(0, length).filter((place) => isOf[lot[place] as number] === 1);
  if (current.places.size >= scopesMax) current.places.clear();
  current.places.set(key, places);
  return places;
}

/** 1 for each of the places that a filter shows. Each condition goes through its own column: a third of the time of asking entry by entry. */
function entriesShown(db: Db, columns: EntryColumns, places: Int32Array, filter: EntryFilter): Uint8Array {
  const shows = new Uint8Array(places.length).fill(1);
  showDays(shows, columns, places, filter);
  const kinds = filter.kinds.length < entryKindNames.length ? kindsShown(filter.kinds) : null;
  const lots = lotsShown(db, columns.lots, filter);
  const hits = findText(db, filter.text);
  if (hits) narrowToText(shows, places, columns, textTables(columns, hits, kinds, lots));
  else {
    if (kinds) narrowToKinds(shows, places, columns.kind, kinds);
    if (lots) narrowToLots(shows, places, columns.lot, lots);
  }
  return shows;
}

/** Places are in order of time: days cut them off at both ends. */
function showDays(shows: Uint8Array, { happenedAt }: EntryColumns, places: Int32Array, filter: EntryFilter): void {
  const firstFrom = (instant: number) => {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((happenedAt[places[middle] as number] as number) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  if (filter.from !== null) shows.fill(0, 0, firstFrom(filter.from));
  if (filter.before !== null) shows.fill(0, firstFrom(filter.before));
}

// Twice the same loop on purpose: one function for columns of bytes and of numbers would be compiled for both, at half the speed.

/** Leaves those places whose kind a table allows. */
function narrowToKinds(shows: Uint8Array, places: Int32Array, kind: Uint8Array, table: Uint8Array): void {
  for (let rank = 0; rank < places.length; rank += 1) {
    shows[rank] = (shows[rank] as number) & (table[kind[places[rank] as number] as number] as number);
  }
}

/** Leaves those places whose lot a table allows. */
function narrowToLots(shows: Uint8Array, places: Int32Array, lot: Int32Array, table: Uint8Array): void {
  for (let rank = 0; rank < places.length; rank += 1) {
    shows[rank] = (shows[rank] as number) & (table[lot[places[rank] as number] as number] as number);
  }
}

/** What narrows to a text: the bits of the words that are found, by wording, by label and by lot; `every`: all of them. */
type TextTables = {
  readonly every: number;
  readonly wordings: Uint16Array;
  readonly labels: Uint8Array;
  readonly lots: Uint16Array;
};

/** More than all words' bits together: what has it is not shown, whatever words it has. */
const never = 256;

/** The tables of a text, in which the kinds and lots that are not shown can't be found: one pass then asks for all of it. */
function textTables(
  { lots, wordings }: EntryColumns,
  { every, labels, kinds, credits }: TextHits,
  kindsShown: Uint8Array | null,
  lotsShown: Uint8Array | null,
): TextTables {
  const ofLots = new Uint16Array(lots.length);
  for (let place = 0; place < lots.length; place += 1) {
    const ofCredit = credits.get(lots.credit[place] as number) ?? 0;
    const isShown = lotsShown === null || lotsShown[place] === 1;
    ofLots[place] = isShown ? (labels[lots.source[place] as number] as number) | ofCredit : never;
  }
  const ofWordings = Uint16Array.from(wordings, ([kind = 0, ...written]) => {
    if (kindsShown?.[kind] === 0) return never;
    return written.reduce((bits, label) => bits | (labels[label] as number), kinds[kind] ?? 0);
  });
  return { every, labels, lots: ofLots, wordings: ofWordings };
}

/** Leaves those places that show every word somewhere: in what is written of the entry, of its lot or of its credit. */
function narrowToText(
  shows: Uint8Array,
  places: Int32Array,
  { lot, usedBy, wording }: EntryColumns,
  { every, wordings, labels, lots }: TextTables,
): void {
  for (let rank = 0; rank < places.length; rank += 1) {
    const place = places[rank] as number;
    const written = wordings[wording[place] as number] as number;
    const found = written | (labels[usedBy[place] as number] as number) | (lots[lot[place] as number] as number);
    shows[rank] = (shows[rank] as number) & Number(found === every);
  }
}

function kindsShown(kinds: readonly EntryKind[]): Uint8Array {
  const codes = new Uint8Array(kindsMax);
  for (const name of entryKindNames) codes[entryKinds[name].code] = kinds.includes(name) ? 1 : 0;
  return codes;
}

/** The lots whose entries a filter may show, or null: all. */
function lotsShown(db: Db, lots: LotColumns, { creditKind, status, now }: EntryFilter): Uint8Array | null {
  if (creditKind === null && status === null) return null;
  const shown = new Uint8Array(lots.length).fill(1);
  if (creditKind !== null) {
    const credits = creditsOfKind(db, creditKind);
    for (let place = 0; place < lots.length; place += 1) {
      shown[place] = credits[lots.credit[place] as number] as number;
    }
  }
  if (status !== null) {
    for (let place = 0; place < lots.length; place += 1) {
      shown[place] = (shown[place] as number) & Number(statusOf(lots, place, now) === statusCodes[status]);
    }
  }
  return shown;
}

const statusCodes = { current: 0, expired: 1, used_up: 2 } as const;

/** As `lotStatus` of src-shared/ledger/lot.ts tells it, as a code; a test holds the two together. */
function statusOf(lots: LotColumns, place: number, now: number): number {
  if ((lots.left[place] as number) > 0) return statusCodes.current;
  const isOver = lots.paused[place] === 0 && (lots.endsAt[place] as number) <= now;
  return isOver ? statusCodes.expired : statusCodes.used_up;
}

/** 1 for each credit of a kind, by its number. */
function creditsOfKind(db: Db, kind: string): Uint8Array {
  const rows = statement(db, 'SELECT number, kind = ? FROM credits').raw(true).all(kind) as [number, number][];
  const credits = new Uint8Array(Math.max(0, ...rows.map(([number]) => number)) + 1);
  for (const [number, isOfKind] of rows) credits[number] = isOfKind;
  return credits;
}

/** True where a lot, by its place, is one of a scope's. */
export function isInScope(lots: LotColumns, place: number, scope: StoreScope): boolean {
  switch (scope.of) {
    case 'studio':
      return true;
    case 'lot':
      return lots.number[place] === scope.lot;
    case 'customer':
      return lots.customer[place] === scope.customer && (scope.credit === null || lots.credit[place] === scope.credit);
    case 'membership':
      return lots.membership[place] === scope.membership && (scope.cycle === null || lots.cycle[place] === scope.cycle);
  }
}

/** Each lot's group (its credit; in the studio its owner's credit) and what each group holds now, of the scope's. */
function balancesNow(columns: EntryColumns, scope: StoreScope, places: Int32Array): [Int32Array, Float64Array] {
  const { lots, lot, amount } = columns;
  if (scope.of === 'studio') return [lots.group, lots.leftInGroup.slice()];
  const held: number[] = [];
  for (const place of places) {
    const credit = lots.credit[lot[place] as number] as number;
    held[credit] = (held[credit] ?? 0) + (amount[place] as number);
  }
  return [lots.credit, Float64Array.from(held, (left) => left ?? 0)];
}
