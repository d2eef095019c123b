import type { AmountUnit } from '../../../src-shared/format-amounts.ts';
import type { CancelPreview } from '../../client/answers.ts';
import type { StudioFormat } from '../../ui/studio-format.tsx';
import { isOne } from './balance-words.ts';

type Credit = AmountUnit & { readonly name: string };

/** What cancelling would do, in plain sentences. */
export function previewWords(preview: CancelPreview, credit: Credit | undefined, format: StudioFormat): string[] {
  if (!preview.free) return ['The time for a free cancellation is over: the credit stays spent.'];
  const amount = (value: number) => (credit ? format.credit(value, credit) : format.count(value));
  const returned = preview.returned.filter((lot) => lot.amount > 0);
  const back = returned.reduce((sum, lot) => sum + lot.amount, 0);
  const lost = returned.filter((lot) => lot.expiresAgain).reduce((sum, lot) => sum + lot.amount, 0);
  const renewed = returned.find((lot) => lot.newLot);
  if (back === 0) return ['This booking cost no credit, so nothing comes back.'];
  return [
    `${amount(back)} ${(credit ? isOne(back, credit) : back === 1) ? 'comes' : 'come'} back.`,
    ...(lost > 0 ? [`Of it ${amount(lost)} ended in the meantime and would expire again at once.`] : []),
    ...(renewed?.lastDay
      ? [`What ended in the meantime becomes new credit, valid to ${format.longDay(renewed.lastDay)}.`]
      : []),
  ];
}

/** True where cancelling would do something else than what was shown. */
export function saysOther(
  fresh: CancelPreview,
  shown: CancelPreview,
  credit: Credit | undefined,
  format: StudioFormat,
): boolean {
  const wordsOf = (preview: CancelPreview) => previewWords(preview, credit, format).join(' ');
  return fresh.free !== shown.free || wordsOf(fresh) !== wordsOf(shown);
}

/** The longest that a timer waits. */
const longestMs = 2 ** 31 - 1;

/** How long a preview holds, in milliseconds: until the free window has passed; false where it has. */
export function holdsFor(freeUntil: string, now: number): number | false {
  const left = Date.parse(freeUntil) - now;
  return left < 0 ? false : Math.min(left + 1, longestMs);
}
