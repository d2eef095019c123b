/** `npm run bench [-- --json FILE] [-- --only reading,writing,export,verify,start]`: measures the app on a large ledger. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Figures } from './figures.ts';
import { type BenchLedger, benchLedger } from './generate-ledger.ts';
import { measureExport } from './measure-export.ts';
import { measureReading } from './measure-reading.ts';
import { measureStart } from './measure-start.ts';
import { measureVerify } from './measure-verify.ts';
import { measureWriting } from './measure-writing.ts';
import { type BenchApp, openBenchApp, withCopy } from './open-bench-app.ts';

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

const onCopy =
  (measure: (app: BenchApp, figures: Figures) => Promise<void>) => (ledger: BenchLedger, figures: Figures) =>
    withCopy(ledger, async (dataDir) => {
      const app = await openBenchApp(dataDir, ledger);
      try {
        await measure(app, figures);
      } finally {
        await app.close();
      }
    });

const sections: Record<string, (ledger: BenchLedger, figures: Figures) => Promise<void>> = {
  start: measureStart,
  reading: onCopy(measureReading),
  verify: onCopy(measureVerify),
  writing: measureWriting,
  export: measureExport,
};

const asked = values.only?.split(',') ?? Object.keys(sections);
const unknown = asked.filter((name) => !(name in sections));
if (unknown.length > 0) {
  say(`There is no section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}.`);
  process.exit(2);
}

const ledger = await benchLedger(say);
say(`Measuring on ${ledger.customers} customers and ${ledger.entries} entries…`);
const figures = new Figures();
for (const name of asked) await sections[name]?.(ledger, figures);
process.stdout.write(`\n${figures.table()}\n`);
if (values.json) figures.write(resolve(process.env.INIT_CWD ?? process.cwd(), values.json));
const missed = figures.all.filter((figure) => !figure.met).length;
say(missed === 0 ? 'Every target is met.' : `${missed} of ${figures.all.length} figures miss their target.`);
