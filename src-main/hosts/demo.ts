import { createRouterClient } from '@orpc/server';
import type { App, AppContext } from '../app.ts';

/** Fills a ledger that has no studio yet with the demo studio; leaves any other as it is. */
export async function fillWithDemo(
  app: Pick<App, 'router'>,
  context: AppContext,
  say: (sentence: string) => void,
): Promise<void> {
  const client = createRouterClient(app.router, { context });
  if ((await client.app.status({})).state !== 'empty') return;
  say('Filling the new ledger with the demo studio…');
  await client.studio.createDemo({});
}
