/** `npm start`: sets up what is missing and opens the app, in Electron's window or in the browser. */
import { join } from 'node:path';
import { ensureBuilt } from './setup/app.mjs';
import { getElectron, whyNoWindow } from './setup/electron.mjs';
import { prepare } from './setup/packages.mjs';
import { root, run } from './setup/run.mjs';
import { main, say } from './setup/say.mjs';

const couldNotLoad = 127;
/** Where the person is: a relative --data begins there. */
const cwd = process.env.INIT_CWD ?? process.cwd();

await main(async (args) => {
  const node = await prepare();
  await ensureBuilt(node);
  if (!args.includes('--browser')) {
    const why = whyNoWindow();
    const electron = why === null ? await getElectron() : null;
    if (electron !== null) {
      const status = await run(electron, [root, ...args], { cwd });
      if (status !== couldNotLoad) return status;
    }
    say(`Electron's window cannot be opened here (${reason(why, electron)}): Tallydesk opens in the browser instead.`);
  }
  return run(node, [join(root, 'out', 'main', 'browser.js'), ...args], { cwd });
});

function reason(why, electron) {
  if (why !== null) return why;
  return electron === null ? 'its program is not installed and could not be downloaded' : 'its program does not start';
}
