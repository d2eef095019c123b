/** `npm start`: sets up what is missing and opens the app, in Electron's window or in the browser. */
import { join } from 'node:path';
import { ensureBuilt } from './setup/app.mjs';
import { getElectron, whyNoWindow } from './setup/electron.mjs';
import { prepare } from './setup/packages.mjs';
import { brokeDown, root, run } from './setup/run.mjs';
import { main, say } from './setup/say.mjs';

const couldNotLoad = 127;
/** Where the person is: a relative --data begins there. */
const cwd = process.env.INIT_CWD ?? process.cwd();

await main(async (args) => {
  const node = await prepare();
  await ensureBuilt(node);
  if (!args.includes('--browser')) {
    const { status, hindrance } = await runWindow(node, args);
    if (hindrance === undefined) return status;
    say(`Electron's window ${hindrance}: Tallydesk opens in the browser instead.`);
  }
  return run(node, [join(root, 'out', 'main', 'browser.js'), ...args], { cwd });
});

/** Runs Electron's window to its end: `{ status }`, or `{ hindrance }` where the browser has to do. */
async function runWindow(node, args) {
  const why = whyNoWindow();
  if (why !== null) return { hindrance: `cannot be opened here (${why})` };
  const electron = await getElectron(node);
  if (electron === null) {
    return { hindrance: 'cannot be opened here (its program is not installed and could not be downloaded)' };
  }
  const status = await run(electron, [root, ...args], { cwd });
  if (status === couldNotLoad) return { hindrance: 'cannot be opened here (its program does not start)' };
  if (brokeDown(status)) return { hindrance: `has ended by a fault of Electron (status ${status})` };
  return { status };
}
