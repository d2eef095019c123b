import type { AmountUnit } from '../../../src-shared/format-amounts.ts';
import { parseAmount } from '../../../src-shared/parse-amounts.ts';
import type { Lot } from '../../client/answers.ts';

/** What the dialog of a change takes; `over` says why the lot can't be changed any more, null while it can. */
export type LotChangeProps = { readonly lot: Lot; readonly over: string | null; readonly onClose: () => void };

/** What is typed in "Edit" of a lot. */
export type LotEdit = {
  readonly left: string;
  readonly expires: 'never' | 'day';
  readonly lastDay: string | null;
};

/** What would change, as `lots.update` takes it (nothing, where all is as it was), or what is amiss in a field. */
export type ReadLotEdit =
  | { readonly ok: true; readonly change: { left?: number; lastDay?: string | null } }
  | { readonly ok: false; readonly problems: { left?: string; lastDay?: string } };

/** What the form says: what was typed, and where nothing was, the lot as it is now. */
export function formOf(asItIs: LotEdit, typed: Partial<LotEdit>): LotEdit {
  return { ...asItIs, ...typed };
}

/** What was typed, with one part more. Whether it expires and when are one answer: whoever gives half of it keeps both. */
export function typedWith(typed: Partial<LotEdit>, asItIs: LotEdit, part: Partial<LotEdit>): Partial<LotEdit> {
  const { expires, lastDay } = formOf(asItIs, typed);
  return { ...typed, ...('left' in part ? {} : { expires, lastDay }), ...part };
}

/** Why a lot can no longer be edited or deleted, or null while it can; undefined for one that is not listed any more. */
export function overWords(lot: { readonly status: 'current' | 'expired' | 'used_up' } | undefined): string | null {
  if (lot?.status === 'current') return null;
  const what = lot === undefined ? 'was taken off the list' : lot.status === 'expired' ? 'has expired' : 'was used up';
  return `This lot ${what} in the meantime, so it can’t be edited or deleted any more.`;
}

const isZero = (text: string) => /^0+([.,]0*)?$/.test(text.trim());

/** Reads the form for a lot: exact integers, and only what differs from the lot as it is. */
export function readLotEdit(
  edit: LotEdit,
  lot: { readonly left: number; readonly lastDay: string | null },
  credit: AmountUnit,
  today: string,
): ReadLotEdit {
  const left = isZero(edit.left) ? { ok: true as const, amount: 0 } : parseAmount(edit.left, credit);
  const lastDay = edit.expires === 'never' ? null : edit.lastDay;
  const dayChanged = lastDay !== lot.lastDay;
  const dayProblem =
    edit.expires === 'day' && edit.lastDay === null
      ? 'Choose the last day, or Never.'
      : dayChanged && lastDay !== null && lastDay < today
        ? 'That day is over. Choose today or a later day.'
        : undefined;
  if (!left.ok || dayProblem !== undefined) {
    return {
      ok: false,
      problems: {
        ...(left.ok ? {} : { left: left.problem }),
        ...(dayProblem === undefined ? {} : { lastDay: dayProblem }),
      },
    };
  }
  return {
    ok: true,
    change: { ...(left.amount === lot.left ? {} : { left: left.amount }), ...(dayChanged ? { lastDay } : {}) },
  };
}
