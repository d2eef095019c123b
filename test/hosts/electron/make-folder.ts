import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder, and what removes it; for folders that outlive one test. */
export function makeFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'tallydesk-test-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
