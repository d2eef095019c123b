import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation, useSearch } from 'wouter';
import { orpc } from '../client/client.ts';
import { AdjustHost } from '../features/adjust/AdjustHost.tsx';
import { keepFocus } from '../ui/keep-focus.ts';
import { ErrorState } from '../ui/states.tsx';
import { StudioFormatProvider } from '../ui/studio-format.tsx';
import { Banners } from './Banners.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Finder } from './Finder.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { Rail } from './Rail.tsx';
import { Routes } from './Routes.tsx';
import classes from './Shell.module.css';
import { useSessionStore } from './session-store.ts';
import { TitleBar } from './TitleBar.tsx';
import { useAutoLock } from './use-auto-lock.ts';
import { useFrameKeys } from './use-frame-keys.ts';
import { useLock } from './use-sign-in.ts';

/** The frame around every screen: rail, title bar, banners, and the screen that the address names. */
export function Shell() {
  const studio = useQuery(orpc.studio.get.queryOptions());
  const [keysShown, keys] = useDisclosure(false);
  const [path] = useLocation();
  const search = useSearch();
  const main = useRef<HTMLElement>(null);
  const lock = useLock();
  const locked = useSessionStore((state) => state.locked);
  useEffect(keepFocus, []);
  useAutoLock(lock, !locked);
  useFrameKeys({ main, locked, showKeys: keys.open });

  return (
    <div className={classes.shell}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <Rail />
      <TitleBar
        studioName={studio.data?.name}
        demo={studio.data?.demo ?? false}
        locked={locked}
        onLock={lock}
        onShowKeys={keys.open}
      />
      <main className={classes.main} ref={main} tabIndex={-1} id="content">
        <Banners />
        <div className={classes.screen}>
          {studio.data ? (
            <StudioFormatProvider {...studio.data}>
              <ErrorBoundary resetKey={`${path}?${search}`}>
                <Routes />
              </ErrorBoundary>
              <AdjustHost />
              <Finder onLock={lock} onShowKeys={keys.open} />
            </StudioFormatProvider>
          ) : (
            studio.isError && (
              <ErrorState error={studio.error} onRetry={() => void studio.refetch()} retrying={studio.isFetching} />
            )
          )}
        </div>
      </main>
      <KeysDialog opened={keysShown} onClose={keys.close} />
    </div>
  );
}
