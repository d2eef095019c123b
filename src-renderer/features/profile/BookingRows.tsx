import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { dayAt } from '../../../src-shared/days.ts';
import type { InstantMs } from '../../../src-shared/ids.ts';
import { sourceLabel } from '../../../src-shared/usage-labels.ts';
import type { Booking, CatalogueCredit } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { bookingStateLabels, bookingStateTones } from '../../ui/booking-labels.ts';
import type { Tone } from '../../ui/entry-tones.ts';
import { showDone, showProblem } from '../../ui/notices.tsx';
import { useAllows } from '../../ui/signed-in.tsx';
import { type StudioFormat, useFormat } from '../../ui/studio-format.tsx';
import { Tag } from '../../ui/Tag.tsx';
import classes from './ProfileTabs.module.css';

type BookingRowsProps = {
  title: string;
  bookings: readonly Booking[];
  creditOf: (booking: Booking) => CatalogueCredit | undefined;
  onCancel: (booking: Booking) => void;
  now: number;
};

type StateWords = { readonly words: string; readonly tone: Tone; readonly cancelling: string | null };

/** What the state tag says; for a booking to come, also what cancelling it now would mean. */
function stateOf(booking: Booking, now: number, format: StudioFormat): StateWords {
  if (booking.state !== 'booked' || Date.parse(booking.endsAt) <= now) {
    return {
      words: bookingStateLabels[booking.state] ?? booking.state,
      tone: booking.state === 'booked' ? 'expired' : (bookingStateTones[booking.state] ?? 'expired'),
      cancelling: null,
    };
  }
  const free = Date.parse(booking.freeUntil) >= now;
  const words = bookingStateLabels.booked ?? booking.state;
  if (!free) return { words, tone: 'used', cancelling: 'late if cancelled now' };
  const sameDay = format.instantDay(booking.freeUntil) === format.instantDay(booking.startsAt);
  const until = sameDay ? format.time(booking.freeUntil) : format.instant(booking.freeUntil);
  return { words, tone: 'given-back', cancelling: `free to cancel until ${until}` };
}

/** What the booking took, in the credit's unit: nothing where it was cancelled in time, for then it came back. */
function costWords(booking: Booking, credit: CatalogueCredit | undefined, format: StudioFormat): string {
  if (!credit || booking.cost === 0) return '–';
  return booking.state === 'cancelled' ? '0' : format.signed(-booking.cost, credit);
}

/** What paid, whose that is where it is shared, and until when it was or is valid: "Flow 8, expires 30 Mar". */
function paidWords(line: Booking['paidWith'][number], today: string, format: StudioFormat): string {
  const { source, sourceName, lastDay, shared, ownerName } = line;
  const isBought = (source === 'plan' || source === 'product') && sourceName !== '';
  const lot = isBought ? sourceName : sourceLabel(source, sourceName);
  const name = shared ? `${ownerName}: ${lot}` : lot;
  if (lastDay === null) return `${name}, never expires`;
  return `${name}, ${lastDay < today ? 'ended' : 'expires'} ${format.day(lastDay)}`;
}

/** Bookings as a table: when, what, in which state, what it cost. */
export function BookingRows({ title, bookings, creditOf, onCancel, now }: BookingRowsProps) {
  const format = useFormat();
  const today = dayAt(now as InstantMs, format.style.timeZone);
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId} className={classes.heading}>
        {title}
      </h3>
      <div className={classes.scroll}>
        <table className={classes.table} data-bookings aria-labelledby={headingId}>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">State</th>
              <th scope="col">Paid with</th>
              <th scope="col" data-figure>
                Credit
              </th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {bookings.map((booking) => {
              const state = stateOf(booking, now, format);
              const credit = creditOf(booking);
              return (
                <tr key={booking.id}>
                  <td data-day>{format.appointmentSpan(booking.startsAt, booking.endsAt)}</td>
                  <td>
                    {booking.name}
                    {booking.resourceName !== null && booking.resourceName !== booking.name && (
                      <span data-quiet> · {booking.resourceName}</span>
                    )}
                  </td>
                  <td>
                    <Tag tone={state.tone}>{state.words}</Tag>
                    {state.cancelling !== null && <span data-quiet> {state.cancelling}</span>}
                  </td>
                  <td data-quiet title={`Booked by ${booking.bookedBy}`}>
                    {booking.paidWith.map((line) => (
                      <div key={line.lotId}>{paidWords(line, today, format)}</div>
                    ))}
                  </td>
                  <td data-figure>{costWords(booking, credit, format)}</td>
                  <td data-action>
                    <BookingActions booking={booking} now={now} onCancel={() => onCancel(booking)} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function BookingActions({ booking, now, onCancel }: { booking: Booking; now: number; onCancel: () => void }) {
  const worksAtDesk = useAllows('desk');
  const setState = useMutation(
    orpc.bookings.setState.mutationOptions({
      onSuccess: (changed) => showDone(`${changed.name}: ${(bookingStateLabels[changed.state] ?? '').toLowerCase()}.`),
      onError: (error) => showProblem(error),
    }),
  );
  if (!worksAtDesk || booking.state.startsWith('cancelled')) return null;
  const begun = Date.parse(booking.startsAt) <= now;
  if (booking.state === 'booked' && !begun) {
    return (
      <Button variant="subtle" size="compact-sm" onClick={onCancel} aria-label={`Cancel ${booking.name}`}>
        Cancel…
      </Button>
    );
  }
  return (
    <Menu width={170}>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={`More about ${booking.name}`}>
          <IconDots size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {booking.state !== 'attended' && (
          <Menu.Item onClick={() => setState.mutate({ id: booking.id, state: 'attended' })}>Attended</Menu.Item>
        )}
        {booking.state !== 'no_show' && (
          <Menu.Item onClick={() => setState.mutate({ id: booking.id, state: 'no_show' })}>Did not come</Menu.Item>
        )}
        {booking.state === 'booked' && <Menu.Item onClick={onCancel}>Cancel…</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
