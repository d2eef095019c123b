import { spawn } from 'node:child_process';
import { startOrdinarily } from '../../platform/private-files.ts';

/** What a host of ours gives out. A file may hold any text: what else a command could read into it is never handed over. */
const ourAddress = /^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+$/;

/** True for the address of a browser host on this computer, with its token and nothing else. */
export function isHostAddress(address: string): boolean {
  return ourAddress.test(address);
}

/** Opens a host's address in the system's default browser, where there is one; a browser that does not come is no failure. */
export function openBrowser(address: string, platform = process.platform, env = process.env): void {
  const command = commandFor(address, platform, env);
  if (command === null) return;
  const [program, ...args] = command;
  startOrdinarily(() => spawn(program, args, { detached: true, stdio: 'ignore' }))
    .on('error', () => {})
    .unref();
}

/** What opens a host's address on this system, or null where nothing could show it or it is no address of a host. */
export function commandFor(
  address: string,
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): [string, ...string[]] | null {
  if (!isHostAddress(address)) return null;
  if (platform === 'win32') return ['cmd', '/c', 'start', '', address];
  if (platform === 'darwin') return ['open', address];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open', address] : null;
}
