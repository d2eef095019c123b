/** True where every word that was typed is in the action's label or keywords. */
export function matchesAction(action: { label: string; keywords: string }, query: string): boolean {
  const text = `${action.label} ${action.keywords}`.toLocaleLowerCase();
  const words = query.trim().toLocaleLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word));
}
