import type { EntryColumns } from '../store/entry-columns.ts';
import { hasMoreEntries, loadScopeColumns } from '../store/scope-columns.ts';
import type { StoreScope } from '../store/usage-scope.ts';
import { isWholeLedgerRead, readWholeLedger, wholeLedger } from '../store/whole-ledger.ts';
import { type Core, upToDate } from './core.ts';

/** Up to this many entries are read when they are asked for, some milliseconds' work; from there on the ledger in memory is quicker. */
const fewEntries = 2000;
/** Up to this many are read so as long as the ledger is not in memory. */
const someEntries = 20_000;
const sliceMs = 10;

const underWay = new WeakMap<Core['db'], Promise<void>>();

/** Reads the whole ledger into memory where a scope has so many entries that its lists need it; answers at once where it has few. */
export async function prepareColumns(core: Core, scope: StoreScope): Promise<void> {
  if (!needsWholeLedger(core, scope)) return;
  // What is due is posted first, so that it is read in slices too.
  await upToDate(core);
  if (isWholeLedgerRead(core.db)) return;
  const reading = readInSlices(core);
  if (scope.of === 'studio' || hasMoreEntries(core.db, scope, someEntries)) await reading;
}

/** The entries that a scope's lists are made from. */
export function columnsOf(core: Core, scope: StoreScope): EntryColumns {
  if (needsWholeLedger(core, scope) && isWholeLedgerRead(core.db)) return wholeLedger(core.db);
  return loadScopeColumns(core.db, scope);
}

function needsWholeLedger({ db }: Core, scope: StoreScope): boolean {
  return scope.of === 'studio' || hasMoreEntries(db, scope, fewEntries);
}

/** Windows are answered between slices; two that wait share one reading. */
function readInSlices(core: Core): Promise<void> {
  const running = underWay.get(core.db);
  if (running) return running;
  const reading = readAll(core).finally(() => underWay.delete(core.db));
  // Where nobody waits for it, whoever reads next is told.
  reading.catch(() => undefined);
  underWay.set(core.db, reading);
  return reading;
}

async function readAll({ db }: Core): Promise<void> {
  let until = performance.now() + sliceMs;
  for (const _ of readWholeLedger(db)) {
    if (performance.now() < until) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (!db.open) return;
    until = performance.now() + sliceMs;
  }
}
