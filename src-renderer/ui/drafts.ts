import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from 'react';

const drafts = new Map<string, unknown>();

/** Forgets what was typed in every form: what one person typed is not for the next. */
export function forgetDrafts(): void {
  drafts.clear();
}

/**
 * State of a form that outlives its dialog: closed and opened again, a form of the same name goes on where it was left,
 * until `forget` (it was sent) or another person signs in.
 */
export function useDraft<T>(
  name: string,
  first: () => T,
): [value: T, set: Dispatch<SetStateAction<T>>, forget: () => void] {
  // What is kept under a name was put there by the form of that name.
  const [value, set] = useState(() => (drafts.has(name) ? (drafts.get(name) as T) : first()));
  const begun = useRef(value);
  useEffect(() => {
    if (value !== begun.current) drafts.set(name, value);
  }, [name, value]);
  return [value, set, () => void drafts.delete(name)];
}
