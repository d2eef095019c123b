import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sourceLabel } from '../../../src-shared/usage-labels.ts';
import { orpc } from '../../client/client.ts';
import { newKey } from '../../client/ids.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { showDone } from '../../ui/notices.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { undoing } from '../../ui/undoing.ts';
import type { LotChangeProps } from './lot-edit.ts';

/** Takes what is left in a lot away, after DELETE has been typed; its history stays, and it can be undone. */
export function DeleteLot({ lot, over, onClose }: LotChangeProps) {
  const format = useFormat();
  const [key] = useState(newKey);
  const left = format.credit(lot.left, { ...lot, kind: lot.creditKind, name: lot.creditName });
  const remove = useMutation(
    orpc.lots.delete.mutationOptions({
      // What was shown when it was confirmed: by the time of the answer the list may tell the emptied lot.
      onMutate: () => left,
      onSuccess: ({ entries }, _input, shown) => {
        const deed = `${shown} deleted`;
        showDone(`${deed}.`, entries.length > 0 ? undoing(deed, entries) : undefined);
        onClose();
      },
    }),
  );
  const ask = { title: `Delete lot ${lot.number}?`, confirmLabel: 'Delete', typed: 'DELETE', danger: true };
  const tell = { title: `Lot ${lot.number} can’t be deleted any more`, confirmLabel: 'Close' };
  const gone = over !== null && !remove.isPending && !remove.isSuccess;
  return (
    <ConfirmDialog
      opened
      {...(gone ? tell : ask)}
      working={remove.isPending}
      error={remove.error}
      onConfirm={() => {
        if (!gone) return remove.mutateAsync({ ids: [lot.id], confirm: 'DELETE', key });
        onClose();
        return undefined;
      }}
      onClose={onClose}
    >
      <p aria-live="polite">
        {gone
          ? over
          : `${left} (${sourceLabel(lot.source, lot.sourceName)}) can no longer be spent. The history stays as it is and gets one more entry.`}
      </p>
    </ConfirmDialog>
  );
}
