import { useLayoutEffect } from 'react';

/** What opened a dialog: what has the focus, or, where that is an item of a menu, the button of the menu. */
function openerOf(focused: Element | null): HTMLElement | null {
  const menu = focused?.closest('[role="menu"]');
  const button = menu?.id ? document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`) : null;
  const opener = button ?? focused;
  return opener instanceof HTMLElement && opener !== document.body ? opener : null;
}

/** Gives the focus back to what opened a dialog once it closes or goes; to the content where that is gone itself. */
export function useFocusBack(opened: boolean): void {
  useLayoutEffect(() => {
    if (!opened) return;
    const opener = openerOf(document.activeElement);
    return () => {
      // After the dialog has let go of it. Where somebody has put the focus elsewhere by then, it stays there.
      setTimeout(() => {
        const focused = document.activeElement;
        if (focused !== null && focused !== document.body && !focused.closest('[role="dialog"]')) return;
        const target = opener?.isConnected ? opener : document.getElementById('content');
        target?.focus({ preventScroll: true });
      });
    };
  }, [opened]);
}
