import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { errorCode } from './error-sentences.ts';

/** The contract's errors are answers, so only a lost connection is tried again (three times, then the screen says so). */
function worthRetrying(failures: number, error: unknown): boolean {
  return errorCode(error) === null && failures < 3;
}

/** One cache per window. What is in it stays fresh until an event says that it changed; nothing is refetched on focus. `onSignedOut` hears of any answer that says so. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (errorCode(error) === 'NOT_SIGNED_IN') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: worthRetrying,
        retryDelay: (attempt) => Math.min(4000, 400 * 2 ** attempt),
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
