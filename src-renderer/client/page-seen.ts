import { focusManager } from '@tanstack/react-query';

/** How long a page that is not seen any more counts as seen: who only looks something up elsewhere finds it as it was. */
const glanceMs = 2000;

/** Waits until the page can be seen: its tab is in front, its window not minimized. Ends at once where the signal is aborted. */
export function untilSeen(signal: AbortSignal): Promise<void> {
  if (focusManager.isFocused() || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      unsubscribe();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const unsubscribe = focusManager.subscribe((seen) => {
      if (seen) done();
    });
    signal.addEventListener('abort', done);
  });
}

/** A signal that is aborted once the page has not been seen for a moment, until `leave` ends the watch. */
export function watchUnseen(): { unseen: AbortSignal; leave(): void } {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = (seen: boolean) => {
    clearTimeout(timer);
    if (!seen) timer = setTimeout(() => controller.abort(), glanceMs);
  };
  watch(focusManager.isFocused());
  const unsubscribe = focusManager.subscribe(watch);
  const leave = () => {
    unsubscribe();
    clearTimeout(timer);
  };
  return { unseen: controller.signal, leave };
}
