import { ORPCError } from '@orpc/server';
import { Temporal } from 'temporal-polyfill';
import { type Desk, openStudio, type TestApp } from './open-studio.ts';

/** The zone of all stories. */
export const storyZone = 'Europe/Berlin';

type PlanInput = Parameters<Desk['plans']['create']>[0];
type Benefit = PlanInput['benefits'][number];
type BookingInput = Parameters<Desk['bookings']['create']>[0];
type EntriesInput = Parameters<Desk['usage']['entries']>[0];
/** One entry as `usage.entries` tells it. */
export type EntryRow = Awaited<ReturnType<Desk['usage']['entries']>>['rows'][number];
/** Which lots figures are about, as the contract names it. */
export type Scope = EntriesInput['scope'];

/** The real app with a studio in Berlin and short words for what stories do again and again. */
export type Story = TestApp & {
  /** An idempotency key that was never used before. */
  key(): string;
  /** Sets the clock to a local time in Berlin: `2026-02-11 08:00`. */
  on(local: string): void;
  /** Adds a credit of kind `session` unless told otherwise; its id. */
  credit(name: string, more?: Partial<Parameters<Desk['credits']['create']>[0]>): Promise<string>;
  /** Adds a plan, monthly unless told otherwise; its id. */
  plan(name: string, benefits: Benefit[], more?: Partial<PlanInput>): Promise<string>;
  product(name: string, benefits: Parameters<Desk['products']['create']>[0]['benefits']): Promise<string>;
  person(name: string, email?: string): Promise<string>;
  company(name: string, memberIds: string[], creditSharing?: boolean): Promise<string>;
  /** Starts a membership of a plan. */
  start(customerId: string, planId: string, startsOn: string): ReturnType<Desk['memberships']['start']>;
  buy(customerId: string, productId: string, startsOn: string): ReturnType<Desk['memberships']['start']>;
  /** Adds credit by hand that never ends unless `lastDay` is told; the lot's id. */
  add(
    customerId: string,
    creditId: string,
    amount: number,
    more?: { lastDay?: string; membershipId?: string; memo?: string },
  ): Promise<string>;
  /** Books an hour from a local time on. */
  book(
    input: Omit<BookingInput, 'key' | 'name' | 'startsAt' | 'endsAt'> & { at: string; name?: string },
  ): ReturnType<Desk['bookings']['create']>;
  cancel(id: string, more?: { waive?: { reason: string }; extendTo?: string }): ReturnType<Desk['bookings']['cancel']>;
  /** All entries of a scope, oldest first. */
  entries(scope: Scope): Promise<EntryRow[]>;
  /** A customer's entries, oldest first, each as `2026-02-28 00:00 rollover_out -3 A`; lots by letter in the order of their making. */
  ledgerOf(customerId: string): Promise<string[]>;
  /** A customer's lots in the order of their making, each as `A Flow 8 5 of 8, last day 2026-02-27`. */
  lotsOf(customerId: string): Promise<string[]>;
};

/** Opens a story; `now` is a local time in Berlin. */
export async function openStory(now = '2026-01-31 08:00', dataDir?: string): Promise<Story> {
  const opened = await openStudio({ now: instantAt(now), ...(dataDir === undefined ? {} : { dataDir }) });
  return storyOf(opened);
}

/** The words of a story for an app that is open. */
export function storyOf(opened: TestApp): Story {
  const { desk } = opened;
  let keys = 0;
  const key = () => `${opened.clock.now()}-${++keys}-${process.hrtime.bigint()}`;
  const on = (local: string) => opened.at(instantAt(local));
  return {
    ...opened,
    key,
    on,
    ...builders(desk, key),
    ...watchers(desk),
  };
}

