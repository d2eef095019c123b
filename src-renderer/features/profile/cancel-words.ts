import type { AmountUnit } from '../../../src-shared/format-amounts.ts';
import type { CancelPreview } from '../../client/answers.ts';
import type { StudioFormat } from '../../ui/studio-format.tsx';
import { isOne } from './balance-words.ts';
import type { ReturnedBalance } from './returned-credit.ts';

type Credit = AmountUnit & { readonly name: string };

type Sums = { readonly back: number; readonly lost: number; readonly renewedTo: string | null };

/** What comes back in all, what of it ends again at once, and the last day of what becomes new credit. */
function sumsOf({ returned }: CancelPreview): Sums {
  const sum = (lots: CancelPreview['returned']) => lots.reduce((all, lot) => all + lot.amount, 0);
  return {
    back: sum(returned),
    lost: sum(returned.filter((lot) => lot.expiresAgain)),
    renewedTo: returned.find((lot) => lot.newLot && lot.amount > 0)?.lastDay ?? null,
  };
}

/** "Of these" where things that are counted come back, "Of it" where it is one, a time or a sum. */
function ofWhat(back: number, credit: Credit | undefined): string {
  const isCounted = credit === undefined || (credit.kind !== 'time' && credit.kind !== 'money');
  return isCounted && !(credit ? isOne(back, credit) : back === 1) ? 'Of these' : 'Of it';
}

/** What cancelling would do, in plain sentences. */
export function previewWords(preview: CancelPreview, credit: Credit | undefined, format: StudioFormat): string[] {
  if (!preview.free) return ['The time for a free cancellation is over: the credit stays spent.'];
  const amount = (value: number) => (credit ? format.credit(value, credit) : format.count(value));
  const { back, lost, renewedTo } = sumsOf(preview);
  if (back === 0) return ['This booking cost no credit, so nothing comes back.'];
  return [
    `${amount(back)} ${(credit ? isOne(back, credit) : back === 1) ? 'comes' : 'come'} back.`,
    ...(lost > 0
      ? [`${ofWhat(back, credit)} ${amount(lost)} ended in the meantime and would expire again at once.`]
      : []),
    ...(renewedTo !== null
      ? [`What ended in the meantime becomes new credit, valid to ${format.longDay(renewedTo)}.`]
      : []),
  ];
}

/** What cancelling has done, in plain sentences, with the balances that it changed. */
export function doneWords(
  done: CancelPreview,
  balances: readonly ReturnedBalance[],
  credit: Credit | undefined,
  format: StudioFormat,
): string[] {
  if (!done.free) return ['It was too late for a free cancellation: the credit stays spent.'];
  const amount = (value: number) => (credit ? format.credit(value, credit) : format.count(value));
  const { back, lost, renewedTo } = sumsOf(done);
  if (back === 0) return ['It cost no credit, so nothing came back.'];
  const lefts = balances.map(
    ({ left, owner, unit }) => `${format.amount(left, unit)} left now${owner === null ? '' : ` of ${owner}’s`}`,
  );
  return [
    `${amount(back)} came back${lefts.length > 0 ? `: ${lefts.join(', ')}` : ''}.`,
    ...(lost > 0
      ? [`${ofWhat(back, credit)} ${amount(lost)} had ended in the meantime and expired again at once.`]
      : []),
    ...(renewedTo !== null
      ? [`What had ended in the meantime is new credit now, valid to ${format.longDay(renewedTo)}.`]
      : []),
  ];
}

/** True where cancelling would do something else than what was shown. */
export function saysOther(fresh: CancelPreview, shown: CancelPreview): boolean {
  return fresh.free !== shown.free || JSON.stringify(fresh.returned) !== JSON.stringify(shown.returned);
}

/** The longest that a timer waits. */
const longestMs = 2 ** 31 - 1;

/** How long a preview holds, in milliseconds: until the free window has passed; false where it has. */
export function holdsFor(freeUntil: string, now: number): number | false {
  const left = Date.parse(freeUntil) - now;
  return left < 0 ? false : Math.min(left + 1, longestMs);
}
