import { randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const partName = /^\.tallydesk-[0-9a-f]{16}\.part$/;
/** No report takes so long, and one that is being written is not so old. */
const leftBehindAfterMs = 24 * 3_600_000;

/** A name in the target's folder that no other file has: for a report until it is whole. */
export function partPathFor(targetPath: string): string {
  return join(dirname(targetPath), `.tallydesk-${randomBytes(8).toString('hex')}.part`);
}

/** Removes what reports that ended with their process (a loss of power) have left beside a target, a day ago or earlier; that it can't is no reason not to write a report. */
export async function removeOldParts(targetPath: string, nowMs = Date.now()): Promise<void> {
  const folder = dirname(targetPath);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => partName.test(one))) {
    const path = join(folder, name);
    const stats = await lstat(path).catch(() => null);
    if (stats?.isFile() && nowMs - stats.mtimeMs > leftBehindAfterMs) await rm(path, { force: true }).catch(() => {});
  }
}
