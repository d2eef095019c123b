/** `npm run test:e2e`: drives the built app in a real Chromium. */
import { ensureBuilt } from './setup/app.mjs';
import { getChromium } from './setup/chromium.mjs';
import { prepare } from './setup/packages.mjs';
import { Missing, main } from './setup/say.mjs';
import { runPlaywright } from './setup/tests.mjs';

await main(async (args) => {
  const node = await prepare();
  const chromium = await getChromium();
  if (chromium === null) {
    throw new Missing(
      'These tests need Chromium or Chrome, and none could be found or installed. Install one and try again.',
    );
  }
  await ensureBuilt(node);
  const { failed } = await runPlaywright(node, 'chromium', args, { TALLYDESK_CHROMIUM: chromium });
  return failed === 0 ? 0 : 1;
});
