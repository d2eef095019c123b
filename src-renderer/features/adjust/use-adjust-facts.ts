import { useQuery } from '@tanstack/react-query';
import type { CatalogueCredit, Customer, Membership } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { onHoldOf } from '../../ui/on-hold.ts';

type Credit = CatalogueCredit & {
  /** What the customer has of their own. */
  readonly left: number;
  /** What of it can't be spent at the moment. */
  readonly onHold: number;
};

/** What the form needs to know: whose balance it is, the credits (those they hold first), and their running memberships. */
export type AdjustFacts = {
  readonly customer: Customer;
  readonly credits: readonly Credit[];
  readonly memberships: readonly Membership[];
};

/** Loads them all; `data` once everything is there. */
export function useAdjustFacts(customerId: string) {
  const customer = useQuery(orpc.customers.get.queryOptions({ input: { id: customerId } }));
  const credits = useQuery(orpc.credits.list.queryOptions({ input: {} }));
  const balance = useQuery(orpc.balance.get.queryOptions({ input: { customerId } }));
  const memberships = useQuery(orpc.memberships.list.queryOptions({ input: { customerId, limit: 500, offset: 0 } }));
  const queries = [customer, credits, balance, memberships];
  const held = (creditId: string) => {
    const own = balance.data?.credits.find((credit) => credit.creditId === creditId && !credit.shared);
    return { left: own?.left ?? 0, onHold: onHoldOf(own?.lots ?? []) };
  };
  const data: AdjustFacts | undefined =
    customer.data && credits.data && balance.data && memberships.data
      ? {
          customer: customer.data,
          credits: credits.data.rows
            .filter((credit) => credit.kind !== 'pass')
            .map((credit) => ({ ...credit, ...held(credit.id) }))
            .sort((a, b) => Number(b.left > 0) - Number(a.left > 0)),
          memberships: memberships.data.rows.filter(takesCredit),
        }
      : undefined;
  return {
    data,
    error: queries.find((query) => query.error)?.error ?? null,
    retry: () => void Promise.all(queries.filter((query) => query.isError).map((query) => query.refetch())),
  };
}

/** Credit can be given to a membership that is not over; to a plan's once its first cycle runs. */
function takesCredit({ state, kind }: Membership): boolean {
  return state !== 'ended' && !(state === 'upcoming' && kind === 'plan');
}
