import { expect } from 'vitest';
import type { Desk } from './open-studio.ts';
import type { Story } from './story.ts';

type Rows<Answer extends Promise<{ rows: unknown[] }>> = Awaited<Answer>['rows'];
type Lot = Rows<ReturnType<Desk['lots']['list']>>[number];
type Membership = Rows<ReturnType<Desk['memberships']['list']>>[number];
type Booking = Rows<ReturnType<Desk['bookings']['list']>>[number];
type Summary = Awaited<ReturnType<Desk['usage']['summary']>>['summaries'][number];

/** Everything that the desk tells about a studio at one instant. */
export type Picture = {
  now: number;
  head: string;
  entries: number;
  lots: Lot[];
  memberships: Membership[];
  bookings: Booking[];
  credits: { id: string; kind: string; resourceTypeIds: string[] }[];
  resources: { id: string; resourceTypeId: string }[];
  companies: { id: string; memberIds: string[]; creditSharing: boolean }[];
  /** The numbers of manual entries. */
  manual: number[];
};

/** Looks at everything, and at the proof of the ledger, which must hold. */
export async function pictureOf(story: Story, customerIds: readonly string[]): Promise<Picture> {
  const { desk } = story;
  const proof = await desk.ledger.verify({});
  expect(proof).toMatchObject({ ok: true, problems: [] });
  const of = <Row>(list: (customerId: string) => Promise<{ rows: Row[] }>) =>
    Promise.all(customerIds.map(async (id) => (await list(id)).rows)).then((rows) => rows.flat());
  const customers = await Promise.all(customerIds.map((id) => desk.customers.get({ id })));
  return {
    now: story.clock.now(),
    head: proof.head,
    entries: proof.entries,
    lots: await of((customerId) => desk.lots.list({ customerId, limit: 500 })),
    memberships: await of((customerId) => desk.memberships.list({ customerId, limit: 500 })),
    bookings: await of((customerId) => desk.bookings.list({ customerId, limit: 500 })),
    credits: (await desk.credits.list({})).rows,
    resources: (await desk.resources.list({})).rows,
    companies: customers
      .filter((one) => one.kind === 'company')
      .map(({ id, members, creditSharing }) => ({ id, creditSharing, memberIds: members.map((member) => member.id) })),
    manual: (await desk.usage.entries({ scope: { studio: true }, view: 'manual', limit: 500 })).rows.map(
      (row) => row.number,
    ),
  };
}

const lines = [
  'starting',
  'totalBooked',
  'freeCancellations',
  'rollover',
  'manual',
  'expired',
  'rolledOver',
  'left',
] as const;

/** Proves the identity in every scope: each lot, cycle, membership, customer and the studio, against the lots' remainders. */
export async function checkIdentity(story: Story, picture: Picture, customerIds: readonly string[]): Promise<void> {
  const { desk } = story;
  const summaries = async (scope: Parameters<Desk['usage']['summary']>[0]['scope'], lots: readonly Lot[]) => {
    const told = (await desk.usage.summary({ scope })).summaries;
    expect(Object.fromEntries(told.map((one) => [one.creditId, one.left]))).toEqual(leftPerCredit(lots));
    for (const one of told) expect(one.left).toBe(identityOf(one));
    return told;
  };
  for (const lot of picture.lots) expect(lot.left).toBeGreaterThanOrEqual(0);
  const studio = await summaries({ studio: true }, picture.lots);
  const ofCustomers: Summary[] = [];
  for (const customerId of customerIds) {
    ofCustomers.push(
      ...(await summaries(
        { customerId },
        picture.lots.filter((lot) => lot.customerId === customerId),
      )),
    );
  }
  expect(added(ofCustomers)).toEqual(added(studio));
  for (const { id, kind } of picture.memberships) {
    const lots = picture.lots.filter((lot) => lot.membershipId === id);
    const whole = await summaries({ membershipId: id }, lots);
    if (kind === 'product' || lots.some((lot) => lot.cycle === null)) continue;
    const cycles: Summary[] = [];
    for (const { number } of (await desk.memberships.cycles({ id })).rows) {
      cycles.push(
        ...(await summaries(
          { membershipId: id, cycle: number },
          lots.filter((lot) => lot.cycle === number),
        )),
      );
    }
    expect(added(cycles)).toEqual(added(whole));
  }
}

/** Proves the identity of each lot by its entries: their sum is what is left, and each balance after is the sum so far. */
export async function checkLots(story: Story, picture: Picture): Promise<void> {
  const entries = await story.entries({ studio: true });
  expect(entries).toHaveLength(picture.entries);
  for (const lot of picture.lots) {
    const own = entries.filter((entry) => entry.lotId === lot.id);
    expect(own.reduce((sum, entry) => sum + entry.amount, 0)).toBe(lot.left);
    const [summary] = (await story.desk.usage.summary({ scope: { lotId: lot.id } })).summaries;
    expect(summary?.left).toBe(lot.left);
  }
}

function identityOf(one: Summary): number {
  return (
    one.starting - one.totalBooked + one.freeCancellations + one.rollover + one.manual - one.expired - one.rolledOver
  );
}

function leftPerCredit(lots: readonly Lot[]): Record<string, number> {
  const left: Record<string, number> = {};
  for (const lot of lots) left[lot.creditId] = (left[lot.creditId] ?? 0) + lot.left;
  return left;
}

function added(summaries: readonly Summary[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of summaries)
    for (const line of lines) sums[`${one.creditId} ${line}`] = (sums[`${one.creditId} ${line}`] ?? 0) + one[line];
  return sums;
}
