import { useEffect, useRef } from 'react';
import { focusContent } from './keep-focus.ts';

/** What opened a dialog: what has the focus, or, where that is an item of a menu, the button of the menu. */
function openerOf(focused: Element | null): HTMLElement | null {
  const menu = focused?.closest('[role="menu"]');
  const button = menu?.id ? document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`) : null;
  const opener = button ?? focused;
  return opener instanceof HTMLElement && opener !== document.body ? opener : null;
}

/** Gives the focus back to what opened a dialog once it closes or goes; to the content where that is gone itself. */
export function useFocusBack(opened: boolean): void {
  const wasOpened = useRef(false);
  const opener = useRef<HTMLElement | null>(null);
  // While it is drawn for the first time: afterwards the menu that it was chosen from has gone.
  if (opened && !wasOpened.current) opener.current = openerOf(document.activeElement);
  wasOpened.current = opened;
  useEffect(() => {
    if (!opened) return;
    return () => {
      // After the dialog has let go of it. Where somebody has put the focus elsewhere by then, it stays there.
      setTimeout(() => {
        const focused = document.activeElement;
        if (focused !== null && focused !== document.body && !focused.closest('[role="dialog"]')) return;
        if (opener.current?.isConnected) opener.current.focus({ preventScroll: true });
        else focusContent();
      });
    };
  }, [opened]);
}
