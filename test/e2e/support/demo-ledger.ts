import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowserHost } from './browser-host.ts';

/** Makes the demo studio once for all tests: each takes a copy. Playwright calls this before the first test; what it gives is called after the last. */
export default async function makeDemoLedger(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'tallydesk-e2e-demo-'));
  const host = await startBrowserHost(['--data', folder, '--demo'], { readyWithinMs: 300_000 });
  await host.stop();
  process.env.TALLYDESK_DEMO_LEDGER = join(folder, 'ledger.sqlite');
  return () => rmSync(folder, { recursive: true, force: true });
}
