import { kindCodesEnd } from '../../src-shared/ledger/entry-kinds.ts';
import type { Db } from './database.ts';
import { type EntryFilter, entriesShown, type Shown } from './entries-shown.ts';
import type { EntryColumns } from './entry-columns.ts';
import { placesOfScope } from './scope-places.ts';
import type { StoreScope } from './usage-scope.ts';

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

/** One page of what a scope and filter show, and how many entries there are. */
export function scanEntries(
  db: Db,
  columns: EntryColumns,
  scope: StoreScope,
  filter: EntryFilter,
  wish: PageWish,
): Scanned {
  const places = placesOfScope(columns, scope);
  const shown = entriesShown(db, columns, places, filter);
  return { ...pageOf(columns, scope, places, shown, wish), total: shown.total };
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
  const { shows } = entriesShown(db, columns, places, filter);
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
  const { shows } = entriesShown(db, columns, places, filter);
  const byKind = new Uint32Array(kindCodesEnd);
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
  shown: Shown,
  wish: PageWish,
): Pick<Scanned, 'numbers' | 'balances' | 'more'> {
  const ranks = ranksOfPage(columns, places, shown, wish);
  const page = ranks.slice(0, wish.limit);
  const numbers = page.map((rank) => columns.number[places[rank] as number] as number);
  return { numbers, balances: balancesAfter(columns, scope, places, page), more: ranks.length > page.length };
}

/** Where the entries of a page are among the places, newest first; one more than the page holds, where there are more. */
function ranksOfPage(
  { happenedAt, number }: EntryColumns,
  places: Int32Array,
  { shows, total }: Shown,
  { limit, cursor }: PageWish,
): number[] {
  const { happenedAt: cursorAt, number: cursorNumber } = cursor && 'number' in cursor ? cursor : fromTheNewest;
  let toSkip = cursor && 'skip' in cursor ? cursor.skip : 0;
  const ranks: number[] = [];
  let ahead = total;
  for (let rank = places.length - 1; ahead > 0 && ranks.length <= limit; rank -= 1) {
    if (shows[rank] === 0) continue;
    ahead -= 1;
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
  let rank = places.length - 1;
  for (const listedRank of page) {
    for (; rank > listedRank; rank -= 1) {
      const place = places[rank] as number;
      const lotPlace = lot[place] as number;
      if (moves[lotPlace] === 0) continue;
      const owner = group[lotPlace] as number;
      held[owner] = (held[owner] as number) - (amount[place] as number);
    }
    balances.push(held[group[lot[places[listedRank] as number] as number] as number] as number);
  }
  return balances;
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
