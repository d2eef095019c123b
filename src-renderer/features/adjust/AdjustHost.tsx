import { lazy, Suspense, useLayoutEffect } from 'react';
import { useLocation } from 'wouter';
import { useAdjustRequest } from '../../ui/adjust-request.ts';

const AdjustDialog = lazy(async () => ({ default: (await import('./AdjustDialog.tsx')).AdjustDialog }));

/** Mounted once by the frame: shows "Adjust balance" whenever a screen asks for it, until that screen is left. */
export function AdjustHost() {
  const { request, close } = useAdjustRequest();
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another screen is shown, whose customer it is not about
  useLayoutEffect(() => close, [path, close]);
  if (request === null) return null;
  return (
    <Suspense fallback={null}>
      <AdjustDialog key={JSON.stringify(request)} request={request} onClose={close} />
    </Suspense>
  );
}
