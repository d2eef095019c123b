import { createContext, type ReactNode, useContext } from 'react';

/** What a person may do: look, work at the desk, or manage. Each role may do what the ones before it may. */
export type Role = 'viewer' | 'desk' | 'manager';
/** Who is signed in at this window. */
export type SignedIn = { readonly id: string; readonly name: string; readonly email: string; readonly role: Role };

const ranks: Record<Role, number> = { viewer: 0, desk: 1, manager: 2 };
const SignedInContext = createContext<SignedIn | null>(null);

/** Tells the screens below it who is signed in. */
export function SignedInProvider({ staff, children }: { staff: SignedIn; children: ReactNode }) {
  return <SignedInContext value={staff}>{children}</SignedInContext>;
}

/** Who is signed in; throws outside of a signed-in screen (a bug). */
export function useSignedIn(): SignedIn {
  const staff = useContext(SignedInContext);
  if (!staff) throw new Error('useSignedIn was called outside of SignedInProvider');
  return staff;
}

/** True where the signed-in person's role reaches `needed`; the router enforces it, this only decides what is offered. */
export function useAllows(needed: Role): boolean {
  return ranks[useSignedIn().role] >= ranks[needed];
}
