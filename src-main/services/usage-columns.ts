import type { EntryColumns } from '../store/entry-columns.ts';
import { hasMoreEntries, loadScopeColumns } from '../store/scope-columns.ts';
import { readTexts } from '../store/text-search.ts';
import type { StoreScope } from '../store/usage-scope.ts';
import { isWholeLedgerRead, readWholeLedger, wholeLedger } from '../store/whole-ledger.ts';
import { type Core, upToDate } from './core.ts';

/** Up to this many entries are read when they are asked for, some milliseconds' work; from there on the ledger in memory is quicker. */
const fewEntries = 2000;
/** Up to this many are read so as long as the ledger is not in memory. */
const someEntries = 20_000;

const underWay = new WeakMap<Core['db'], Promise<void>>();

/**
 * Reads into memory what a scope's lists need, while windows are answered: the texts where one is looked for, and the whole ledger
 * where the scope has so many entries that it is quicker.
 */
export async function prepareColumns(core: Core, scope: StoreScope, text?: string): Promise<void> {
  if (text !== undefined) await inSlices(core, readTexts(core.db));
  if (!needsWholeLedger(core, scope)) return;
  // What is due is posted first, so that it is read in slices too.
  await upToDate(core);
  if (isWholeLedgerRead(core.db)) return;
  const reading = readLedger(core);
  if (scope.of === 'studio' || hasMoreEntries(core.db, scope, someEntries)) await reading;
}

/** Reads a large ledger into memory before anybody asks for it, while windows are answered. */
export async function warmColumns(core: Core): Promise<void> {
  if (hasMoreEntries(core.db, { of: 'studio' }, someEntries)) await readLedger(core);
}

/** The entries that a scope's lists are made from. */
export function columnsOf(core: Core, scope: StoreScope): EntryColumns {
  if (needsWholeLedger(core, scope) && isWholeLedgerRead(core.db)) return wholeLedger(core.db);
  return loadScopeColumns(core.db, scope);
}

function needsWholeLedger({ db }: Core, scope: StoreScope): boolean {
  return scope.of === 'studio' || hasMoreEntries(db, scope, fewEntries);
}

/** Two that wait share one reading. */
function readLedger(core: Core): Promise<void> {
  const running = underWay.get(core.db);
  if (running) return running;
  const reading = inSlices(core, readWholeLedger(core.db)).finally(() => underWay.delete(core.db));
  // Where nobody waits for it, whoever reads next is told.
  reading.catch(() => undefined);
  underWay.set(core.db, reading);
  return reading;
}

/** Windows are answered between slices. */
async function inSlices({ db }: Core, slices: Iterable<unknown>): Promise<void> {
  for (const _ of slices) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!db.open) return;
  }
}
