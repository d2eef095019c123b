import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { create } from 'zustand';
import { useSignedIn } from '../../ui/signed-in.tsx';
import { useToldSoon } from '../../ui/use-told-soon.ts';
import { type CustomerFilter, readAddress, searchAddress } from './search-address.ts';

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

/** The words and the filter of the list, kept in the address, so that reload, Back and a bookmark find the same list. */
export function useCustomerSearch() {
  const staffId = useSignedIn().id;
  const search = useSearch();
  const [, navigate] = useLocation();
  const { words, filter } = readAddress(search);
  const [typed, setTyped] = useState(words);
  const [came] = useState(() => {
    const last = useListMemory.getState().last;
    return last?.staffId === staffId && (search === '' || last.address === searchAddress(words, filter)) ? last : null;
  });

  const go = (nextWords: string, nextFilter: CustomerFilter) => {
    navigate(`/customers${searchAddress(nextWords, nextFilter)}`, { replace: true });
  };
  const searchSoon = useToldSoon((text) => go(text, filter), 150);
  const type = (text: string) => {
    setTyped(text);
    searchSoon(text);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only once, on arrival
  useEffect(() => {
    if (search !== '' || !came?.address) return;
    setTyped(readAddress(came.address.slice(1)).words);
    navigate(`/customers${came.address}`, { replace: true });
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the address (Back, the rail), and nothing else
  useEffect(() => {
    if (words.trim() !== typed.trim() && !searchSoon.isPending()) setTyped(words);
  }, [words]);

  return {
    typed,
    type,
    words,
    /** True while the list isn't searched for what is typed yet. */
    typing: typed.trim() !== words.trim(),
    filter,
    setFilter: (next: CustomerFilter) => go(typed, next),
    clear: () => {
      searchSoon.cancel();
      setTyped('');
      go('', null);
    },
    came,
  };
}
