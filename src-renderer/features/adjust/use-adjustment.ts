import { useDebouncedValue } from '@mantine/hooks';
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { client, type Outputs, orpc } from '../../client/client.ts';
import { errorCode } from '../../client/error-sentences.ts';
import type { AdjustInput } from './adjust-form.ts';

/** What the preview shows: which lots change, the balance before and after. */
export type AdjustPreview = Outputs['adjustments']['preview'];
/** What was done: the lots, and the numbers of the new entries. */
export type Adjusted = Outputs['adjustments']['add'];

/** The live preview of what is typed, once typing pauses; nothing while the form can't be read yet. `ready` where it is that of the form as it stands. */
export function useSettledPreview(asked: AdjustInput | null) {
  const [settled] = useDebouncedValue(asked && JSON.stringify(asked), 250);
  const isSettled = asked !== null && settled === JSON.stringify(asked);
  const input: AdjustInput | null = settled === null ? null : JSON.parse(settled);
  const preview = useQuery(orpc.adjustments.preview.queryOptions({ input: input ?? skipToken, retry: false }));
  return { preview, ready: isSettled && (preview.isSuccess || preview.isError) && !preview.isFetching };
}

/**
 * Confirms what the preview shows. Asked to before that is the preview of the form as it stands, it waits for it; where it
 * is refused then, nothing is done. `letGo` forgets what waits.
 */
export function useConfirming(
  asked: AdjustInput | null,
  { preview, ready }: ReturnType<typeof useSettledPreview>,
  send: (adjusting: { input: AdjustInput; preview: AdjustPreview }) => void,
) {
  const waitsFor = useRef<string | null>(null);
  const letGo = () => {
    waitsFor.current = null;
  };
  const confirm = () => {
    if (asked === null) return;
    if (!ready) waitsFor.current = JSON.stringify(asked);
    else if (preview.isSuccess) send({ input: asked, preview: preview.data });
  };
  useEffect(() => {
    if (waitsFor.current === null || !ready) return;
    const isWhatWasMeant = waitsFor.current === JSON.stringify(asked);
    waitsFor.current = null;
    if (isWhatWasMeant) confirm();
  });
  return { confirm, letGo };
}

async function send(input: AdjustInput, preview: AdjustPreview | undefined, key: string): Promise<Adjusted> {
  if (input.type === 'add') {
    const { type: _type, ...adding } = input;
    return client.adjustments.add({ ...adding, key });
  }
  const { type: _type, ...deducting } = input;
  const expect = preview?.allocation.map(({ lotId, amount }) => ({ lotId, amount }));
  return client.adjustments.deduct({ ...deducting, key, ...(expect ? { expect } : {}) });
}

/**
 * Sends the form. Its `key` is made once and kept over retries, so that a lost answer never adjusts twice (`onSpent`: it was
 * used for other figures before); a deduction carries what the preview showed, and where the balance has changed since, the
 * preview is made anew.
 */
export function useAdjustment(key: string, onDone: (done: Adjusted, input: AdjustInput) => void, onSpent: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ input, preview }: { input: AdjustInput; preview: AdjustPreview | undefined }) =>
      send(input, preview, key),
    onSuccess: (done, { input }) => onDone(done, input),
    onError: (error) => {
      if (errorCode(error) === 'IDEMPOTENCY_CONFLICT') onSpent();
      if (errorCode(error) === 'BALANCE_CHANGED') {
        void queries.invalidateQueries({ queryKey: orpc.adjustments.key() });
      }
    },
  });
}
