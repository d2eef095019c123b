import { spawn } from 'node:child_process';

/** Opens the system's default browser, where there is one; a browser that does not come is no failure. */
export function openBrowser(address: string, platform = process.platform, env = process.env): void {
  const command = commandFor(address, platform, env);
  if (command === null) return;
  const [program, ...args] = command;
  spawn(program, args, { detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref();
}

/** What opens an address on this system, or null where nothing could show it. */
export function commandFor(
  address: string,
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): [string, ...string[]] | null {
  if (platform === 'win32') return ['cmd', '/c', 'start', '', address];
  if (platform === 'darwin') return ['open', address];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open', address] : null;
}
