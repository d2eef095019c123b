import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, runQuietly } from './run.mjs';
import { say } from './say.mjs';

const packageFolder = join(root, 'node_modules', 'electron');
const triedInVain = join(root, 'node_modules', '.cache', 'tallydesk', 'electron-not-downloaded');
const downloadLimitMs = 10 * 60 * 1000;
/** The one is for the downloader, if it has undici, the other for Node's own fetch; without HTTPS_PROXY or HTTP_PROXY they change nothing. */
const heedProxies = { ELECTRON_GET_USE_PROXY: '1', NODE_USE_ENV_PROXY: '1' };
const tryAgainAfterMs = 24 * 60 * 60 * 1000;

/** Electron's program where it is installed, else null. Never requires the package: that alone would start a download. */
export function findElectron() {
  try {
    const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH || join(packageFolder, 'dist');
    const program = join(folder, readFileSync(join(packageFolder, 'path.txt'), 'utf8'));
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

/** Why no window can be opened on this machine even with Electron, or null. */
export function whyNoWindow() {
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  if (process.getuid?.() === 0) return 'Electron does not run as root';
  return null;
}

/** Electron's program, downloaded by `node` (24, as `prepare` gives it) if need be; null where that is impossible. At most one vain try a day. */
export async function getElectron(node) {
  const there = findElectron();
  if (there !== null || triedLately()) return there;
  say("Electron's program is not here yet: downloading it (more than 100 MB, once; 10 minutes at most)…");
  const { status } = await runQuietly(node, ['install.js'], {
    cwd: packageFolder,
    env: { ...process.env, ...heedProxies },
    limitMs: downloadLimitMs,
  });
  const program = status === 0 ? findElectron() : null;
  if (program === null) {
    mkdirSync(dirname(triedInVain), { recursive: true });
    writeFileSync(triedInVain, '');
  } else rmSync(triedInVain, { force: true });
  return program;
}

function triedLately() {
  try {
    return Date.now() - statSync(triedInVain).mtimeMs < tryAgainAfterMs;
  } catch {
    return false;
  }
}
