import { type EntryKind, entryKindNames, entryKinds, kindCodesEnd } from '../../src-shared/ledger/entry-kinds.ts';
import { type Db, statement } from './database.ts';
import type { EntryColumns, LotColumns } from './entry-columns.ts';
import { findText, type TextHits } from './text-search.ts';

/** What narrows a list of entries, in the store's terms: instants in milliseconds, `before` excluded. */
export type EntryFilter = {
  readonly kinds: readonly EntryKind[];
  readonly creditKind: string | null;
  /** A credit's number. */
  readonly credit: number | null;
  readonly status: 'current' | 'expired' | 'used_up' | null;
  readonly from: number | null;
  readonly before: number | null;
  readonly text: string | null;
  /** The instant that tells a lot's status. */
  readonly now: number;
};

const marks = new WeakMap<EntryColumns, Uint8Array>();

/** Room for a mark for each entry, the same each time: a new megabyte for each list costs as much as going through it. */
function roomForMarks(columns: EntryColumns): Uint8Array {
  const known = marks.get(columns);
  if (known && known.length >= columns.length) return known;
  const room = new Uint8Array(columns.number.length);
  marks.set(columns, room);
  return room;
}

/** What a filter shows of some places: 1 for each that it shows (until the next list is asked for), and how many they are. */
export type Shown = { readonly shows: Uint8Array; readonly total: number };

/** What a filter shows of some places, which are in order of time. Each condition goes through its own column: a third of the time of asking entry by entry. */
export function entriesShown(db: Db, columns: EntryColumns, places: Int32Array, filter: EntryFilter): Shown {
  const all = roomForMarks(columns).subarray(0, places.length).fill(0);
  const [begin, end] = daysShown(columns, places, filter);
  const shows = all.subarray(begin, end).fill(1);
  const of = places.subarray(begin, end);
  const kinds = filter.kinds.length < entryKindNames.length ? kindsShown(filter.kinds) : null;
  const lots = lotsShown(db, columns.lots, filter);
  const hits = findText(db, filter.text);
  let total = shows.length;
  for (const some of hits) total = narrowToText(shows, of, columns, some, bitsOfWordings(columns, some, kinds));
  if (kinds && hits.length === 0) total = narrowToKinds(shows, of, columns.kind, kinds);
  if (lots) total = narrowByTable(shows, of, columns.lot, lots);
  return { shows: all, total };
}

