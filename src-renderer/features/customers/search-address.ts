/** What narrows the list besides words; none shows everyone who isn't archived. */
export const customerFilters = [
  { value: null, label: 'All' },
  { value: 'low_balance', label: 'Low balance' },
  { value: 'expiring', label: 'Expiring in 14 days' },
  { value: 'no_membership', label: 'No membership' },
  { value: 'archived', label: 'Archived' },
] as const;
/** One of the filters, or null for none. */
export type CustomerFilter = (typeof customerFilters)[number]['value'];

/** The part of the list's address after the question mark, empty where nothing narrows it. */
export function searchAddress(words: string, filter: CustomerFilter): string {
  const parts = new URLSearchParams();
  if (words.trim() !== '') parts.set('q', words.trim());
  if (filter !== null) parts.set('filter', filter);
  return parts.size > 0 ? `?${parts}` : '';
}

/** What an address (the part after the question mark) narrows the list to; what it can’t mean is left out. */
export function readAddress(search: string): { words: string; filter: CustomerFilter } {
  const parts = new URLSearchParams(search);
  const filter = customerFilters.find(({ value }) => value === parts.get('filter'))?.value ?? null;
  return { words: (parts.get('q') ?? '').slice(0, 200), filter };
}
