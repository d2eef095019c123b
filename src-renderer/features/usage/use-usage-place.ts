import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { readUsagePlace, type UsagePlace, usagePath } from '../../ui/usage-link.ts';

/** Changes what the screen shows; `replace` keeps the step out of the history (typing in a field). */
export type Narrow = (change: Partial<UsagePlace>, options?: { replace?: boolean }) => void;

/** What the address says the usage screen shows, and the way to change it: the address is the only place where it is kept. */
export function useUsagePlace(customerId: string): [UsagePlace, Narrow] {
  const query = useSearch();
  const [, navigate] = useLocation();
  const place = useMemo(() => readUsagePlace(customerId, query), [customerId, query]);
  const narrow = useCallback<Narrow>(
    (change, options) => navigate(usagePath({ ...place, ...change }), options),
    [place, navigate],
  );
  return [place, narrow];
}
