import { DamagedRowsError } from './ledger-problems.ts';

/** What of an entry a list is made from, as a row of `entryRowSql`: instants in milliseconds, labels by number. */
export type EntryRow = readonly [
  number: number,
  lot: number,
  kind: number,
  amount: number,
  happenedAt: number,
  usedBy: number | null,
  staff: number | null,
  what: number | null,
  reference: number | null,
  memo: number | null,
];
/** What of a lot a list is made from, as a row of `lotRowSql`. */
export type LotRow = readonly [
  number: number,
  customer: number,
  credit: number,
  membership: number | null,
  cycle: number | null,
  source: number,
  endsAt: number | null,
  paused: number,
];

/** The columns of an entry's row, of `entries e`. */
export const entryRowSql =
  'e.number, e.lot, e.kind, e.amount, e.happened_at, e.used_by_label, e.staff_label, e.what, e.reference, e.memo';
/** The columns of a lot's row, of `lots l`. */
export const lotRowSql = 'l.number, l.customer, l.credit, l.membership, l.cycle, l.source_name, l.ends_at, l.paused';

/** Lots side by side, a column for each of their facts; a lot's place is where its facts are. */
export class LotColumns {
  length = 0;
  /** A lot's place by its number. */
  readonly places = new Map<number, number>();
  number = new Int32Array(0);
  customer = new Int32Array(0);
  credit = new Int32Array(0);
  /** 0: none. */
  membership = new Int32Array(0);
  /** 0: none. */
  cycle = new Int32Array(0);
  /** The label of the source's name. */
  source = new Int32Array(0);
  /** Infinity: never. */
  endsAt = new Float64Array(0);
  paused = new Uint8Array(0);
  /** What the entries that are here leave in the lot. */
  left = new Float64Array(0);
  /** Lots of one customer and credit have one group. */
  group = new Int32Array(0);
  groups = 0;
  /** What the entries that are here leave in each group. */
  leftInGroup = new Float64Array(0);
  readonly #groupOf = new Map<string, number>();

  /** Takes a lot in, or its facts anew. */
  set([number, customer, credit, membership, cycle, source, endsAt, paused]: LotRow): void {
    const place = this.places.get(number) ?? this.#add(number, customer, credit);
    this.number[place] = number;
    this.customer[place] = customer;
    this.credit[place] = credit;
    this.membership[place] = membership ?? 0;
    this.cycle[place] = cycle ?? 0;
    this.source[place] = source;
    this.endsAt[place] = endsAt ?? Number.POSITIVE_INFINITY;
    this.paused[place] = paused;
  }

  /** Adds an entry's amount to what its lot has left. */
  post(place: number, amount: number): void {
    const group = this.group[place] as number;
    this.left[place] = (this.left[place] as number) + amount;
    this.leftInGroup[group] = (this.leftInGroup[group] as number) + amount;
  }

  #add(number: number, customer: number, credit: number): number {
    const place = this.length;
    if (place === this.customer.length) this.#grow(Math.max(64, place * 2));
    this.length += 1;
    this.places.set(number, place);
    const key = `${customer} ${credit}`;
    const group = this.#groupOf.get(key) ?? this.groups;
    if (group === this.groups) {
      this.#groupOf.set(key, group);
      this.groups += 1;
      if (this.groups > this.leftInGroup.length) this.leftInGroup = grownDoubles(this.leftInGroup, this.groups * 2);
    }
    this.group[place] = group;
    return place;
  }

  #grow(size: number): void {
    this.number = grownInts(this.number, size);
    this.customer = grownInts(this.customer, size);
    this.credit = grownInts(this.credit, size);
    this.membership = grownInts(this.membership, size);
    this.cycle = grownInts(this.cycle, size);
    this.source = grownInts(this.source, size);
    this.group = grownInts(this.group, size);
    this.endsAt = grownDoubles(this.endsAt, size);
    this.left = grownDoubles(this.left, size);
    this.paused = grownBytes(this.paused, size);
  }
}

