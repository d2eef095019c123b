import * as adjustments from '../services/adjustments.ts';
import * as bookings from '../services/bookings.ts';
import * as lots from '../services/lots.ts';
import { coreOf, type Door, deskOf } from './door.ts';

/** Routes that tell and change credit: lots, balances, bookings, uses and adjustments. */
export function creditRoutes(os: Door) {
  return {
    lots: {
      list: os.lots.list.handler(({ input, context }) => lots.listLots(coreOf(context), input)),
      get: os.lots.get.handler(({ input, context }) => lots.getLot(coreOf(context), input.id)),
      update: os.lots.update.handler(({ input, context }) => lots.updateLot(...deskOf(context), input)),
      delete: os.lots.delete.handler(({ input, context }) => lots.deleteLots(...deskOf(context), input)),
    },
    balance: {
      get: os.balance.get.handler(({ input, context }) => lots.getBalance(coreOf(context), input.customerId)),
    },
    bookings: {
      preview: os.bookings.preview.handler(({ input, context }) => bookings.previewBooking(coreOf(context), input)),
      create: os.bookings.create.handler(({ input, context }) => bookings.createBooking(...deskOf(context), input)),
      cancelPreview: os.bookings.cancelPreview.handler(({ input, context }) =>
        bookings.previewCancellation(...deskOf(context), input),
      ),
      cancel: os.bookings.cancel.handler(({ input, context }) => bookings.cancelBooking(...deskOf(context), input)),
      setState: os.bookings.setState.handler(({ input, context }) =>
        bookings.setBookingState(...deskOf(context), input),
      ),
      get: os.bookings.get.handler(({ input, context }) => bookings.getBooking(coreOf(context), input.id)),
      list: os.bookings.list.handler(({ input, context }) => bookings.listBookings(coreOf(context), input)),
    },
    uses: { create: os.uses.create.handler(({ input, context }) => bookings.createUse(...deskOf(context), input)) },
    adjustments: {
      preview: os.adjustments.preview.handler(({ input, context }) =>
        adjustments.previewAdjustment(coreOf(context), input),
      ),
      add: os.adjustments.add.handler(({ input, context }) => adjustments.addCredit(...deskOf(context), input)),
      deduct: os.adjustments.deduct.handler(({ input, context }) =>
        adjustments.deductCredit(...deskOf(context), input),
      ),
      reverse: os.adjustments.reverse.handler(({ input, context }) =>
        adjustments.reverseEntry(...deskOf(context), input),
      ),
    },
  };
}
