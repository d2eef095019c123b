import { type Figures, p95, short, timesOf } from './figures.ts';
import { longHistories } from './generate-ledger.ts';
import { startHeart } from './measure-writing.ts';
import { type BenchApp, type BenchClient, customerNumbered } from './open-bench-app.ts';

type EntriesInput = Parameters<BenchClient['usage']['entries']>[0];
type Filter = Omit<EntriesInput, 'scope' | 'limit' | 'cursor'>;
type Scope = EntriesInput['scope'];

const dayMs = 86_400_000;

/** Every filter that the usage screen has, each by itself, and some together. */
function filters(nowMs: number): [name: string, filter: Filter][] {
  const dayAgo = (days: number) => new Date(nowMs - days * dayMs).toISOString().slice(0, 10);
  const views = (['all', 'booked', 'free_cancellations', 'manual', 'rolled_over', 'expired'] as const).map((view) => ({
    view,
  }));
  const kinds = (['session', 'time', 'money', 'printing', 'pass'] as const).map((kind) => ({ kind }));
  const statuses = (['current', 'expired', 'used_up'] as const).map((status) => ({ status }));
  const dates = [{ from: dayAgo(30) }, { to: dayAgo(300) }, { from: dayAgo(400), to: dayAgo(390) }];
  const texts = ['yoga', 'reformer flow', 'birthday', 'muller', 'lindstrom 4242', 'nowhere to be found', 'e'].map(
    (text) => ({ text }),
  );
  const together: Filter[] = [
    { view: 'booked', kind: 'session', status: 'used_up', from: dayAgo(200), text: 'yoga' },
    { view: 'manual', text: 'friend' },
    { view: 'expired', status: 'expired', from: dayAgo(90) },
  ];
  return [...views, ...kinds, ...statuses, ...dates, ...texts, ...together].map((filter) => [
    Object.entries(filter)
      .map(([field, value]) => `${field} ${value}`)
      .join(', '),
    filter,
  ]);
}

/** Summaries, balances, entries under every filter, and searches, each at the 95th percentile. */
export async function measureReading(app: BenchApp, figures: Figures): Promise<void> {
  await warmUp(app.client);
  const people = await somePeople(app.client);
  await measureFigures(app.client, people, figures);
  await measureEntries(app, people, figures);
  await measureSearch(app.client, figures);
}

/** As a desk that has been open for some seconds: by then the app has read a large ledger into memory, in slices. */
async function warmUp(client: BenchClient): Promise<void> {
  const heart = startHeart();
  const began = performance.now();
  await client.usage.entries({ scope: { studio: true }, text: 'a', limit: 1 });
  const ms = performance.now() - began;
  process.stderr.write(
    `  The ledger was read into memory in ${short(ms)} ms, at most ${short(heart.stop())} ms at once.\n`,
  );
}

type People = { readonly ordinary: readonly string[]; readonly heavy: string; readonly long: string };

async function somePeople(client: BenchClient): Promise<People> {
  const byNumber = (number: number) => customerNumbered(client, number);
  const ordinary: string[] = [];
  for (let place = 0; place < 40; place += 1) ordinary.push(await byNumber(11 + place * 20));
  return {
    ordinary,
    heavy: await byNumber(longHistories.heavy.customer),
    long: await byNumber(longHistories.long.customer),
  };
}

async function measureFigures(client: BenchClient, { ordinary, heavy, long }: People, figures: Figures): Promise<void> {
  const line = { section: 'reading', unit: 'ms', target: 5, better: 'less' as const };
  const of = (run: number) => ordinary[run % ordinary.length] ?? heavy;
  const summary = (name: string, scope: (run: number) => Scope) => ({
    name,
    work: (run: number) => client.usage.summary({ scope: scope(run) }),
  });
  const measured = [
    summary('usage.summary of a customer', (run) => ({ customerId: of(run) })),
    summary('usage.summary of the customer with 100,000 entries', () => ({ customerId: heavy })),
    summary('usage.summary of the studio', () => ({ studio: true })),
    { name: 'balance.get of a customer', work: (run: number) => client.balance.get({ customerId: of(run) }) },
    { name: 'balance.get of the customer with 5,000 entries', work: () => client.balance.get({ customerId: long }) },
    { name: 'balance.get of the customer with 100,000 entries', work: () => client.balance.get({ customerId: heavy }) },
  ];
  for (const { name, work } of measured)
    figures.add({ ...line, name: `${name}, p95`, figure: p95(await timesOf(200, work, 20)) });
}

async function measureEntries(
  { client, clock }: BenchApp,
  { ordinary, heavy, long }: People,
  figures: Figures,
): Promise<void> {
  const scopes: [name: string, scope: (run: number) => Scope, runs: number][] = [
    ['a customer', (run) => ({ customerId: ordinary[run % ordinary.length] ?? '' }), 40],
    ['the customer with 5,000 entries', () => ({ customerId: long }), 40],
    ['the customer with 100,000 entries', () => ({ customerId: heavy }), 40],
    ['the studio', () => ({ studio: true }), 40],
  ];
  for (const [name, scope, runs] of scopes) {
    const measured: { filter: string; time: number }[] = [];
    for (const [filter, input] of filters(clock.now())) {
      const work = (run: number) => client.usage.entries({ scope: scope(run), ...input, limit: 100 });
      measured.push({ filter, time: p95(await timesOf(runs, work, 1)) });
    }
    measured.sort((a, b) => b.time - a.time);
    const [slowest] = measured;
    const late = measured.filter((one) => one.time > 20).map((one) => `${one.filter} ${short(one.time)}`);
    const note =
      late.length > 0 ? `over 20 ms: ${late.join('; ')}` : `${measured.length} filters; slowest: ${slowest?.filter}`;
    const line = { section: 'reading', unit: 'ms', target: 20, better: 'less' as const };
    figures.add({
      ...line,
      name: `usage.entries, first page, slowest filter of ${name}, p95`,
      figure: slowest?.time ?? Number.NaN,
      note,
    });
  }
}

async function measureSearch(client: BenchClient, figures: Figures): Promise<void> {
  type Input = Parameters<BenchClient['customers']['search']>[0];
  const words = [
    '',
    'a',
    'mu',
    'müller',
    'anna mull',
    'C-4999',
    '+49 30 10',
    'nguyen',
    'atelier gmbh',
    'nobody at all',
  ];
  const inputs: Input[] = [
    ...words.map((query) => ({ query })),
    { kind: 'company' },
    ...(['low_balance', 'expiring', 'no_membership', 'archived'] as const).map((filter) => ({ filter })),
    { query: 'ann', filter: 'low_balance' },
  ];
  const measured: { asked: string; time: number }[] = [];
  for (const input of inputs) {
    const work = () => client.customers.search({ limit: 50, ...input });
    measured.push({ asked: JSON.stringify(input), time: p95(await timesOf(20, work)) });
  }
  measured.sort((a, b) => b.time - a.time);
  const late = measured.filter((one) => one.time > 20).map((one) => `${one.asked} ${short(one.time)}`);
  const note =
    late.length > 0 ? `over 20 ms: ${late.join('; ')}` : `${measured.length} searches; slowest: ${measured[0]?.asked}`;
  const name = 'customers.search, slowest search, p95';
  figures.add({
    section: 'reading',
    name,
    unit: 'ms',
    target: 20,
    better: 'less',
    figure: measured[0]?.time ?? Number.NaN,
    note,
  });
}
