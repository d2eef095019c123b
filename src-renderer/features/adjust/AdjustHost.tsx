import { lazy, Suspense } from 'react';
import { useAdjustRequest } from '../../ui/adjust-request.ts';

const AdjustDialog = lazy(async () => ({ default: (await import('./AdjustDialog.tsx')).AdjustDialog }));

/** Mounted once by the frame: shows "Adjust balance" whenever a screen asks for it. */
export function AdjustHost() {
  const { request, close } = useAdjustRequest();
  if (request === null) return null;
  return (
    <Suspense fallback={null}>
      <AdjustDialog key={JSON.stringify(request)} request={request} onClose={close} />
    </Suspense>
  );
}
