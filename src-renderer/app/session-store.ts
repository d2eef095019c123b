import { create } from 'zustand';
import type { SignedIn } from '../ui/signed-in.tsx';

type SessionState = {
  /** Who works, or last worked, at this window; null before the first sign-in. */
  readonly staff: SignedIn | null;
  /** True while the start screen covers what `staff` was doing. */
  readonly locked: boolean;
  /** Counts up when another person signs in, so that they get fresh screens. */
  readonly desk: number;
  begin(staff: SignedIn): { samePerson: boolean };
  lock(): void;
};

/** Who is at this window and whether it is locked. A locked window stays locked until someone types their PIN, whatever the connection does meanwhile. */
export const useSessionStore = create<SessionState>()((set, get) => ({
  staff: null,
  locked: false,
  desk: 0,
  begin: (staff) => {
    const before = get();
    const samePerson = before.staff?.id === staff.id;
    set({ staff, locked: false, desk: samePerson ? before.desk : before.desk + 1 });
    return { samePerson };
  },
  lock: () => set((state) => (state.staff ? { locked: true } : {})),
}));
