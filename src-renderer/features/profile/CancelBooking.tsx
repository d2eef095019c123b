import { Checkbox, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dayAt } from '../../../src-shared/days.ts';
import type { InstantMs } from '../../../src-shared/ids.ts';
import { type Outputs, orpc } from '../../client/client.ts';
import { newKey } from '../../client/ids.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { showDone } from '../../ui/notices.tsx';
import { useAllows } from '../../ui/signed-in.tsx';
import { FormProblem } from '../../ui/states.tsx';
import { type StudioFormat, useFormat } from '../../ui/studio-format.tsx';
import type { CatalogueCredit } from './BookingRows.tsx';
import type { Booking } from './BookingsTab.tsx';
import classes from './MembershipDialog.module.css';

type Preview = Outputs['bookings']['cancelPreview'];
type CancelBookingProps = { booking: Booking; credit: CatalogueCredit | undefined; onClose: () => void };

/** What cancelling would do, in plain sentences. */
function previewWords(preview: Preview, credit: CatalogueCredit | undefined, format: StudioFormat): string[] {
  if (!preview.free) return ['The time for a free cancellation is over: the credit stays spent.'];
  const amount = (value: number) => (credit ? format.credit(value, credit) : format.count(value));
  const returned = preview.returned.filter((lot) => lot.amount > 0);
  const back = returned.reduce((sum, lot) => sum + lot.amount, 0);
  const lost = returned.filter((lot) => lot.expiresAgain).reduce((sum, lot) => sum + lot.amount, 0);
  const renewed = returned.find((lot) => lot.newLot);
  if (back === 0) return ['This booking cost no credit, so nothing comes back.'];
  return [
    `${amount(back)} ${back === 1 ? 'comes' : 'come'} back.`,
    ...(lost > 0 ? [`Of it ${amount(lost)} ended in the meantime and would expire again at once.`] : []),
    ...(renewed?.lastDay
      ? [`What ended in the meantime becomes new credit, valid to ${format.longDay(renewed.lastDay)}.`]
      : []),
  ];
}

/** Cancels a booking after showing what comes back; managers may waive the window with a reason, and ended credit can be extended. */
export function CancelBooking({ booking, credit, onClose }: CancelBookingProps) {
  const format = useFormat();
  const manages = useAllows('manager');
  const [key] = useState(newKey);
  const [waives, setWaives] = useState(false);
  const [reason, setReason] = useState('');
  const [extending, setExtending] = useState(false);
  const [lastDay, setLastDay] = useState<string | null>(null);
  const today = dayAt(Date.now() as InstantMs, format.style.timeZone);
  const input = {
    id: booking.id,
    ...(waives && reason.trim() !== '' ? { waive: { reason: reason.trim() } } : {}),
    ...(extending && lastDay !== null ? { extendTo: lastDay } : {}),
  };
  const plain = useQuery(orpc.bookings.cancelPreview.queryOptions({ input: { id: booking.id } }));
  const preview = useQuery(
    orpc.bookings.cancelPreview.queryOptions({ input, placeholderData: keepPreviousData, retry: false }),
  );
  const cancel = useMutation(
    orpc.bookings.cancel.mutationOptions({
      onSuccess: (done) => {
        showDone([`${booking.name} is cancelled.`, ...previewWords(done, credit, format)].join(' '));
        onClose();
      },
    }),
  );
  const expires =
    plain.data?.returned.some((lot) => lot.expiresAgain) || preview.data?.returned.some((lot) => lot.expiresAgain);
  return (
    <ConfirmDialog
      opened
      title={`Cancel ${booking.name}?`}
      confirmLabel="Cancel booking"
      closeLabel="Keep booking"
      danger
      working={cancel.isPending}
      error={cancel.error}
      onConfirm={() => {
        if (preview.data && !(waives && reason.trim() === '')) cancel.mutate({ ...input, key });
      }}
      onClose={onClose}
    >
      <p>{format.appointmentSpan(booking.startsAt, booking.endsAt)}</p>
      <div className={classes.says} aria-live="polite">
        {preview.data ? (
          previewWords(preview.data, credit, format).map((sentence) => <p key={sentence}>{sentence}</p>)
        ) : preview.isError ? (
          <FormProblem error={preview.error} />
        ) : (
          <p>Looking up what comes back…</p>
        )}
      </div>
      {plain.data && !plain.data.free && manages && (
        <Checkbox
          mt="md"
          label="Give the credit back all the same"
          checked={waives}
          onChange={(event) => setWaives(event.currentTarget.checked)}
        />
      )}
      {waives && (
        <TextInput
          mt="xs"
          label="Reason"
          required
          withAsterisk={false}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {(expires || extending) && (
        <Checkbox
          mt="md"
          label="Let what ended be valid for longer"
          checked={extending}
          onChange={(event) => setExtending(event.currentTarget.checked)}
        />
      )}
      {extending && <DayField label="Valid to" value={lastDay} onChange={setLastDay} earliest={today} />}
    </ConfirmDialog>
  );
}
