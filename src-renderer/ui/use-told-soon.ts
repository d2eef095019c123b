import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useLayoutEffect } from 'react';

/** Calls `onStep` whenever Back or Forward leads to another step of the history; hand in the same function all along. */
export function useHistoryStep(onStep: () => void): void {
  useEffect(() => {
    addEventListener('popstate', onStep);
    return () => removeEventListener('popstate', onStep);
  }, [onStep]);
}

/**
 * Tells what was typed once nothing new came for `delayMs`; never after the screen is left. React keeps a screen that is left
 * alive, unseen, until the code of the next one is there: told by it, an address would call it back.
 */
export function useToldSoon(tell: (text: string) => void, delayMs: number) {
  const soon = useDebouncedCallback(tell, delayMs);
  useLayoutEffect(() => () => soon.cancel(), [soon]);
  return soon;
}
