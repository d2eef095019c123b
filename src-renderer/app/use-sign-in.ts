import { notifications } from '@mantine/notifications';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useLocation } from 'wouter';
import { client, orpc } from '../client/client.ts';
import { reconnectDelayMs } from '../client/live-events.ts';
import { useAdjustRequest } from '../ui/adjust-request.ts';
import { forgetDrafts } from '../ui/drafts.ts';
import type { SignedIn } from '../ui/signed-in.tsx';
import { finder } from './finder-store.ts';
import { useSessionStore } from './session-store.ts';

/** What happens after a right PIN: the same person finds everything as it was, another one starts afresh. */
export function useSignIn(): (staff: SignedIn) => void {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return useCallback(
    (staff) => {
      const before = useSessionStore.getState().staff;
      queries.setQueryData(orpc.session.current.queryKey(), staff);
      const { samePerson } = useSessionStore.getState().begin(staff);
      if (samePerson || !before) void queries.invalidateQueries();
      else {
        finder.close();
        useAdjustRequest.getState().close();
        forgetDrafts();
        queries.removeQueries({ predicate: ({ queryKey }) => !isAboutTheApp(queryKey) });
        navigate('/customers', { replace: true });
      }
    },
    [queries, navigate],
  );
}

/** The app's state and who is signed in belong to the window, not to the person. */
function isAboutTheApp(queryKey: readonly unknown[]): boolean {
  const [path] = queryKey;
  return Array.isArray(path) && (path[0] === 'app' || path[0] === 'session');
}

/** The windows of a desk lock together. */
const lockChannel = 'tallydesk.lock';

/** What was said to one person is not for the next: the notices go at once. */
function lockThisWindow(queries: QueryClient): void {
  useSessionStore.getState().lock();
  queries.setQueryData(orpc.session.current.queryKey(), null);
  notifications.clean();
  void endSession();
}

/** Windows of the desktop have a session each, so each ends its own; asked for until it is answered, or somebody is let in again. */
async function endSession(): Promise<void> {
  for (let attempt = 0; useSessionStore.getState().locked; attempt += 1) {
    try {
      await client.session.signOut({});
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, reconnectDelayMs(attempt)));
    }
  }
}

/** Locks this window and the others of this desk at once; the app forgets who was signed in as soon as it hears of it. */
export function useLock(): () => void {
  const queries = useQueryClient();
  useEffect(() => {
    const others = new BroadcastChannel(lockChannel);
    others.onmessage = () => lockThisWindow(queries);
    return () => others.close();
  }, [queries]);
  return useCallback(() => {
    lockThisWindow(queries);
    const others = new BroadcastChannel(lockChannel);
    others.postMessage('lock');
    others.close();
  }, [queries]);
}