/** Entries side by side, a column for each of their facts, and their order in time. */
export class EntryColumns {
  readonly lots = new LotColumns();
  length = 0;
  number = new Int32Array(0);
  /** The lot's place in `lots`. */
  lot = new Int32Array(0);
  kind = new Uint8Array(0);
  amount = new Float64Array(0);
  happenedAt = new Float64Array(0);
  /** The label of who used it; 0: none. */
  usedBy = new Int32Array(0);
  /** The labels in `usedBy`, each once. */
  readonly users = new Set<number>();
  /** What else is written of it: the place in `wordings`. */
  wording = new Int32Array(0);
  /** Kind's code, credit, then labels (0: none) of the lot's source, staff, what, reference and memo: many entries share one wording. */
  readonly wordings: (readonly number[])[] = [];
  /** The places of the entries, oldest first: by instant, then by number. */
  order = new Int32Array(0);
  readonly #wordingOf = new Map<string, number>();

  /** Makes room for so many entries at once, so that columns do not grow on the way. */
  reserve(entries: number): void {
    if (entries > this.number.length) this.#grow(entries);
  }

  /** Takes entries in, whose lots are here (throws DamagedRowsError otherwise); their order with those before is kept. */
  add(rows: readonly EntryRow[]): void {
    // Before any is taken in, so that who asks again finds the columns as they were.
    const stray = rows.find((row) => !this.lots.places.has(row[1]));
    if (stray) throw new DamagedRowsError(`entry ${stray[0]} is of lot ${stray[1]}, which is not there`);
    const first = this.length;
    if (first + rows.length > this.number.length) this.#grow(Math.max(64, first * 1.5, first + rows.length));
    for (const row of rows) this.#addOne(row);
    const added = Int32Array.from(rows, (_, place) => first + place).sort((a, b) => this.#compare(a, b));
    this.#merge(added, first);
  }

  #addOne([number, lot, kind, amount, happenedAt, usedBy, staff, what, reference, memo]: EntryRow): void {
    const place = this.length;
    const lotPlace = this.lots.places.get(lot) as number; // `add` has looked
    this.number[place] = number;
    this.lot[place] = lotPlace;
    this.kind[place] = kind;
    this.amount[place] = amount;
    this.happenedAt[place] = happenedAt;
    this.usedBy[place] = usedBy ?? 0;
    this.users.add(usedBy ?? 0);
    this.wording[place] = this.#placeOfWording(
      kind,
      lotPlace,
      `${staff ?? 0} ${what ?? 0} ${reference ?? 0} ${memo ?? 0}`,
    );
    this.lots.post(lotPlace, amount);
    this.length += 1;
  }

  #placeOfWording(kind: number, lot: number, written: string): number {
    const key = `${kind} ${this.lots.credit[lot]} ${this.lots.source[lot]} ${written}`;
    const known = this.#wordingOf.get(key);
    if (known !== undefined) return known;
    const place = this.wordings.push(key.split(' ').map(Number)) - 1;
    this.#wordingOf.set(key, place);
    return place;
  }

  #compare(a: number, b: number): number {
    return (this.happenedAt[a] ?? 0) - (this.happenedAt[b] ?? 0) || (this.number[a] ?? 0) - (this.number[b] ?? 0);
  }

  /** Puts places that are in order among the `count` that are in order already, from the end, where new ones mostly belong. */
  #merge(added: Int32Array, count: number): void {
    const { order } = this;
    let old = count - 1;
    let fresh = added.length - 1;
    for (let to = count + added.length - 1; fresh >= 0; to -= 1) {
      const newest = added[fresh] ?? 0;
      const oldest = order[old] ?? 0;
      if (old >= 0 && this.#compare(oldest, newest) > 0) {
        order[to] = oldest;
        old -= 1;
      } else {
        order[to] = newest;
        fresh -= 1;
      }
    }
  }

  #grow(size: number): void {
    const room = Math.ceil(size);
    this.number = grownInts(this.number, room);
    this.lot = grownInts(this.lot, room);
    this.usedBy = grownInts(this.usedBy, room);
    this.wording = grownInts(this.wording, room);
    this.order = grownInts(this.order, room);
    this.kind = grownBytes(this.kind, room);
    this.amount = grownDoubles(this.amount, room);
    this.happenedAt = grownDoubles(this.happenedAt, room);
  }
}

function grownInts(column: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(size);
  grown.set(column);
  return grown;
}

function grownDoubles(column: Float64Array<ArrayBuffer>, size: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(size);
  grown.set(column);
  return grown;
}

function grownBytes(column: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(size);
  grown.set(column);
  return grown;
}
