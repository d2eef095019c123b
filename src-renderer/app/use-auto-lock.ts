import { useEffect } from 'react';

/** How long a desk may stand without input before it locks by itself. */
export const lockAfterMs = 10 * 60_000;

const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Where the windows of a desk tell each other when the last input was. */
const lastInputKey = 'tallydesk.last-input';
const tellEveryMs = 5000;

/**
 * Locks after `afterMs` without input at any window of the desk. Asks the clock every few seconds, so that a computer that slept
 * locks when it wakes.
 */
export function useAutoLock(lock: () => void, enabled: boolean, afterMs = lockAfterMs): void {
  useEffect(() => {
    if (!enabled) return;
    let lastInput = Date.now();
    const onInput = () => {
      lastInput = Date.now();
    };
    const timer = setInterval(() => {
      const now = Date.now();
      const told = Number(localStorage.getItem(lastInputKey));
      // A time to come was told before the computer's clock was set back: it must not keep the desk open.
      const elsewhere = told > now ? 0 : told;
      if (now - Math.max(lastInput, elsewhere) >= afterMs) lock();
      else if (lastInput > elsewhere) localStorage.setItem(lastInputKey, String(lastInput));
    }, tellEveryMs);
    for (const sign of signsOfLife) addEventListener(sign, onInput, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      for (const sign of signsOfLife) removeEventListener(sign, onInput, { capture: true });
    };
  }, [lock, enabled, afterMs]);
}