function builders(
  desk: Desk,
  key: () => string,
): Omit<Story, keyof TestApp | 'key' | 'on' | 'entries' | 'ledgerOf' | 'lotsOf'> {
  return {
    credit: async (name, more = {}) => (await desk.credits.create({ name, kind: 'session', ...more })).id,
    plan: async (name, benefits, more = {}) =>
      (await desk.plans.create({ name, cycle: { every: 1, unit: 'month' }, benefits, ...more })).id,
    product: async (name, benefits) => (await desk.products.create({ name, benefits })).id,
    person: async (name, email) =>
      (await desk.customers.create({ kind: 'person', name, ...(email ? { email } : {}) })).id,
    async company(name, memberIds, creditSharing = true) {
      const { id } = await desk.customers.create({ kind: 'company', name });
      await desk.teams.set({ companyId: id, memberIds, creditSharing });
      return id;
    },
    start: (customerId, planId, startsOn) => desk.memberships.start({ customerId, planId, startsOn, key: key() }),
    buy: (customerId, productId, startsOn) => desk.memberships.start({ customerId, productId, startsOn, key: key() }),
    async add(
      customerId,
      creditId,
      amount,
      { lastDay = null, ...more }: { lastDay?: string | null; membershipId?: string; memo?: string } = {},
    ) {
      const added = await desk.adjustments.add({ customerId, creditId, amount, lastDay, key: key(), ...more });
      return added.allocation[0]?.lotId ?? '';
    },
    book({ at, name = 'Flow 60', ...input }) {
      const startsAt = instantAt(at);
      const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
      return desk.bookings.create({ name, startsAt, endsAt, key: key(), ...input });
    },
    cancel: (id, more = {}) => desk.bookings.cancel({ id, key: key(), ...more }),
  };
}

function watchers(desk: Desk): Pick<Story, 'entries' | 'ledgerOf' | 'lotsOf'> {
  const entries = async (scope: Scope) => {
    const rows: EntryRow[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await desk.usage.entries({ scope, limit: 500, ...(cursor ? { cursor } : {}) });
      rows.push(...page.rows);
      cursor = page.nextCursor;
    } while (cursor);
    return rows.sort((a, b) => a.number - b.number);
  };
  const lots = async (customerId: string) => (await desk.lots.list({ customerId, limit: 500 })).rows.reverse();
  return {
    entries,
    async ledgerOf(customerId) {
      const letters = new Map((await lots(customerId)).map((lot, place) => [lot.id, letterOf(place)]));
      return (await entries({ customerId })).map(
        (row) => `${localOf(row.usedOn)} ${row.kind} ${signedText(row.amount)} ${letters.get(row.lotId)}`,
      );
    },
    async lotsOf(customerId) {
      return (await lots(customerId)).map(
        (lot, place) =>
          `${letterOf(place)} ${lot.sourceName} ${lot.left} of ${lot.granted}, last day ${lot.lastDay ?? 'never'}`,
      );
    },
  };
}

/** A local time in Berlin (`2026-02-11 08:00`) as an instant in UTC. */
export function instantAt(local: string): string {
  const zoned = Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(storyZone);
  return new Date(zoned.epochMilliseconds).toISOString();
}

/** An instant as a local time in Berlin. */
function localOf(iso: string): string {
  return Temporal.Instant.from(iso)
    .toZonedDateTimeISO(storyZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');
}

/** What an operation was refused with: its code and facts. Throws where it was not refused. */
export async function refusalOf(
  work: Promise<unknown>,
): Promise<{ code: string; data: Record<string, unknown>; message: string }> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    return { code: error.code, data: (error.data ?? {}) as Record<string, unknown>, message: error.message };
  }
  throw new Error('expected a refusal, and it was done');
}

/** The code that an operation was refused with, or `done`. */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    return error.code;
  }
}

/** A table in Markdown as rows of cells, without its rule line. */
export function tableOf(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^\||\|$/g, '')
        .split('|')
        .map((cell) => cell.trim()),
    )
    .filter((cells) => !cells.every((cell) => /^-+$/.test(cell)));
}

const letterOf = (place: number) => (place < 26 ? String.fromCharCode(65 + place) : `lot ${place + 1}`);
const signedText = (amount: number) => (amount < 0 ? `−${-amount}` : `+${amount}`);
