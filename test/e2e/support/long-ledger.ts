import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from './script-host.ts';
import { manager } from './steps.ts';

/** The customer of the long ledger, and how much is in it. */
export const longHistory = { customer: 'Grand Hall Company', rows: 100_000, lots: 10, entries: 100_010, jubilees: 100 };

const headers =
  'customer_external_id,customer_name,credit,credit_kind,entry,amount,used_on,description,lot_external_id,lot_granted,external_id';
const firstUse = Date.UTC(2021, 0, 1);
const minutesApart = 20;

/** One use each 20 minutes over four years, of 1, 2 or 3 credits from ten lots in turn; each 1,000th is a jubilee. */
function historyCsv(): string {
  const lines = Array.from({ length: longHistory.rows }, (_, place) => {
    const usedOn = new Date(firstUse + place * minutesApart * 60_000).toISOString();
    const description = `Session ${place + 1}${(place + 1) % 1000 === 0 ? ' jubilee' : ''}`;
    const lot = place % longHistory.lots;
    return `GRAND,${longHistory.customer},Class,session,use,${1 + (place % 3)},${usedOn},${description},L${lot},50000,E${place}`;
  });
  return `${[headers, ...lines].join('\n')}\n`;
}

/** A ledger with one customer who has a hundred thousand entries; `remove` when nobody needs it any more. */
export async function makeLongLedger(): Promise<{ path: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'tallydesk-e2e-long-'));
  const csv = join(folder, 'history.csv');
  writeFileSync(csv, historyCsv());
  const studio = { name: 'Lindenhof Studio', timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en', manager };
  await runScript(folder, [
    { op: 'studio.create', input: studio },
    { op: 'imports.run', input: { path: csv, format: 'history' } },
  ]);
  return { path: join(folder, 'ledger.sqlite'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
