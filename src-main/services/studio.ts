import { isoOf } from '../../src-shared/days.ts';
import { fold } from '../../src-shared/fold.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { immediately } from '../store/database.ts';
import {
  insertStaff,
  insertStudio,
  loadStaff,
  loadStaffByEmail,
  loadStaffMember,
  loadStudio,
  type StaffRow,
  type StudioRow,
  updateSignInTries,
  updateStaff,
  updateStudio,
} from '../store/studio.ts';
import { type Actor, type Core, change, refuseReadOnly } from './core.ts';
import { type Part, partOf } from './part-of.ts';
import { hashPin, withNewMark } from './pins.ts';
import { found, Refused, refuseInput } from './refused.ts';

/** What a new studio is made from. */
export type NewStudio = {
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly locale: string;
  readonly manager: { readonly name: string; readonly email: string; readonly pin: string };
};

/** The studio as the contract tells it. */
export function tellStudio(studio: StudioRow) {
  const { freeCancellationHours, lotMustCover, createdAt, ...told } = studio;
  return { ...told, rules: { freeCancellationHours, lotMustCover }, createdAt: isoOf(createdAt as InstantMs) };
}

/** Makes the studio and its first manager; refused with STUDIO_EXISTS where the ledger has one. */
export async function createStudio(core: Core, input: NewStudio, demo = false) {
  refuseReadOnly(core);
  const { manager, ...facts } = input;
  const pinHash = await hashPin(manager.pin);
  await core.gate.free();
  const studio = immediately(core.db, () => {
    if (loadStudio(core.db)) throw new Refused({ code: 'STUDIO_EXISTS' });
    insertStudio(core.db, {
      ...facts,
      id: core.ids.next(),
      deskId: core.ids.next(),
      freeCancellationHours: 12,
      lotMustCover: 'session',
      demo,
      createdAt: core.clock.now(),
    });
    const { name, email } = manager;
    insertStaff(core.db, { id: core.ids.next(), name, email, emailFolded: fold(email), role: 'manager', pinHash });
    return found(loadStudio(core.db), 'studio');
  });
  core.live.changed(['studio', 'staff', 'session']);
  return tellStudio(studio);
}

/** The studio with its rules. */
export function getStudio(core: Core) {
  return tellStudio(found(loadStudio(core.db), 'studio'));
}

/** Changes the studio's name and rules. */
export function updateStudioFacts(
  core: Core,
  actor: Actor,
  input: {
    name?: string | undefined;
    rules?:
      | { freeCancellationHours?: number | undefined; lotMustCover?: 'booking' | 'session' | undefined }
      | undefined;
  },
) {
  return change(core, { operation: 'studio.update', actor, input: {}, areas: ['studio'] }, ({ db, studio }) => {
    updateStudio(db, {
      name: input.name ?? studio.name,
      freeCancellationHours: input.rules?.freeCancellationHours ?? studio.freeCancellationHours,
      lotMustCover: input.rules?.lotMustCover ?? studio.lotMustCover,
    });
    return getStudio(core);
  });
}

const tellStaff = ({ id, name, email, role, active }: StaffRow) => ({ id, name, email, role, active });

/** All staff, never a PIN. */
export function listStaff(core: Core, part: Part) {
  return partOf(loadStaff(core.db).map(tellStaff), part);
}

/** Adds one of the staff; refused with EMAIL_TAKEN. */
export async function createStaff(
  core: Core,
  actor: Actor,
  input: { name: string; email: string; role: Actor['role']; pin: string },
) {
  const pinHash = await hashPin(input.pin);
  return change(core, { operation: 'staff.create', actor, input: {}, areas: ['staff'] }, ({ db, ids }) => {
    const emailFolded = fold(input.email);
    if (loadStaffByEmail(db, emailFolded)) throw new Refused({ code: 'EMAIL_TAKEN' });
    const id = ids.next();
    insertStaff(db, { id, name: input.name, email: input.email, role: input.role, pinHash, emailFolded });
    return tellStaff(found(loadStaffMember(db, id), 'staff member'));
  });
}

type StaffChange = {
  id: string;
  name?: string | undefined;
  email?: string | undefined;
  role?: Actor['role'] | undefined;
  pin?: string | undefined;
  active?: boolean | undefined;
};

/** Changes one of the staff; one active manager must stay. */
export async function updateStaffMember(core: Core, actor: Actor, input: StaffChange) {
  const newPinHash = input.pin === undefined ? null : await hashPin(input.pin);
  return change(core, { operation: 'staff.update', actor, input: {}, areas: ['staff', 'session'] }, ({ db }) => {
    const staff = found(loadStaffMember(db, input.id), 'staff member');
    const { name = staff.name, email = staff.email, role = staff.role, active = staff.active } = input;
    const emailFolded = fold(email);
    const other = loadStaffByEmail(db, emailFolded);
    if (other && other.id !== staff.id) throw new Refused({ code: 'EMAIL_TAKEN' });
    // Who leaves and comes back signs in again: sessions go by what is kept of the PIN.
    const kept = active ? staff.pinHash : withNewMark(staff.pinHash);
    updateStaff(db, { id: staff.id, name, email, role, active, emailFolded, pinHash: newPinHash ?? kept });
    // A new PIN is one that nobody has guessed at yet.
    if (newPinHash !== null) updateSignInTries(db, staff.id, 0, null);
    const managers = loadStaff(db).filter((one) => one.active && one.role === 'manager');
    if (managers.length === 0) refuseInput(active ? 'role' : 'active', 'expected one active manager to stay');
    return tellStaff(found(loadStaffMember(db, staff.id), 'staff member'));
  });
}
