import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { create } from 'zustand';
import { useSignedIn } from '../../ui/signed-in.tsx';

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

type Remembered = {
  readonly staffId: string;
  readonly address: string;
  readonly row: number;
  readonly scrollTop: number;
};

/** Where the list stood when it was left, so that coming back finds it there; another person starts at the top. */
export const useListMemory = create<{ last: Remembered | null; remember(last: Remembered): void }>()((set) => ({
  last: null,
  remember: (last) => set({ last }),
}));

/** The part of the list's address after the question mark, empty where nothing narrows it. */
export function searchAddress(words: string, filter: CustomerFilter): string {
  const parts = new URLSearchParams();
  if (words.trim() !== '') parts.set('q', words.trim());
  if (filter !== null) parts.set('filter', filter);
  return parts.size > 0 ? `?${parts}` : '';
}

function readAddress(search: string): { words: string; filter: CustomerFilter } {
  const parts = new URLSearchParams(search);
  const filter = customerFilters.find(({ value }) => value === parts.get('filter'))?.value ?? null;
  return { words: (parts.get('q') ?? '').slice(0, 200), filter };
}

/** The words and the filter of the list, kept in the address, so that reload, Back and a bookmark find the same list. */
export function useCustomerSearch() {
  const staffId = useSignedIn().id;
  const search = useSearch();
  const [, navigate] = useLocation();
  const { words, filter } = readAddress(search);
  const [typed, setTyped] = useState(words);
  const [settled] = useDebouncedValue(typed, 150);
  const [came] = useState(() => {
    const last = useListMemory.getState().last;
    return last?.staffId === staffId && (search === '' || last.address === searchAddress(words, filter)) ? last : null;
  });

  const go = (nextWords: string, nextFilter: CustomerFilter) => {
    navigate(`/customers${searchAddress(nextWords, nextFilter)}`, { replace: true });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only once, on arrival
  useEffect(() => {
    if (search !== '' || !came?.address) return;
    setTyped(readAddress(came.address.slice(1)).words);
    navigate(`/customers${came.address}`, { replace: true });
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the field, and nothing else
  useEffect(() => {
    if (settled.trim() !== words.trim() && settled === typed) go(settled, filter);
  }, [settled]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the address (Back, the rail), and nothing else
  useEffect(() => {
    if (words.trim() !== typed.trim() && settled === typed) setTyped(words);
  }, [words]);

  return {
    typed,
    setTyped,
    words,
    filter,
    setFilter: (next: CustomerFilter) => go(typed, next),
    clear: () => {
      setTyped('');
      go('', null);
    },
    came,
  };
}
