import { Box, Checkbox, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dayAt } from '../../../src-shared/days.ts';
import type { InstantMs } from '../../../src-shared/ids.ts';
import type { Booking, CancelPreview, CatalogueCredit } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { newKey } from '../../client/ids.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { useDraft } from '../../ui/drafts.ts';
import { showDone } from '../../ui/notices.tsx';
import { useAllows } from '../../ui/signed-in.tsx';
import { FormProblem } from '../../ui/states.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { CancelPreviewPanel } from './CancelPreviewPanel.tsx';
import { doneWords, holdsFor, saysOther } from './cancel-words.ts';
import { changedBalances } from './changed-balances.ts';
import classes from './MembershipDialog.module.css';

type CancelBookingProps = { booking: Booking; credit: CatalogueCredit | undefined; onClose: () => void };

/** What is asked for beyond a plain cancellation: the credit back although it is too late, and longer for credit that has ended. */
type Extras = {
  readonly waives: boolean;
  readonly reason: string;
  readonly extending: boolean;
  readonly lastDay: string | null;
};

/** The extras as they are chosen. Closing keeps what was typed until the booking is cancelled; what is ticked is ticked anew each time, since it gives credit away. */
function useExtras(booking: string) {
  const [ticked, setTicked] = useState({ waives: false, extending: false });
  const [typed, setTyped, forget] = useDraft(`cancel ${booking}`, nothingTyped);
  const change = ({ waives, extending, ...text }: Partial<Extras>) => {
    setTicked((before) => ({ waives: waives ?? before.waives, extending: extending ?? before.extending }));
    setTyped((before) => ({ ...before, ...text }));
  };
  return { extras: { ...ticked, ...typed }, change, forget };
}

const nothingTyped = (): Pick<Extras, 'reason' | 'lastDay'> => ({ reason: '', lastDay: null });

/** What cancelling does: plainly (`plain`), and with the extras as they are chosen (`preview`, `cancel`); `wanted` says what of them is still missing. */
function useCancelling(
  { booking, credit, onClose }: CancelBookingProps,
  { extras, forget }: ReturnType<typeof useExtras>,
) {
  const format = useFormat();
  const [key] = useState(newKey);
  const reason = extras.reason.trim();
  const input = {
    id: booking.id,
    ...(extras.waives && reason !== '' ? { waive: { reason } } : {}),
    ...(extras.extending && extras.lastDay !== null ? { extendTo: extras.lastDay } : {}),
  };
  // Time alone changes it: once the free window passes, what is shown has to say so.
  const again = {
    staleTime: 0,
    refetchInterval: (query: { readonly state: { readonly data: CancelPreview | undefined } }) =>
      holdsFor(query.state.data?.booking.freeUntil ?? booking.freeUntil, Date.now()),
    refetchIntervalInBackground: true,
  };
  const ask = orpc.bookings.cancelPreview;
  const plain = useQuery(ask.queryOptions({ input: { id: booking.id }, ...again }));
  const preview = useQuery(ask.queryOptions({ input, placeholderData: keepPreviousData, retry: false, ...again }));
  const queries = useQueryClient();
  const cancel = useMutation({
    /** Null where cancelling would now do something else than what was shown: nothing is done then. */
    mutationFn: async (shown: CancelPreview) => {
      const fresh = await queries.fetchQuery(ask.queryOptions({ input, staleTime: 0, retry: false }));
      return saysOther(fresh, shown) ? null : await orpc.bookings.cancel.call({ ...input, key });
    },
    onSuccess: async (done) => {
      if (done === null) return;
      forget();
      onClose();
      const words = doneWords(done, await changedBalances(done), credit, format);
      showDone([`${booking.name} is cancelled.`, ...words].join(' '));
    },
  });
  const wanted =
    extras.waives && reason === ''
      ? 'Say why the credit is given back.'
      : extras.extending && extras.lastDay === null
        ? 'Choose a day to see what will happen.'
        : null;
  const confirm = () => {
    // What is confirmed is what is shown.
    const isShown = wanted === null && preview.data && !preview.isPlaceholderData;
    return isShown ? cancel.mutateAsync(preview.data) : undefined;
  };
  return { plain, preview, cancel, wanted, confirm };
}

/** Cancels a booking after showing what comes back; managers may waive the window with a reason, and ended credit can be extended. */
export function CancelBooking(props: CancelBookingProps) {
  const { booking, credit, onClose } = props;
  const format = useFormat();
  const manages = useAllows('manager');
  const chosen = useExtras(booking.id);
  const { extras, change } = chosen;
  const { plain, preview, cancel, wanted, confirm } = useCancelling(props, chosen);
  const expires = [plain.data, preview.data].some((shown) => shown?.returned.some((lot) => lot.expiresAgain));
  return (
    <ConfirmDialog
      opened
      title={`Cancel ${booking.name}?`}
      confirmLabel="Cancel booking"
      closeLabel="Keep booking"
      danger
      working={cancel.isPending}
      error={cancel.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{format.appointmentSpan(booking.startsAt, booking.endsAt)}</p>
      <div className={classes.says} aria-live="polite">
        {wanted !== null ? (
          <p>{wanted}</p>
        ) : preview.data ? (
          <>
            <CancelPreviewPanel preview={preview.data} credit={credit} />
            {cancel.data === null && <p>This has changed since you confirmed: nothing is cancelled yet.</p>}
          </>
        ) : preview.isError ? (
          <FormProblem error={preview.error} />
        ) : (
          <p>Looking up what comes back…</p>
        )}
      </div>
      <CancelExtras
        extras={extras}
        onChange={change}
        mayWaive={plain.data !== undefined && !plain.data.free && manages}
        mayExtend={expires || extras.extending}
      />
    </ConfirmDialog>
  );
}

type CancelExtrasProps = {
  extras: Extras;
  onChange: (change: Partial<Extras>) => void;
  mayWaive: boolean;
  mayExtend: boolean;
};

function CancelExtras({ extras, onChange, mayWaive, mayExtend }: CancelExtrasProps) {
  const format = useFormat();
  const today = dayAt(Date.now() as InstantMs, format.style.timeZone);
  return (
    <>
      {mayWaive && (
        <Checkbox
          mt="md"
          label="Give the credit back all the same"
          checked={extras.waives}
          onChange={(event) => onChange({ waives: event.currentTarget.checked })}
        />
      )}
      {extras.waives && (
        <TextInput
          mt="xs"
          label="Reason"
          required
          withAsterisk={false}
          maxLength={500}
          value={extras.reason}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
        />
      )}
      {mayExtend && (
        <Checkbox
          mt="md"
          label="Let what ended be valid for longer"
          checked={extras.extending}
          onChange={(event) => onChange({ extending: event.currentTarget.checked })}
        />
      )}
      {extras.extending && (
        <Box mt="xs">
          <DayField
            label="Valid to"
            value={extras.lastDay}
            onChange={(lastDay) => onChange({ lastDay })}
            earliest={today}
            required
          />
        </Box>
      )}
    </>
  );
}
