import type { Tone } from './entry-tones.ts';

/** The states of a booking as they are told. */
export const bookingStateLabels: Readonly<Record<string, string>> = {
  booked: 'Booked',
  cancelled: 'Cancelled for free',
  cancelled_late: 'Cancelled late',
  attended: 'Attended',
  no_show: 'Did not come',
};

/** The tones of their tags. */
export const bookingStateTones: Readonly<Record<string, Tone>> = {
  booked: 'given-back',
  cancelled: 'given-back',
  cancelled_late: 'used',
  attended: 'expired',
  no_show: 'used',
};
