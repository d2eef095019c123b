import { mkdirSync } from 'node:fs';
import { createRouterClient } from '@orpc/server';
import { openApp } from '../../src-main/app.ts';

// Opens the app on the folder that is named (with a studio, where it has none) and posts as many entries as asked; makes
// folders before and after, so that a trace of its system calls shows which belong to the postings.
const [dataDir = '', count = '0'] = process.argv.slice(2);
const app = await openApp({ dataDir, host: 'script' });
const nobody = app.openContext({ kind: 'script' });
const desk = createRouterClient(app.router, { context: () => app.openStaffContext(null) ?? nobody });
if ((await desk.app.status({})).state === 'empty') {
  const manager = { name: 'Ada', email: 'ada@example.org', pin: '2580' };
  await desk.studio.create({ name: 'Lindenhof', timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en', manager });
}
const { id: creditId } = await desk.credits.create({ name: `Credit ${Date.now()}`, kind: 'session' });
const { id: customerId } = await desk.customers.create({ kind: 'person', name: 'Mara' });
mkdirSync(`${dataDir}/mark-begin-${process.pid}`);
for (let posting = 0; posting < Number(count); posting += 1) {
  await desk.adjustments.add({
    customerId,
    creditId,
    amount: 1,
    memo: null,
    lastDay: null,
    key: `${process.pid} ${posting}`,
  });
}
mkdirSync(`${dataDir}/mark-end-${process.pid}`);
await app.close();
