import { type ErrorSentence, errorCode, errorFacts, errorLine, errorSentence } from '../client/error-sentences.ts';

/** How far an Undo came before it failed; `left` as `askLeftNow` tells it. */
export type UndoneSoFar = { readonly undone: number; readonly of: number; readonly left: string };

/** Why an Undo failed, and what of it was done all the same. */
export function undoFailure(
  error: unknown,
  { undone, of, left }: UndoneSoFar,
  amount: (amount: number) => string,
): ErrorSentence {
  const isSpent = errorCode(error) === 'INSUFFICIENT_CREDIT';
  const reason = isSpent ? { title: 'This can’t be undone', advice: spentWords(error, amount) } : errorSentence(error);
  if (undone === 0) return reason;
  const rest = isSpent ? reason.advice : errorLine(error);
  return { title: `Undone in part, ${undone} of ${of} entries${left}`, advice: `The rest: ${rest}` };
}

/** What was added has been spent in the meantime. */
function spentWords(error: unknown, amount: (amount: number) => string): string {
  const { requested, available } = errorFacts(error);
  return `It added ${amount(Number(requested))}, and ${amount(Number(available))} is left.`;
}
