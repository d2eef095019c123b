import { Temporal } from 'temporal-polyfill';
import type { Picture } from './picture.ts';
import { storyZone } from './story.ts';

/** Who asks for what; as the contract's inputs name it. */
export type NaiveRequest = {
  customerId: string;
  amount: number;
  creditId?: string;
  resourceId?: string;
  membershipId?: string;
  lotId?: string;
  /** The session's start; null where only now counts. */
  sessionAt: string | null;
  ownOnly: boolean;
};
/** What pays, lot by lot, or what is there instead. */
type NaiveAnswer = { lines: { lotId: string; amount: number }[] } | { available: number; endsBefore: number };

/** The rules of "Which lots pay" once more, written for being read: from what the contract tells alone, one unit at a time. */
export function naiveAllocation(picture: Picture, request: NaiveRequest): NaiveAnswer {
  const today = dayAt(picture.now);
  const companies = request.ownOnly
    ? []
    : picture.companies.filter((one) => one.creditSharing && one.memberIds.includes(request.customerId));
  const owners = [request.customerId, ...companies.map((one) => one.id)];
  const resource = picture.resources.find((one) => one.id === request.resourceId);
  const paused = new Set(
    picture.memberships.filter((one) => one.pausedFrom !== null && one.pausedFrom <= today).map((one) => one.id),
  );
  const mayPay = (creditId: string) => {
    const credit = picture.credits.find((one) => one.id === creditId);
    if (!credit || credit.kind === 'pass') return false;
    if (request.creditId !== undefined && request.creditId !== creditId) return false;
    return !resource || credit.resourceTypeIds.length === 0 || credit.resourceTypeIds.includes(resource.resourceTypeId);
  };
  const there = picture.lots.filter(
    (lot) =>
      owners.includes(lot.customerId) &&
      mayPay(lot.creditId) &&
      lot.left > 0 &&
      Date.parse(lot.validFrom) <= picture.now &&
      !(lot.membershipId !== null && paused.has(lot.membershipId)) &&
      (lot.lastDay === null || lot.lastDay >= today) &&
      (request.membershipId === undefined || lot.membershipId === request.membershipId) &&
      (request.lotId === undefined || lot.id === request.lotId),
  );
  const sessionDay = request.sessionAt === null ? today : dayAt(Date.parse(request.sessionAt));
  const lasting = there.filter((lot) => lot.lastDay === null || lot.lastDay >= sessionDay);
  const order = (lot: (typeof there)[number]) =>
    [
      lot.customerId === request.customerId ? '0' : '1',
      lot.lastDay ?? 'never',
      lot.validFrom,
      String(lot.number).padStart(9, '0'),
    ].join(' ');
  const sum = (lots: typeof there, creditId: string) =>
    lots.reduce((total, lot) => total + (lot.creditId === creditId ? lot.left : 0), 0);
  const most = (lots: typeof there) => Math.max(0, ...lots.map((lot) => sum(lots, lot.creditId)));
  const enough = lasting
    .filter((lot) => sum(lasting, lot.creditId) >= request.amount)
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const first = enough[0];
  if (!first) return { available: most(lasting), endsBefore: most(there.filter((lot) => !lasting.includes(lot))) };
  const queue = enough
    .filter((lot) => lot.creditId === first.creditId)
    .flatMap((lot) => new Array<string>(lot.left).fill(lot.id));
  const taken = queue.slice(0, request.amount);
  return {
    lines: [...new Set(taken)].map((lotId) => ({ lotId, amount: taken.filter((one) => one === lotId).length })),
  };
}

/** The local day of an instant in milliseconds. */
export function dayAt(instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(storyZone).toPlainDate().toString();
}
