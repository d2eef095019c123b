import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Customer, Membership } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { type MembershipChange, MembershipDialog } from './MembershipDialog.tsx';
import { MembershipItem } from './MembershipItem.tsx';
import classes from './Memberships.module.css';

const order: Record<Membership['state'], number> = { active: 0, paused: 1, upcoming: 2, used_up: 3, ended: 4 };
const isOver = (membership: Membership) => membership.state === 'ended' || membership.state === 'used_up';
/** As many memberships of the past as are shown before being asked for where none runs: what runs would be pushed apart from what happened. */
const pastShown = 2;

/** The plans and packs that a customer holds, those that run first. */
export function Memberships({ customer }: { customer: Customer }) {
  const memberships = useQuery(
    orpc.memberships.list.queryOptions({ input: { customerId: customer.id, limit: 500, offset: 0 } }),
  );
  const [allShown, setAllShown] = useState(false);
  const [change, setChange] = useState<MembershipChange | null>(null);
  const rows = [...(memberships.data?.rows ?? [])].sort(
    (a, b) => order[a.state] - order[b.state] || b.number - a.number,
  );
  const running = rows.filter((membership) => !isOver(membership));
  const past = rows.filter(isOver);
  const shownAtOnce = running.length > 0 ? 0 : pastShown;
  const shown = [...running, ...(allShown ? past : past.slice(0, shownAtOnce))];
  const more = allShown ? 0 : Math.max(0, past.length - shownAtOnce);
  return (
    <Panel title="Memberships">
      {memberships.isError ? (
        <ErrorState
          error={memberships.error}
          onRetry={() => void memberships.refetch()}
          retrying={memberships.isFetching}
        />
      ) : memberships.isPending ? (
        <LoadingState rows={2} label="Loading the memberships" />
      ) : rows.length === 0 ? (
        <p className={classes.none}>No plan and no pack yet.</p>
      ) : (
        <ul className={classes.list}>
          {shown.map((membership) => (
            <MembershipItem
              key={membership.id}
              customerId={customer.id}
              membership={membership}
              onChange={(kind) => setChange({ kind, membership })}
            />
          ))}
        </ul>
      )}
      {more > 0 && (
        <Button variant="subtle" size="compact-sm" mt={6} ml={-9} onClick={() => setAllShown(true)}>
          Show {more} earlier {more === 1 ? 'one' : 'ones'}
        </Button>
      )}
      {change && <MembershipDialog change={change} onClose={() => setChange(null)} />}
    </Panel>
  );
}
