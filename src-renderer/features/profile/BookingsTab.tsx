import { Button } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Booking, CatalogueCredit, Customer } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { BookingRows } from './BookingRows.tsx';
import { CancelBooking } from './CancelBooking.tsx';
import classes from './ProfileTabs.module.css';

/** As many bookings as are fetched at a time. */
const atATime = 100;

function useBookings(customer: Customer) {
  return useInfiniteQuery(
    orpc.bookings.list.infiniteOptions({
      input: (offset: number) => ({ customerId: customer.id, order: 'to_come_first', limit: atATime, offset }),
      initialPageParam: 0,
      getNextPageParam: ({ rows, total }, _, offset) => (offset + rows.length < total ? offset + rows.length : null),
    }),
  );
}

/** What is booked, in the order of `bookings.list`: first what is to come, the next one on top, then what was or was cancelled, the latest on top. */
export function BookingsTab({ customer }: { customer: Customer }) {
  const bookings = useBookings(customer);
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
  const creditOf = (booking: Booking) => credits.data?.rows.find((credit) => credit.id === booking.creditId);
  return (
    <>
      <ToComeAndPast bookings={rows} creditOf={creditOf} onCancel={setCancelling} />
      <MoreBookings bookings={bookings} />
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

type ToComeAndPastProps = {
  bookings: readonly Booking[];
  creditOf: (booking: Booking) => CatalogueCredit | undefined;
  onCancel: (booking: Booking) => void;
};

function ToComeAndPast({ bookings, ...each }: ToComeAndPastProps) {
  const now = Date.now();
  const isToCome = (booking: Booking) => booking.state === 'booked' && Date.parse(booking.endsAt) > now;
  const toCome = bookings.filter(isToCome);
  const past = bookings.filter((booking) => !isToCome(booking));
  return (
    <>
      {toCome.length > 0 && <BookingRows title="Upcoming" bookings={toCome} now={now} {...each} />}
      {past.length > 0 && <BookingRows title="Past and cancelled" bookings={past} now={now} {...each} />}
    </>
  );
}

/** Below the list: the way to more, or why they did not come. */
function MoreBookings({ bookings }: { bookings: ReturnType<typeof useBookings> }) {
  const more = () => void bookings.fetchNextPage();
  if (bookings.isFetchNextPageError) {
    return <ErrorState error={bookings.error} onRetry={more} retrying={bookings.isFetchingNextPage} />;
  }
  if (!bookings.hasNextPage) return null;
  return (
    <div className={classes.foot}>
      <Button variant="default" loading={bookings.isFetchingNextPage} onClick={more}>
        Show more of {bookings.data?.pages.at(-1)?.total}
      </Button>
    </div>
  );
}
