import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayIn } from './days.ts';
import { runScript, type ScriptLine } from './script-host.ts';
import { manager } from './steps.ts';

/** Ways of writing that screens break at: a word without a space, from right to left, and pictures of several code points. */
export const manners = {
  unbroken: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  rightToLeft: 'استوديو الحركة والتنفس للمبتدئين والمتقدمين ',
  emoji: '🧘🏽‍♀️👩‍👩‍👧‍👦🏳️‍🌈',
} as const;
/** One of the ways of writing. */
export type Manner = keyof typeof manners;

/** Text of a way of writing, as long as the contract takes it at most; no character is cut in two. */
export function longText(manner: Manner, length: number, start: string): string {
  const graphemes = [...new Intl.Segmenter('en').segment(manners[manner])].map(({ segment }) => segment);
  let text = `${start} `;
  for (let place = 0; ; place += 1) {
    const next = graphemes[place % graphemes.length] ?? '';
    if (text.length + next.length > length) return text.trim();
    text += next;
  }
}

/** The name of the customer whose everything is written in that way. */
export const longCustomer = (manner: Manner) => longText(manner, 500, `Lena ${manner}`);

/** One customer of that way of writing: company, plan, credit, bookings and memos. `before`: how many lines the script has already. */
function linesOf(manner: Manner, before: number): ScriptLine[] {
  const [company, customer, credit, minutes, plan] = [1, 2, 3, 4, 5].map((line) => `$${before + line}.id`);
  const tomorrow = Date.now() + 30 * 3_600_000;
  const startsAt = new Date(tomorrow).toISOString();
  const endsAt = new Date(tomorrow + 3_600_000).toISOString();
  const text = (length: number, start: string) => longText(manner, length, start);
  const adjusting = { customerId: customer, creditId: credit, memo: text(500, 'Memo') };
  return [
    { op: 'customers.create', input: { kind: 'company', name: text(500, `Company ${manner}`) } },
    {
      op: 'customers.create',
      input: {
        kind: 'person',
        name: longCustomer(manner),
        email: `${'e'.repeat(240)}@example.org`,
        phone: '+49 30 23125 042 '.repeat(5),
        externalId: `${manner}-${'x'.repeat(180)}`,
        note: text(1000, 'Note'),
      },
    },
    { op: 'credits.create', input: { name: text(200, 'Credit'), kind: 'session' } },
    { op: 'credits.create', input: { name: text(200, 'Minutes'), kind: 'time' } },
    {
      op: 'plans.create',
      input: {
        name: text(200, 'Plan'),
        cycle: { every: 1, unit: 'month' },
        benefits: [
          { creditId: credit, amount: 8, rollover: { max: 3 } },
          { creditId: minutes, amount: 600 },
        ],
      },
    },
    { op: 'teams.set', input: { companyId: company, memberIds: [customer], creditSharing: true } },
    {
      op: 'memberships.start',
      input: { customerId: customer, planId: plan, startsOn: dayIn(0), key: `start ${manner}` },
    },
    {
      op: 'bookings.create',
      input: {
        customerId: customer,
        creditId: credit,
        amount: 1,
        name: text(200, 'Booking'),
        startsAt,
        endsAt,
        key: `book ${manner}`,
      },
    },
    { op: 'adjustments.add', input: { ...adjusting, amount: 9_007_199_254_740, lastDay: null, key: `add ${manner}` } },
    { op: 'adjustments.deduct', input: { ...adjusting, amount: 1_234_567_890, key: `deduct ${manner}` } },
    {
      op: 'adjustments.add',
      input: { ...adjusting, customerId: company, amount: 3, lastDay: null, key: `share ${manner}` },
    },
  ];
}

/** A data folder with a ledger in which everything is as long as it may be, in each way of writing. */
export async function makeLongNames(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tallydesk-e2e-names-'));
  const name = longText('unbroken', 200, 'Studio');
  const studio = { name, timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en', manager };
  const lines: ScriptLine[] = [{ op: 'studio.create', input: studio }];
  for (const manner of Object.keys(manners) as Manner[]) lines.push(...linesOf(manner, lines.length));
  await runScript(folder, lines);
  return folder;
}
