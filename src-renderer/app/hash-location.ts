import { useSyncExternalStore } from 'react';

type NavigateOptions = { replace?: boolean; state?: unknown };

const listeners = new Set<() => void>();
const tellListeners = () => {
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    addEventListener('hashchange', tellListeners);
    addEventListener('popstate', tellListeners);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    removeEventListener('hashchange', tellListeners);
    removeEventListener('popstate', tellListeners);
  };
}

/** The two halves of an address after the `#`: its path, and what follows the question mark. */
export function splitHash(hash: string): { path: string; search: string } {
  const [path = '', ...rest] = hash.replace(/^#?\/?/, '').split('?');
  return { path: `/${path}`, search: rest.join('?') };
}

function navigate(to: string, { replace = false, state = null }: NavigateOptions = {}): void {
  const address = `#${to.startsWith('/') ? to : `/${to}`}`;
  if (address === location.hash) return;
  history[replace ? 'replaceState' : 'pushState'](state, '', address);
  tellListeners();
}

/** The path after the `#`, for wouter's Router. Unlike wouter's own, it keeps the query inside the hash, so that `#/customers/1/usage?view=manual` survives a reload in every host. */
export function useHashLocation(): [string, typeof navigate] {
  return [useSyncExternalStore(subscribe, () => splitHash(location.hash).path), navigate];
}
useHashLocation.hrefs = (href: string) => `#${href}`;

/** What follows the question mark inside the hash, for wouter's `useSearch`. */
export function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => splitHash(location.hash).search);
}
