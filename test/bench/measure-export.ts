import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ExportTold } from './export-child.ts';
import { type Figures, short } from './figures.ts';
import { type BenchLedger, longHistories } from './generate-ledger.ts';
import { withCopy } from './open-bench-app.ts';

const child = fileURLToPath(new URL('export-child.ts', import.meta.url));
const rounds = 3;

/** An Excel report of 100,000 rows against the bare writer of the same cells, each in a process of its own, in turns. */
export async function measureExport(ledger: BenchLedger, figures: Figures): Promise<void> {
  await withCopy(ledger, async (dataDir) => {
    const run = (mode: 'csv' | 'xlsx' | 'bare') =>
      JSON.parse(
        execFileSync(process.execPath, [child, mode, dataDir, String(ledger.nowMs)], { encoding: 'utf8' }),
      ) as ExportTold;
    run('csv');
    const own: ExportTold[] = [];
    const bare: ExportTold[] = [];
    for (let round = 0; round < rounds; round += 1) {
      own.push(run('xlsx'));
      bare.push(run('bare'));
    }
    const best = (told: readonly ExportTold[]) => Math.min(...told.map(({ ms }) => ms));
    const peak = Math.max(...own.map(({ peakMb }) => peakMb));
    const [one] = own;
    if (!one || one.rows < longHistories.heavy.entries) throw new Error(`the report has ${one?.rows} rows`);
    const note = `${short(best(own))} ms for ${short(one.rows)} rows with summary and lots, bare ${short(best(bare))} ms (best of ${rounds})`;
    const line = { section: 'export' };
    figures.add({
      ...line,
      name: 'Excel, 100,000 rows, against the bare writer',
      figure: best(bare) / best(own),
      unit: '×',
      target: 0.85,
      better: 'more',
      note,
    });
    figures.add({
      ...line,
      name: 'Excel, 100,000 rows, most memory of the process',
      figure: peak,
      unit: 'MB',
      target: 300,
      better: 'less',
    });
  });
}
