import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExportTold } from './export-child.ts';
import { type Figures, short } from './figures.ts';
import { type BenchLedger, longHistories } from './generate-ledger.ts';
import { withCopy } from './open-bench-app.ts';

const child = fileURLToPath(new URL('export-child.ts', import.meta.url));
const script = fileURLToPath(new URL('../../out/main/script.js', import.meta.url));
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
    const peak = peakOfBuiltApp(dataDir, ledger.nowMs);
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
      note: 'the built app, as it is shipped; from source Node strips types twice, which takes more than the report',
    });
  });
}

/** Linux counts what the starting process had as the started one's peak too (`ru_maxrss`); what the program's own memory was, `VmHWM` tells. */
const tellsPeak = `data:text/javascript,${encodeURIComponent(`
import { readFileSync } from 'node:fs';
const own = () => process.platform === 'linux' && /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
process.on('exit', () => process.stderr.write('peak ' + (own() || process.resourceUsage().maxRSS)));
`)}`;

/** The most memory (MB) that the built app's process has while it makes the report: a script of two lines, as a studio's own would be. */
function peakOfBuiltApp(dataDir: string, nowMs: number): number {
  const now = new Date(nowMs).toISOString();
  const query = `.${longHistories.heavy.customer}@example.org`;
  const lines = [
    { op: 'customers.search', input: { query, limit: 1 }, now },
    {
      op: 'reports.export',
      input: { scope: { customerId: '$1.rows.0.id' }, format: 'xlsx', path: join(dataDir, 'peak.xlsx') },
    },
  ];
  const file = join(dataDir, 'peak.jsonl');
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  const ran = spawnSync(process.execPath, ['--import', tellsPeak, script, file, '--data', dataDir], {
    encoding: 'utf8',
  });
  const exported = JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '{}') as { ok?: { rows: number } };
  if ((exported.ok?.rows ?? 0) < longHistories.heavy.entries) throw new Error(`the report failed: ${ran.stdout}`);
  return Number(/peak (\d+)/.exec(ran.stderr)?.[1]) / 1024;
}
