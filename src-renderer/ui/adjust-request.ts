import { create } from 'zustand';

/** Whose balance is to be adjusted, and what of it is known already. */
export type AdjustRequest = {
  readonly customerId: string;
  /** Null: which one is to be chosen; left out: the only one that the customer has, if they have just one. */
  readonly creditId?: string | null;
  readonly membershipId?: string;
};

type AdjustRequests = {
  readonly request: AdjustRequest | null;
  open(request: AdjustRequest): void;
  close(): void;
};

/** Opens "Adjust balance" from any screen; the form itself is mounted once, by the frame. */
export const useAdjustRequest = create<AdjustRequests>()((set) => ({
  request: null,
  open: (request) => set({ request }),
  close: () => set({ request: null }),
}));
