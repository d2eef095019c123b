/** Gives the content the focus, without moving it. */
export function focusContent(): void {
  document.getElementById('content')?.focus({ preventScroll: true });
}

/** After something that had the focus is gone (a closed dialog, a finished step): the content takes it, so that the next key has somewhere to go. */
export function keepFocus(): void {
  setTimeout(() => {
    if (document.activeElement === document.body) focusContent();
  }, 50);
}
