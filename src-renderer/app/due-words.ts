import { formatCount } from '../../src-shared/format-amounts.ts';

/** What follows from confirming the date, before it is confirmed. */
export function dueWords(due: number, locale: string): string {
  if (due === 0) return 'Nothing is due up to that day. Whatever is done from now on is recorded with that date.';
  const are = due === 1 ? '1 membership or lot is' : `${formatCount(due, locale)} memberships and lots are`;
  return `${are} due: all cycles, rollovers and expiries up to that day are posted. They can’t be taken back.`;
}
