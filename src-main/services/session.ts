import { isoOf } from '../../src-shared/days.ts';
import { fold } from '../../src-shared/fold.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { type Db, isUnwritable } from '../store/database.ts';
import {
  loadFirstManager,
  loadStaff,
  loadStaffByEmail,
  loadStaffMember,
  loadStudio,
  type StaffRow,
  updateSignInTries,
} from '../store/studio.ts';
import type { Actor, Core } from './core.ts';
import type { Live } from './live.ts';
import { isPin } from './pins.ts';
import { found, Refused } from './refused.ts';

/** Who is signed in at one window, launch or script, and the PIN as it was kept then: with another one the session has ended. */
export type Session = { signedIn: { readonly staffId: string; readonly pinHash: string } | null };

/** Wrong PINs until signing in locks, and for how long: a minute, doubled with each further one, an hour at most. */
const triesBeforeLock = 5;
const lockMs = 60_000;
const lockMsMax = 3_600_000;

/** A session that nobody is signed in at. */
export function openSession(): Session {
  return { signedIn: null };
}

/** Who is signed in, as the ledger knows them now; null for nobody, or where they have left or have another PIN since. */
export function actorOf(db: Db, session: Session): Actor | null {
  if (session.signedIn === null) return null;
  const staff = loadStaffMember(db, session.signedIn.staffId);
  return staff?.active && staff.pinHash === session.signedIn.pinHash ? toActor(staff) : null;
}

/** A session of the staff member with an e-mail, or null where there is none; without an e-mail, of the first manager (nobody before a studio exists). */
export function openStaffSession(db: Db, email: string | null): Session | null {
  if (email === null) return sessionOf(loadFirstManager(db));
  const staff = loadStaffByEmail(db, fold(email));
  return staff?.active ? sessionOf(staff) : null;
}

/** The session at which somebody has given themselves a new PIN goes on; their others have ended with the old one. */
export function keepSignedIn(db: Db, session: Session, staffId: string): void {
  const staff = loadStaffMember(db, staffId);
  if (session.signedIn?.staffId === staffId && staff?.active) session.signedIn = sessionOf(staff).signedIn;
}

/** Who may sign in; answers before anyone is. */
export function choices(db: Db): {
  studioName: string;
  demo: boolean;
  staff: { id: string; name: string; role: Actor['role'] }[];
} {
  const studio = found(loadStudio(db), 'studio');
  const staff = loadStaff(db).filter((one) => one.active);
  return { studioName: studio.name, demo: studio.demo, staff: staff.map(({ id, name, role }) => ({ id, name, role })) };
}

/** Signs in with a PIN; refused with WRONG_PIN (tries left) and, after five wrong ones, LOCKED (until when). */
export async function signIn(core: Core, session: Session, staffId: string, pin: string): Promise<Actor> {
  const staff = found(loadStaffMember(core.db, staffId), 'staff member');
  if (!staff.active) throw new Refused({ code: 'NOT_FOUND', what: 'staff member' });
  const now = core.clock.now();
  await refuseLocked(core, staff, now);
  const right = await isPin(pin, staff.pinHash);
  // Only what must be written waits for whoever writes: signing in goes on while a long catch-up or an import does.
  const mustWrite = !right || found(loadStaffMember(core.db, staffId), 'staff member').wrongPins > 0;
  if (mustWrite) await core.gate.free();
  // Another try may have come in meanwhile: count on what is kept now.
  const current = found(loadStaffMember(core.db, staffId), 'staff member');
  // The PIN was held against what was kept before: where that has changed meanwhile, all begins anew.
  if (current.pinHash !== staff.pinHash) return signIn(core, session, staffId, pin);
  await refuseLocked(core, current, now);
  if (!right) return refuseWrongPin(core, current, now);
  if (mustWrite && current.wrongPins > 0 && !core.readOnly) forgetWrongPins(core.db, staffId);
  session.signedIn = sessionOf(current).signedIn;
  // Windows of one browser share a session: those where somebody else was at work lock.
  core.live.changed(['session']);
  return toActor(current);
}

/** On a full disk the count stays as it was: who has the right PIN may still read. */
function forgetWrongPins(db: Db, staffId: string): void {
  try {
    updateSignInTries(db, staffId, 0, null);
  } catch (error) {
    if (!isUnwritable(error)) throw error;
  }
}

/** Nobody is signed in at the session from here on. */
export function signOut(live: Live, session: Session): void {
  session.signedIn = null;
  live.changed(['session']);
}

/**
 * No lock is set for longer than the longest: one that lasts longer was set while the clock was wrong, and counts as the longest
 * from now on. A ledger that can only be read can't keep that, and keeps no count either: such a lock is over there.
 */
async function refuseLocked(core: Core, { id, wrongPins, lockedUntil }: StaffRow, now: number): Promise<void> {
  if (lockedUntil === null || lockedUntil <= now) return;
  const longest = now + lockMsMax;
  if (lockedUntil <= longest) throw locked(core.db, lockedUntil, now);
  if (core.readOnly) return;
  await core.gate.free();
  updateSignInTries(core.db, id, wrongPins, longest);
  throw locked(core.db, longest, now);
}

function locked(db: Db, until: number, now: number): Refused {
  const style = found(loadStudio(db), 'studio');
  return new Refused({ code: 'LOCKED', until: isoOf(until as InstantMs) }, { style, now });
}

function refuseWrongPin(core: Core, staff: StaffRow, now: number): never {
  const wrong = staff.wrongPins + 1;
  const over = wrong - triesBeforeLock;
  const lockedUntil = over < 0 ? null : now + Math.min(lockMs * 2 ** over, lockMsMax);
  // A ledger that can only be read keeps no count.
  if (core.readOnly) throw new Refused({ code: 'WRONG_PIN', triesLeft: Math.max(0, -over) });
  updateSignInTries(core.db, staff.id, wrong, lockedUntil);
  if (lockedUntil !== null) throw locked(core.db, lockedUntil, now);
  throw new Refused({ code: 'WRONG_PIN', triesLeft: -over });
}

function sessionOf(staff: StaffRow | null): Session {
  return { signedIn: staff && { staffId: staff.id, pinHash: staff.pinHash } };
}

function toActor({ number, id, name, email, role }: StaffRow): Actor {
  return { number, id, name, email, role };
}
