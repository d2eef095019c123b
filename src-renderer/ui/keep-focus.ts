/** Gives the content the focus, without moving it. */
export function focusContent(): void {
  document.getElementById('content')?.focus({ preventScroll: true });
}

/** How long whoever takes something away has to put the focus elsewhere. */
const momentMs = 60;

/** Gives the open dialog the focus, or where there is none the content. */
export function focusDialogOrContent(): void {
  const dialog = [...document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')].at(-1);
  if (dialog) dialog.focus({ preventScroll: true });
  else focusContent();
}

/**
 * Sees to it that the next key has somewhere to go. What has the focus and is taken away (a row that was deleted, a notice
 * that ends) leaves it to the open dialog, else to the content, unless something takes it within a moment; a button that
 * rests while it works gets it back. Focus that was given up by a click beside everything stays given up. Returns its end.
 */
export function keepFocus(): () => void {
  let last: HTMLElement | null = null;
  let rested = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLost = () => last !== null && document.activeElement === document.body;
  const onFocus = ({ target }: FocusEvent) => {
    last = target instanceof HTMLElement ? target : null;
    rested = false;
  };
  const onPointer = () => {
    last = null;
  };
  const look = () => {
    if (last?.matches(':disabled')) rested = true;
    if (!isLost()) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!isLost()) return;
      if (!last?.isConnected) focusDialogOrContent();
      else if (rested) last.focus({ preventScroll: true });
    }, momentMs);
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', onFocus);
  document.addEventListener('pointerdown', onPointer, { capture: true });
  return () => {
    clearTimeout(timer);
    watch.disconnect();
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('pointerdown', onPointer, { capture: true });
  };
}
