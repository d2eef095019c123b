import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useLayoutEffect, useRef } from 'react';
import { assertNever } from '../../src-shared/assert-never.ts';
import { client, orpc } from '../client/client.ts';
import { followEvents } from '../client/live-events.ts';
import { SignInScreen } from '../features/session/SignInScreen.tsx';
import { focusDialogOrContent } from '../ui/keep-focus.ts';
import { SignedInProvider } from '../ui/signed-in.tsx';
import { ErrorState } from '../ui/states.tsx';
import { ClockBanner } from './ClockBanner.tsx';
import classes from './Entrance.module.css';
import { LedgerProblem } from './LedgerProblem.tsx';
import { Shell } from './Shell.tsx';
import { useSessionStore } from './session-store.ts';
import { useSignIn } from './use-sign-in.ts';

const FirstRun = lazy(async () => ({ default: (await import('../features/first-run/FirstRun.tsx')).FirstRun }));

/** Follows what happens in the ledger. Not while locked: nobody may be answered then, and what waits beneath stays as it was until everything is fetched anew at unlocking. */
function useLiveEvents(): void {
  const queries = useQueryClient();
  const locked = useSessionStore((state) => state.locked);
  useEffect(() => {
    if (locked) return;
    const stop = new AbortController();
    void followEvents(client, queries, stop.signal);
    return () => stop.abort();
  }, [queries, locked]);
}

/** What this window opens on: a problem with the ledger, the first run, the sign-in, or the desk. */
export function Entrance() {
  useLiveEvents();
  const status = useQuery(orpc.app.status.queryOptions());
  if (status.data === undefined) {
    if (!status.isError) return <main className={classes.splash} aria-busy="true" aria-label="Opening Tallydesk" />;
    return (
      <main className={classes.splash}>
        <ErrorState error={status.error} onRetry={() => void status.refetch()} retrying={status.isFetching} />
      </main>
    );
  }
  switch (status.data.state) {
    case 'problem':
      return (
        <LedgerProblem status={status.data} onLookAgain={() => void status.refetch()} looking={status.isFetching} />
      );
    case 'empty':
      return (
        <Suspense fallback={<main className={classes.splash} aria-busy="true" />}>
          <FirstRun />
        </Suspense>
      );
    case 'ready':
      return <Desk />;
    default:
      return assertNever(status.data.state);
  }
}

/** What had the focus, for whoever comes back; null for nothing, and for what locked the desk: Enter would lock it again. */
function worthComingBackTo(focused: Element | null): HTMLElement | null {
  if (!(focused instanceof HTMLElement) || focused === document.body) return null;
  return focused.closest('[data-locks], [role="menuitem"]') ? null : focused;
}

/** Dialogs, menus and notices stand beside the desk in the document; while locked they are as unseen as it is. */
function useCoveredDialogs(locked: boolean): void {
  const left = useRef<{ readonly focused: HTMLElement | null } | null>(null);
  // Before the sign-in screen takes the focus: who comes back finds the cursor where it was.
  useLayoutEffect(() => {
    if (locked) left.current = { focused: worthComingBackTo(document.activeElement) };
    const dialogs = document.getElementById('dialogs');
    if (dialogs) {
      dialogs.inert = locked;
      dialogs.classList.toggle(classes.covered ?? '', locked);
    }
    if (locked || left.current === null) return;
    const { focused } = left.current;
    left.current = null;
    if (focused?.isConnected) focused.focus({ preventScroll: true });
    else focusDialogOrContent();
  }, [locked]);
}

/** The desk of whoever is signed in; while locked it stays as it is, unseen and out of reach, under the sign-in screen. */
function Desk() {
  const { staff, locked, desk, begin, lock } = useSessionStore();
  const current = useQuery(orpc.session.current.queryOptions());
  const signIn = useSignIn();
  useEffect(() => {
    if (current.data === undefined) return;
    if (!staff && current.data) begin(current.data);
    else if (staff && current.data?.id !== staff.id) lock();
  }, [current.data, staff, begin, lock]);

  useCoveredDialogs(locked);

  const asking = locked || (!staff && current.data === null);
  return (
    <>
      {staff && (
        <div className={locked ? classes.covered : classes.desk} inert={locked}>
          <SignedInProvider staff={staff}>
            <Shell key={desk} />
          </SignedInProvider>
        </div>
      )}
      {asking && (
        <SignInScreen
          unlocking={locked ? (staff ?? undefined) : undefined}
          notice={<ClockBanner inCard />}
          onSignedIn={signIn}
        />
      )}
      {!staff && current.isError && (
        <main className={classes.splash}>
          <ErrorState error={current.error} onRetry={() => void current.refetch()} retrying={current.isFetching} />
        </main>
      )}
    </>
  );
}
