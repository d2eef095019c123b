import { isHostAddress } from './open-browser.ts';

/** Where a host answers whoever has its launch token with an address for one opening. */
export const openingsPath = '/openings';
const patienceMs = 3000;

/**
 * An address for one opening from the host that runs at `address`, which has its launch token: a browser's arguments can be
 * seen by others, so the token itself is never among them. Null where that host does not answer so.
 */
export async function askForOpening(address: string): Promise<string | null> {
  if (!isHostAddress(address)) return null;
  const { origin, searchParams } = new URL(address);
  try {
    const answer = await fetch(`${origin}${openingsPath}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${searchParams.get('token')}` },
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    const opening = (await answer.text()).trim();
    return answer.ok && isHostAddress(opening) && new URL(opening).origin === origin ? opening : null;
  } catch {
    // It is just closing, or does not answer: the person reads where it is, and opens it.
    return null;
  }
}