/** From which rank on (and before which) entries are of the filter's days. */
function daysShown(
  { happenedAt }: EntryColumns,
  places: Int32Array,
  filter: EntryFilter,
): [begin: number, end: number] {
  const firstFrom = (instant: number) => {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((happenedAt[places[middle] as number] as number) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const begin = filter.from === null ? 0 : firstFrom(filter.from);
  return [begin, filter.before === null ? places.length : Math.max(begin, firstFrom(filter.before))];
}

// Twice the same loop on purpose: one function for columns of bytes and of numbers would be compiled for both, at half the speed.

/** Leaves those places whose kind a table allows, and counts them. */
function narrowToKinds(shows: Uint8Array, places: Int32Array, kind: Uint8Array, table: Uint8Array): number {
  let left = 0;
  for (let rank = 0; rank < places.length; rank += 1) {
    const mark = (shows[rank] as number) & (table[kind[places[rank] as number] as number] as number);
    shows[rank] = mark;
    left += mark;
  }
  return left;
}

/** Leaves those places whose lot, or wording, a table allows, and counts them. */
function narrowByTable(shows: Uint8Array, places: Int32Array, column: Int32Array, table: Uint8Array): number {
  let left = 0;
  for (let rank = 0; rank < places.length; rank += 1) {
    const mark = (shows[rank] as number) & (table[column[places[rank] as number] as number] as number);
    shows[rank] = mark;
    left += mark;
  }
  return left;
}

/** More than all words' bits together: what has it is not shown, whatever words it has. */
const never = 256;

/** The bits of a text's words by wording, of which those of kinds that are not shown can't be found: one pass then asks for both. */
function bitsOfWordings(
  { wordings }: EntryColumns,
  { labels, kinds, credits }: TextHits,
  kindsShown: Uint8Array | null,
): Uint16Array {
  return Uint16Array.from(wordings, ([kind = 0, credit = 0, ...written]) => {
    if (kindsShown?.[kind] === 0) return never;
    return written.reduce(
      (bits, label) => bits | (labels[label] as number),
      (kinds[kind] ?? 0) | (credits[credit] ?? 0),
    );
  });
}

/** Leaves those places that show every one of the words somewhere (in their wording, or in who used it), and counts them. */
function narrowToText(
  shows: Uint8Array,
  places: Int32Array,
  columns: EntryColumns,
  hits: TextHits,
  wordings: Uint16Array,
): number {
  const { every } = hits;
  const isDecided = wordings.every((bits) => bits === every || bits >= never) || !isUserFound(columns, hits);
  if (!isDecided) return narrowToWordingAndUser(shows, places, columns, hits, wordings);
  // Half the work, where who used an entry makes no difference.
  const found = Uint8Array.from(wordings, (bits) => Number(bits === every));
  return narrowByTable(shows, places, columns.wording, found);
}

/** True where one of those who used entries is written with one of the words. */
function isUserFound({ users }: EntryColumns, { labels }: TextHits): boolean {
  for (const label of users) if (labels[label] !== 0) return true;
  return false;
}

function narrowToWordingAndUser(
  shows: Uint8Array,
  places: Int32Array,
  { usedBy, wording }: EntryColumns,
  { every, labels }: TextHits,
  wordings: Uint16Array,
): number {
  let left = 0;
  for (let rank = 0; rank < places.length; rank += 1) {
    const place = places[rank] as number;
    const found = (wordings[wording[place] as number] as number) | (labels[usedBy[place] as number] as number);
    const mark = (shows[rank] as number) & Number(found === every);
    shows[rank] = mark;
    left += mark;
  }
  return left;
}

function kindsShown(kinds: readonly EntryKind[]): Uint8Array {
  const codes = new Uint8Array(kindCodesEnd);
  for (const name of entryKindNames) codes[entryKinds[name].code] = kinds.includes(name) ? 1 : 0;
  return codes;
}

/** The lots whose entries a filter may show, or null: all. */
function lotsShown(db: Db, lots: LotColumns, { creditKind, credit, status, now }: EntryFilter): Uint8Array | null {
  if (creditKind === null && credit === null && status === null) return null;
  const shown = new Uint8Array(lots.length).fill(1);
  if (creditKind !== null) {
    const credits = creditsOfKind(db, creditKind);
    for (let place = 0; place < shown.length; place += 1) {
      shown[place] = credits[lots.credit[place] as number] as number;
    }
  }
  if (credit !== null) {
    for (let place = 0; place < shown.length; place += 1) {
      shown[place] = (shown[place] as number) & Number(lots.credit[place] === credit);
    }
  }
  if (status !== null) narrowToStatus(shown, lots, statusCodes[status], now);
  return shown;
}

const statusCodes = { current: 0, expired: 1, used_up: 2 } as const;

/** Leaves the lots of a status, as `lotStatus` of src-shared/ledger/lot.ts tells it (a test holds the two together): worked out without branches, which would be guessed wrongly every other time. */
function narrowToStatus(shown: Uint8Array, { left, paused, endsAt }: LotColumns, status: number, now: number): void {
  for (let place = 0; place < shown.length; place += 1) {
    const isSpent = Number(left[place] === 0);
    const isOver = Number((endsAt[place] as number) <= now) & (1 - (paused[place] as number));
    const code = isSpent * (statusCodes.used_up - isOver);
    shown[place] = (shown[place] as number) & Number(code === status);
  }
}

/** 1 for each credit of a kind, by its number. */
function creditsOfKind(db: Db, kind: string): Uint8Array {
  const rows = statement(db, 'SELECT number, kind = ? FROM credits').raw(true).all(kind) as [number, number][];
  const credits = new Uint8Array(Math.max(0, ...rows.map(([number]) => number)) + 1);
  for (const [number, isOfKind] of rows) credits[number] = isOfKind;
  return credits;
}
