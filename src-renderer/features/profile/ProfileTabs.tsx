import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import { orpc } from '../../client/client.ts';
import { creditKindLabels } from '../../ui/ledger-labels.ts';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import type { CreditKind } from '../../ui/usage-link.ts';
import { BookingsTab } from './BookingsTab.tsx';
import { LotsTab } from './LotsTab.tsx';
import type { Customer } from './ProfileScreen.tsx';
import classes from './ProfileTabs.module.css';
import { TransactionsTab } from './TransactionsTab.tsx';

/** The kinds whose lots have a tab; passes stay out of use histories. */
const lotKinds = ['money', 'time', 'printing', 'session'] as const satisfies readonly CreditKind[];
const tabs = ['transactions', 'bookings', ...lotKinds] as const;
type Tab = (typeof tabs)[number];

const isTab = (text: string | null): text is Tab => tabs.some((tab) => tab === text);

/** What happened lately, the bookings, and the lots by kind of credit; the open tab is kept in the address. */
export function ProfileTabs({ customer }: { customer: Customer }) {
  const [path, navigate] = useLocation();
  const said = new URLSearchParams(useSearch()).get('tab');
  const tab = isTab(said) ? said : 'transactions';
  const lots = useQuery(orpc.lots.list.queryOptions({ input: { customerId: customer.id, limit: 500, offset: 0 } }));
  const kinds = lotKinds.filter((kind) => tab === kind || lots.data?.rows.some((lot) => lot.creditKind === kind));
  return (
    <Tabs
      value={tab}
      onChange={(value) => navigate(value === 'transactions' ? path : `${path}?tab=${value}`, { replace: true })}
      keepMounted={false}
      classNames={{ list: classes.list, tab: classes.tab }}
    >
      <Tabs.List aria-label="History">
        <Tabs.Tab value="transactions">Transactions</Tabs.Tab>
        <Tabs.Tab value="bookings">Bookings</Tabs.Tab>
        {kinds.map((kind) => (
          <Tabs.Tab key={kind} value={kind}>
            {creditKindLabels[kind]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="transactions" className={classes.panel}>
        <TransactionsTab customer={customer} />
      </Tabs.Panel>
      <Tabs.Panel value="bookings" className={classes.panel}>
        <BookingsTab customer={customer} />
      </Tabs.Panel>
      {kinds.map((kind) => (
        <Tabs.Panel key={kind} value={kind} className={classes.panel}>
          {lots.data ? (
            <LotsTab customer={customer} kind={kind} lots={lots.data.rows.filter((lot) => lot.creditKind === kind)} />
          ) : lots.isError ? (
            <ErrorState error={lots.error} onRetry={() => void lots.refetch()} retrying={lots.isFetching} />
          ) : (
            <LoadingState rows={3} label="Loading the lots" />
          )}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
