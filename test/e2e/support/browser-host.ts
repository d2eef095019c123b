import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));
const readyLine = /Tallydesk is ready at (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)/;

/** A browser host that is ready: where it is, and how it is stopped (cleanly, as with Ctrl+C) or killed (as by a power cut). */
export type BrowserHost = { readonly address: string; stop(): Promise<void>; kill(): Promise<void> };

/** How a host is started. `fileKbMax`: no file may grow beyond it, as on a disk that is full (Linux and macOS). */
export type HostLimits = { readonly readyWithinMs?: number; readonly fileKbMax?: number | undefined };

/** Starts the built browser host on a free port unless one is named; one that is not ready in time is stopped and told with what it said. */
export async function startBrowserHost(
  args: readonly string[],
  { readyWithinMs = 45_000, fileKbMax }: HostLimits = {},
): Promise<BrowserHost> {
  const command = [process.execPath, 'out/main/browser.js', '--port', '0', '--no-open', ...args];
  // The signal of a file that is too long is ignored, so that the write fails as it does on a full disk.
  const limited = `trap '' XFSZ; ulimit -f ${fileKbMax}; exec "$@"`;
  const [program = '', ...rest] = fileKbMax === undefined ? command : ['bash', '-c', limited, 'host', ...command];
  const host = spawn(program, rest, { cwd: root });
  const stop = () => ended(host, 'SIGTERM');
  const kill = () => ended(host, 'SIGKILL');
  try {
    return { address: await addressOf(host, readyWithinMs), stop, kill };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addressOf(host: ChildProcess, readyWithinMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(
      () => reject(new Error(`the browser host is not ready yet; it said: ${said}`)),
      readyWithinMs,
    );
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = readyLine.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    };
    host.stdout?.on('data', hear);
    host.stderr?.on('data', hear);
    host.once('exit', (code) => reject(new Error(`the browser host ended with ${code}: ${said}`)));
  });
}

async function ended(host: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return;
  const exit = new Promise((resolve) => host.once('exit', resolve));
  host.kill(signal);
  await exit;
}
