import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AppContext } from '../../app.ts';

const sessionsAtMost = 100;

/** The windows of one launch: who knows the launch token gets a cookie, and each cookie has its own session. */
export class Sessions {
  readonly token: string;
  readonly #cookieName: string;
  readonly #open: () => AppContext;
  readonly #contexts = new Map<string, AppContext>();
  readonly #openings = new Set<string>();

  /** `open` begins a session in which nobody is signed in; the port keeps the cookies of two ledgers apart. */
  constructor(open: () => AppContext, port: number, token = randomToken()) {
    this.#open = open;
    this.token = token;
    this.#cookieName = `tallydesk-${port}`;
  }

  /** A token for one opening only: programs' arguments can be seen by other users of the computer. */
  tokenForOneOpening(): string {
    const token = randomToken();
    this.#openings.add(token);
    return token;
  }

  /** True for this launch's token, told in a time that says nothing about it. */
  isLaunchToken(token: string): boolean {
    return sameSecret(token, this.token);
  }

  /** True for a token that opens a window; one for one opening does so no more afterwards. */
  take(token: string): boolean {
    return this.isLaunchToken(token) || this.#takeOpening(token);
  }

  /** Begins a new session; its Set-Cookie header. Where there are too many, the one that was not used for longest ends. */
  begin(): string {
    const cookie = randomToken();
    this.#contexts.set(cookie, this.#open());
    const [unusedForLongest] = this.#contexts.keys();
    if (this.#contexts.size > sessionsAtMost && unusedForLongest !== undefined) this.#contexts.delete(unusedForLongest);
    return `${this.#cookieName}=${cookie}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** The session of a request's Cookie header, or null; counts as its use. */
  contextOf(cookieHeader: string | undefined): AppContext | null {
    for (const part of cookieHeader?.split(';') ?? []) {
      const [name, value] = part.trim().split('=', 2);
      if (name === this.#cookieName && value !== undefined) return this.#use(value);
    }
    return null;
  }

  /** A map keeps the order in which its keys were set: the last used one goes to its end. */
  #use(cookie: string): AppContext | null {
    const context = this.#contexts.get(cookie) ?? null;
    if (context !== null) {
      this.#contexts.delete(cookie);
      this.#contexts.set(cookie, context);
    }
    return context;
  }

  #takeOpening(token: string): boolean {
    for (const opening of this.#openings) {
      if (sameSecret(token, opening)) return this.#openings.delete(opening);
    }
    return false;
  }
}

function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares digests, which have one length whatever was sent. */
function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
