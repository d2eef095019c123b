import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a folder is for, where it is not the app's own. */
type Purpose = 'script' | 'demo';

const ours = /^tallydesk-(?:script-|demo-)?(\d+)-\w{6}$/;
/** Processes that share a folder but not their numbers (containers) are left a day's time. */
const leftBehindAfterMs = 24 * 3_600_000;

/** A new temporary folder of this process, whose number is in its name: should the process be ended from outside, a later one finds what it left. */
export function makeTemporaryFolder(purpose?: Purpose): string {
  return mkdtempSync(join(tmpdir(), `tallydesk-${purpose === undefined ? '' : `${purpose}-`}${process.pid}-`));
}

/** Removes temporary folders of ours that are a day old and whose process is gone; what can't be removed stays. */
export function removeLeftBehind(nowMs = Date.now()): void {
  for (const name of namesIn(tmpdir())) {
    const pid = Number(ours.exec(name)?.[1]);
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    try {
      const path = join(tmpdir(), name);
      const stats = lstatSync(path);
      const isMine = process.getuid === undefined || stats.uid === process.getuid();
      if (!stats.isDirectory() || !isMine || nowMs - stats.mtimeMs < leftBehindAfterMs) continue;
      rmSync(path, { recursive: true, force: true });
    } catch {
      // Somebody else's, or in use: a later start tries again.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** True unless the system says that there is no such process; one of somebody else is one too. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
