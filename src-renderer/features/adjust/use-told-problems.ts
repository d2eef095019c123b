import { useEffect, useRef, useState } from 'react';
import { type AdjustForm, type ReadForm, toldProblems } from './adjust-form.ts';

/**
 * When each problem is told at its field: that of an amount once the field is left, all of them once the form is sent off (`tell`),
 * which gives the first of these fields the focus; before that the preview says why it shows nothing (`hint`).
 */
export function useToldProblems(form: AdjustForm, read: ReadForm) {
  const [tries, setTries] = useState(0);
  const [isAmountLeft, setAmountLeft] = useState(false);
  const fields = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  return {
    ...toldProblems(form, read, { isSent: tries > 0, isAmountLeft }),
    fields,
    tell: () => setTries((before) => before + 1),
    leaveAmount: () => setAmountLeft(form.amount.trim() !== ''),
  };
}
