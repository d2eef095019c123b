/** `npm run test:electron`: drives the built app in Electron's own window, where Electron's program is. */
import { ensureBuilt } from './setup/app.mjs';
import { getElectron, whyNoWindow } from './setup/electron.mjs';
import { prepare } from './setup/packages.mjs';
import { main, say } from './setup/say.mjs';
import { runPlaywright } from './setup/tests.mjs';

await main(async (args) => {
  const node = await prepare();
  const why = whyNoWindow();
  const electron = why === null ? await getElectron(node) : null;
  if (electron === null) {
    say(`Skipped: ${why ?? "Electron's program is not installed and could not be downloaded"}.`);
    return 0;
  }
  await ensureBuilt(node);
  const { failed } = await runPlaywright(node, 'electron', args, { TALLYDESK_ELECTRON: electron });
  return failed === 0 ? 0 : 1;
});
