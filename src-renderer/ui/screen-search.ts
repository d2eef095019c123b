/** Marks the field that `/` focuses: `<input {...screenSearch} />`. One per screen. */
export const screenSearch = { 'data-screen-search': 'true' } as const;

/** Puts the cursor into the screen's search and selects what is in it; false where the screen has none. */
export function focusScreenSearch(within: ParentNode): boolean {
  const field = within.querySelector<HTMLInputElement>('[data-screen-search]');
  if (!field) return false;
  field.focus();
  field.select();
  return true;
}
