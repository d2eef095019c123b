import { kindCodesEnd } from '../../src-shared/ledger/entry-kinds.ts';
import { isKindCode, type SealedRow } from './sealed-rows.ts';

/** Where in a lot's numbers each stands: `day` is the last day's place among the days, from `kinds` on are its sums by kind's code, 0 for codes that are none. */
const at = {
  lot: 0,
  firstBy: 1,
  customer: 2,
  credit: 3,
  membership: 4,
  dayBy: 5,
  day: 6,
  granted: 7,
  kinds: 8,
} as const;
const width = at.kinds + kindCodesEnd;

/** What the entries say about a lot. `kinds`: sums by the kinds' codes. */
export type LotSaid = {
  readonly customer: number;
  readonly credit: number;
  readonly membership: number | null;
  readonly lastDay: string | null;
  readonly granted: number;
  readonly kinds: Float64Array;
  readonly left: number;
};

type Total = { total: number; entries: number };

/** Sums as one thread hands them to another. */
export type SumsMessage = {
  /** One lot after the other, `width` numbers each. */
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly lots: number;
  readonly days: readonly (string | null)[];
  readonly totals: ReadonlyMap<number, Total>;
};

/**
 * The sums that entries give per lot and per credit. Entries come in any order of ranges: a lot's owner is told by its first
 * entry, its last day by the last one that set it. In one block of numbers: there may be a million lots.
 */
export class EntrySums {
  #numbers = new Float64Array(64 * width);
  readonly #bases = new Map<number, number>();
  /** Every last day that was met, once. */
  readonly #days: (string | null)[] = [null];
  readonly #dayPlaces = new Map<string | null, number>([[null, 0]]);
  readonly #totals = new Map<number, Total>();

  add(row: SealedRow): void {
    const [number, , , kind, amount, lot, customer, credit, membership, opensLot, dayBefore, dayAfter] = row;
    const code = isKindCode(kind) ? kind : 0;
    const base = this.#baseOf(lot);
    const numbers = this.#numbers;
    if (number < (numbers[base + at.firstBy] ?? 0)) {
      numbers[base + at.firstBy] = number;
      numbers[base + at.customer] = customer;
      numbers[base + at.credit] = credit;
      numbers[base + at.membership] = membership ?? Number.NaN;
    }
    if (opensLot === 1 || dayBefore !== dayAfter) {
      numbers[base + at.dayBy] = number;
      numbers[base + at.day] = this.#dayPlaceOf(dayAfter);
    }
    if (opensLot === 1) increase(numbers, base + at.granted, amount);
    increase(numbers, base + at.kinds + code, amount);
    this.#addTotal(credit * kindCodesEnd + code, amount, 1);
  }

  /** Adds the sums of other entries. */
  merge({ numbers: others, lots, days, totals }: SumsMessage): void {
    for (let other = 0; other < lots * width; other += width) {
      const base = this.#baseOf(others[other + at.lot] ?? 0);
      const numbers = this.#numbers;
      const take = (place: number) => {
        numbers[base + place] = others[other + place] ?? 0;
      };
      if ((others[other + at.firstBy] ?? 0) < (numbers[base + at.firstBy] ?? 0)) {
        for (let place = at.firstBy; place <= at.membership; place += 1) take(place);
      }
      if ((others[other + at.dayBy] ?? 0) > (numbers[base + at.dayBy] ?? 0)) {
        take(at.dayBy);
        numbers[base + at.day] = this.#dayPlaceOf(days[others[other + at.day] ?? 0] ?? null);
      }
      for (let sum = at.granted; sum < width; sum += 1) increase(numbers, base + sum, others[other + sum] ?? 0);
    }
    for (const [key, { total, entries }] of totals) this.#addTotal(key, total, entries);
  }

  /** What the entries say about a lot; null where none is of it. */
  lot(lot: number): LotSaid | null {
    const base = this.#bases.get(lot);
    if (base === undefined) return null;
    const own = this.#numbers.subarray(base, base + width);
    const kinds = own.subarray(at.kinds);
    let left = 0;
    for (const one of kinds) left += one;
    const membership = own[at.membership] ?? Number.NaN;
    return {
      customer: own[at.customer] ?? 0,
      credit: own[at.credit] ?? 0,
      membership: Number.isNaN(membership) ? null : membership,
      lastDay: this.#days[own[at.day] ?? 0] ?? null,
      granted: own[at.granted] ?? 0,
      kinds,
      left,
    };
  }

  /** The sum and number of the entries of a credit and a kind's code. */
  total(credit: number, code: number): Readonly<Total> {
    return (isKindCode(code) && this.#totals.get(credit * kindCodesEnd + code)) || { total: 0, entries: 0 };
  }

  /** Of how many pairs of credit and kind there are entries. */
  get totals(): number {
    return this.#totals.size;
  }

  toMessage(): SumsMessage {
    return { numbers: this.#numbers, lots: this.#bases.size, days: this.#days, totals: this.#totals };
  }

  /** Where a lot's numbers begin; a new lot's stand there after that, with no first entry yet. */
  #baseOf(lot: number): number {
    const known = this.#bases.get(lot);
    if (known !== undefined) return known;
    const base = this.#bases.size * width;
    this.#bases.set(lot, base);
    if (base + width > this.#numbers.length) {
      const larger = new Float64Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[base + at.lot] = lot;
    this.#numbers[base + at.firstBy] = Number.POSITIVE_INFINITY;
    return base;
  }

  #dayPlaceOf(day: string | null): number {
    const known = this.#dayPlaces.get(day);
    if (known !== undefined) return known;
    this.#dayPlaces.set(day, this.#days.length);
    return this.#days.push(day) - 1;
  }

  #addTotal(key: number, amount: number, entries: number): void {
    const total = this.#totals.get(key);
    if (total) {
      total.total += amount;
      total.entries += entries;
    } else this.#totals.set(key, { total: amount, entries });
  }
}

function increase(numbers: Float64Array, place: number, amount: number): void {
  numbers[place] = (numbers[place] ?? 0) + amount;
}
