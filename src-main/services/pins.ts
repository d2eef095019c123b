import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (pin: string, salt: Buffer, length: number) => Promise<Buffer>;
const length = 32;

/** A PIN as it is kept: `scrypt$salt$key`, both base64, and perhaps a mark (`withNewMark`). */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(pin, salt, length);
  return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** The same PIN kept anew, with a mark that it never had: whoever compares what is kept finds another. */
export function withNewMark(kept: string): string {
  const [kind, salt, key] = kept.split('$');
  return [kind, salt, key, randomBytes(8).toString('hex')].join('$');
}

/** True where a PIN is the one that was kept; takes the same time either way. */
export async function isPin(pin: string, kept: string): Promise<boolean> {
  const [, salt = '', key = ''] = kept.split('$');
  const expected = Buffer.from(key, 'base64');
  const actual = await derive(pin, Buffer.from(salt, 'base64'), length);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
