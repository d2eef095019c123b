import { addSpans } from '../../../src-shared/days.ts';
import type { AmountUnit } from '../../../src-shared/format-amounts.ts';
import type { Day } from '../../../src-shared/ids.ts';
import { type ParsedAmount, parseAmount } from '../../../src-shared/parse-amounts.ts';
import type { Inputs } from '../../client/client.ts';

/** What is typed and chosen in "Adjust balance". */
export type AdjustForm = {
  readonly type: 'add' | 'deduct';
  readonly creditId: string | null;
  readonly amount: string;
  readonly expires: 'never' | 'day';
  readonly lastDay: string | null;
  readonly memo: string;
  readonly membershipId: string | null;
};

/** The longest memo that the ledger keeps. */
export const memoMax = 500;

/** What `adjustments.preview` takes. */
export type AdjustInput = Inputs['adjustments']['preview'];

/** What is amiss in each field, in words; no field, no problem. */
export type AdjustProblems = Partial<Record<'creditId' | 'amount' | 'lastDay', string>>;

/** The form as the ledger takes it, or what is amiss. */
export type ReadForm =
  | { readonly ok: true; readonly input: AdjustInput }
  | { readonly ok: false; readonly problems: AdjustProblems };

type CreditOfForm = AmountUnit & { readonly id: string };

function readLastDay(form: AdjustForm, today: string): string | undefined {
  if (form.type === 'deduct' || form.expires === 'never') return undefined;
  if (form.lastDay === null) return 'Choose the last day, or Never.';
  return form.lastDay < today ? 'That day is over. Choose today or a later day.' : undefined;
}

/** Reads the form for a customer: exact integers out of what was typed, or a sentence per field that needs another look. */
export function readAdjustForm(
  form: AdjustForm,
  customerId: string,
  credits: readonly CreditOfForm[],
  today: string,
): ReadForm {
  const credit = credits.find((one) => one.id === form.creditId);
  const amount: ParsedAmount = credit ? parseAmount(form.amount, credit) : { ok: false, problem: '' };
  const lastDay = readLastDay(form, today);
  if (!credit || !amount.ok || lastDay !== undefined) {
    return {
      ok: false,
      problems: {
        ...(credit ? {} : { creditId: 'Which credit? Choose one.' }),
        ...(credit && !amount.ok ? { amount: amount.problem } : {}),
        ...(lastDay === undefined ? {} : { lastDay }),
      },
    };
  }
  const memo = form.memo.trim();
  const common = {
    customerId,
    creditId: credit.id,
    amount: amount.amount,
    ...(memo === '' ? {} : { memo }),
    ...(form.membershipId === null ? {} : { membershipId: form.membershipId }),
  };
  const input: AdjustInput =
    form.type === 'deduct'
      ? { type: 'deduct', ...common }
      : { type: 'add', ...common, lastDay: form.expires === 'never' ? null : form.lastDay };
  return { ok: true, input };
}

/** The problems that are told at their fields, and what the preview says while it shows nothing: the reason, unless a field tells it. */
export function toldProblems(
  form: AdjustForm,
  read: ReadForm,
  { isSent, isAmountLeft }: { readonly isSent: boolean; readonly isAmountLeft: boolean },
): { problems: AdjustProblems; hint: string } {
  const all: AdjustProblems = read.ok ? {} : read.problems;
  const typed = form.amount.trim() !== '';
  const problems = isSent ? all : isAmountLeft && typed && all.amount !== undefined ? { amount: all.amount } : {};
  const reason = typed ? (all.amount ?? all.lastDay) : undefined;
  const isTold = reason !== undefined && Object.values(problems).includes(reason);
  return { problems, hint: reason === undefined || isTold ? 'Type an amount to see which lots change.' : reason };
}

/** The last days that are asked for most, counted from today; with the end of a running cycle where there is one. */
export function offeredDays(today: Day, cycleEnd: string | null): { label: string; day: string }[] {
  return [
    ...(cycleEnd !== null && cycleEnd >= today ? [{ label: 'End of the cycle', day: cycleEnd }] : []),
    { label: '+1 month', day: addSpans(today, { every: 1, unit: 'month' }, 1) },
    { label: '+3 months', day: addSpans(today, { every: 1, unit: 'month' }, 3) },
    { label: 'End of year', day: `${today.slice(0, 4)}-12-31` },
  ];
}
