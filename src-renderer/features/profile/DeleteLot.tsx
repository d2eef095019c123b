import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sourceLabel } from '../../../src-shared/usage-labels.ts';
import { orpc } from '../../client/client.ts';
import { newKey } from '../../client/ids.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { askLeftNow } from '../../ui/left-now.ts';
import { showDone } from '../../ui/notices.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { undoing } from '../../ui/undoing.ts';
import type { LotChangeProps } from './lot-edit.ts';
import { useBalanceChange } from './use-balance-change.ts';

/** Takes what is left in a lot away, after DELETE has been typed; its history stays, and it can be undone. */
export function DeleteLot({ lot, over, onClose }: LotChangeProps) {
  const format = useFormat();
  const [key] = useState(newKey);
  const credit = { ...lot, id: lot.creditId, kind: lot.creditKind, name: lot.creditName };
  const left = format.credit(lot.left, credit);
  const change = useBalanceChange(lot, -lot.left);
  const askLeft = () => askLeftNow(lot.customerId, credit, format);
  const remove = useMutation(
    orpc.lots.delete.mutationOptions({
      // What was shown when it was confirmed: by the time of the answer the list may tell the emptied lot.
      onMutate: () => left,
      onSuccess: async ({ entries }, _input, shown) => {
        const deed = `${shown} deleted`;
        onClose();
        const undo = { words: deed, entries, left: askLeft, amount: (amount: number) => format.amount(amount, credit) };
        showDone(`${deed}${await askLeft()}.`, entries.length > 0 ? undoing(undo) : undefined);
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
          : `${left} (${sourceLabel(lot.source, lot.sourceName)}) will no longer be spendable${change === '' ? '' : `: ${change}`}. The history stays as it is and gets one more entry.`}
      </p>
    </ConfirmDialog>
  );
}
