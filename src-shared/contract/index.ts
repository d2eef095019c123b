import { eventIterator } from '@orpc/contract';
import { adjustmentsContract, bookingsContract, usesContract } from './bookings.ts';
import {
  benefitsContract,
  creditsContract,
  plansContract,
  productsContract,
  resourcesContract,
  resourceTypesContract,
} from './catalogue.ts';
import { base, nothing } from './common.ts';
import { customersContract, teamsContract } from './customers.ts';
import { importsContract } from './imports.ts';
import { appContract, jobsContract, ledgerContract, liveEvent } from './ledger.ts';
import { balanceContract, lotsContract, membershipsContract } from './memberships.ts';
import { sessionContract, staffContract, studioContract } from './studio.ts';
import { reportsContract, usageContract } from './usage.ts';

/** Everything that the app can do, by name. Hosts, renderer, scripts and tests speak only this. */
export const contract = {
  app: appContract,
  studio: studioContract,
  session: sessionContract,
  staff: staffContract,
  customers: customersContract,
  teams: teamsContract,
  resourceTypes: resourceTypesContract,
  resources: resourcesContract,
  credits: creditsContract,
  plans: plansContract,
  products: productsContract,
  benefits: benefitsContract,
  memberships: membershipsContract,
  lots: lotsContract,
  balance: balanceContract,
  bookings: bookingsContract,
  uses: usesContract,
  adjustments: adjustmentsContract,
  usage: usageContract,
  reports: reportsContract,
  imports: importsContract,
  ledger: ledgerContract,
  jobs: jobsContract,
  events: {
    /** What changed and how long work goes on, as it happens. */
    subscribe: base.input(nothing).output(eventIterator(liveEvent)),
  },
};

/** The contract's type, for clients. */
export type Contract = typeof contract;
