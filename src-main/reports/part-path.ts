import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';

/** A name in the target's folder that no other file has: for a report until it is whole. */
export function partPathFor(targetPath: string): string {
  return join(dirname(targetPath), `.tallydesk-${randomBytes(8).toString('hex')}.part`);
}
