import { type RefObject, useEffect } from 'react';
import { useLocation } from 'wouter';
import { backAttribute } from '../ui/Page.tsx';
import { focusScreenSearch } from '../ui/screen-search.ts';
import { wasForSomethingOpen } from './key-order.ts';

type FrameKeys = { main: RefObject<HTMLElement | null>; locked: boolean; showKeys: () => void };

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;

/** The keys that work on every screen: `/` to its search, `?` for the keys, Esc out of a field and then back. */
export function useFrameKeys({ main, locked, showKeys }: FrameKeys): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    const goBack = () => {
      const back = main.current?.querySelector(`[${backAttribute}]`)?.getAttribute(backAttribute);
      if (back) navigate(back);
    };
    const onKey = (event: KeyboardEvent) => {
      const taken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
      if (locked || taken || wasForSomethingOpen(event)) return;
      const typing = isTyping(event.target);
      if (event.key === 'Escape') return typing ? main.current?.focus() : goBack();
      if (typing) return;
      if (event.key === '/' && main.current && focusScreenSearch(main.current)) event.preventDefault();
      if (event.key === '?') {
        event.preventDefault();
        showKeys();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [main, locked, showKeys, navigate]);
}
