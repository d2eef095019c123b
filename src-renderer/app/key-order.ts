import { useSessionStore } from './session-store.ts';

const openAtFirst = new WeakSet<Event>();

const somethingOpen = () =>
  document.querySelector('[role="dialog"], [role="menu"], [role="listbox"], [aria-haspopup][aria-expanded="true"]') !==
  null;

/**
 * Stands first in line for every key, because it listens before any dialog does. While locked, shortcuts and Esc reach
 * nothing beneath the lock; otherwise it notes whether a dialog or menu is open, before that one closes on the same key.
 */
export function standFirstInLine(view: Window): void {
  view.addEventListener(
    'keydown',
    (event) => {
      if (useSessionStore.getState().locked) {
        if (event.key === 'Escape' || event.ctrlKey || event.metaKey) event.stopImmediatePropagation();
      } else if (somethingOpen()) openAtFirst.add(event);
    },
    { capture: true },
  );
}

/** True for a key that was meant for a dialog, menu or list that was open when it was pressed. */
export function wasForSomethingOpen(event: Event): boolean {
  return openAtFirst.has(event);
}
