import { Button } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Booking, Customer } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { BookingRows } from './BookingRows.tsx';
import { CancelBooking } from './CancelBooking.tsx';
import classes from './ProfileTabs.module.css';

/** As many bookings as are fetched at a time. */
const atATime = 100;

/** What is booked, in the order of `bookings.list`: first what is to come, the next one on top, then what was or was cancelled, the latest on top. */
export function BookingsTab({ customer }: { customer: Customer }) {
  const bookings = useInfiniteQuery(
    orpc.bookings.list.infiniteOptions({
      input: (offset: number) => ({ customerId: customer.id, order: 'to_come_first', limit: atATime, offset }),
      initialPageParam: 0,
      getNextPageParam: ({ rows, total }, _, offset) => (offset + rows.length < total ? offset + rows.length : null),
    }),
  );
  const credits = useQuery(orpc.credits.list.queryOptions({ input: {} }));
  const [cancelling, setCancelling] = useState<Booking | null>(null);
  if (bookings.isError && !bookings.data) {
    return <ErrorState error={bookings.error} onRetry={() => void bookings.refetch()} retrying={bookings.isFetching} />;
  }
  if (!bookings.data) return <LoadingState rows={4} label="Loading the bookings" />;
  const rows = bookings.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) {
    return (
      <EmptyState icon={<IconCalendarEvent size={22} stroke={1.75} />} title="No bookings yet">
        What {customer.name} books is listed here, with what it cost.
      </EmptyState>
    );
  }
  const now = Date.now();
  const isToCome = (booking: Booking) => booking.state === 'booked' && Date.parse(booking.endsAt) > now;
  const toCome = rows.filter(isToCome);
  const past = rows.filter((booking) => !isToCome(booking));
  const creditOf = (booking: Booking) => credits.data?.rows.find((credit) => credit.id === booking.creditId);
  return (
    <>
      {toCome.length > 0 && (
        <BookingRows title="Upcoming" bookings={toCome} creditOf={creditOf} onCancel={setCancelling} now={now} />
      )}
      {past.length > 0 && (
        <BookingRows
          title="Past and cancelled"
          bookings={past}
          creditOf={creditOf}
          onCancel={setCancelling}
          now={now}
        />
      )}
      {bookings.isFetchNextPageError ? (
        <ErrorState
          error={bookings.error}
          onRetry={() => void bookings.fetchNextPage()}
          retrying={bookings.isFetchingNextPage}
        />
      ) : null}
      {bookings.hasNextPage && !bookings.isFetchNextPageError && (
        <div className={classes.foot}>
          <Button variant="default" loading={bookings.isFetchingNextPage} onClick={() => void bookings.fetchNextPage()}>
            Show more of {bookings.data.pages.at(-1)?.total}
          </Button>
        </div>
      )}
      {cancelling && (
        <CancelBooking
          key={cancelling.id}
          booking={cancelling}
          credit={creditOf(cancelling)}
          onClose={() => setCancelling(null)}
        />
      )}
    </>
  );
}
