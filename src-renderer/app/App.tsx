import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Router } from 'wouter';
import { makeQueryClient } from '../client/query-client.ts';
import { resolveCssVariables, theme } from '../ui/theme.ts';
import { Entrance } from './Entrance.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useHashLocation, useHashSearch } from './hash-location.ts';
import { standFirstInLine } from './key-order.ts';
import { refuseDroppedFiles } from './refuse-drops.ts';
import { useSessionStore } from './session-store.ts';

standFirstInLine(window);
refuseDroppedFiles(window);

/** The whole window: theme, data, addresses, and the entrance that decides what is shown. */
export function App({ styleNonce }: { styleNonce: string }) {
  const [queries] = useState(() => makeQueryClient(() => useSessionStore.getState().lock()));
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveCssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <Notifications position="bottom-right" limit={4} />
      <QueryClientProvider client={queries}>
        <Router hook={useHashLocation} searchHook={useHashSearch}>
          <ErrorBoundary>
            <Entrance />
          </ErrorBoundary>
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}
