import { Temporal } from 'temporal-polyfill';

const zone = 'Europe/Berlin';

/** The calendar day so many days from now as the studios of the stories count it, whatever the hour and this machine's zone. */
export function dayIn(days: number): string {
  return Temporal.Now.plainDateISO(zone).add({ days }).toString();
}
