import type { Outputs } from './client.ts';

/** A customer, as its profile shows it. */
export type Customer = Outputs['customers']['get'];
/** A membership of a customer. */
export type Membership = Outputs['memberships']['list']['rows'][number];
/** A lot of a customer. */
export type Lot = Outputs['lots']['list']['rows'][number];
/** A booking of a customer. */
export type Booking = Outputs['bookings']['list']['rows'][number];
/** What cancelling a booking would do. */
export type CancelPreview = Outputs['bookings']['cancelPreview'];
/** A credit of the catalogue. */
export type CatalogueCredit = Outputs['credits']['list']['rows'][number];
/** An entry, as lists show it. */
export type Entry = Outputs['usage']['entries']['rows'][number];
/** An entry with all that is known about it. */
export type EntryFacts = Outputs['usage']['entry'];
/** What a file would bring in, or has. */
export type ImportOutcome = Outputs['imports']['preview'];
