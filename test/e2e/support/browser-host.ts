import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));
const readyLine = /Tallydesk is ready at (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)/;

/** A browser host that is ready: where it is, and how it is stopped (cleanly, as with Ctrl+C). */
export type BrowserHost = { readonly address: string; stop(): Promise<void> };

/** Starts the built browser host on a free port; one that is not ready in time is stopped and told with what it said. */
export async function startBrowserHost(args: readonly string[], readyWithinMs = 45_000): Promise<BrowserHost> {
  const host = spawn(process.execPath, ['out/main/browser.js', '--port', '0', '--no-open', ...args], { cwd: root });
  const stop = () => stopped(host);
  try {
    return { address: await addressOf(host, readyWithinMs), stop };
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

async function stopped(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return;
  const exit = new Promise((resolve) => host.once('exit', resolve));
  host.kill('SIGTERM');
  await exit;
}
