import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import { creditKindLabels } from '../../../src-shared/usage-labels.ts';
import type { Customer } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import type { CreditKind } from '../../ui/usage-link.ts';
import { BookingsTab } from './BookingsTab.tsx';
import { LotsTab } from './LotsTab.tsx';
import classes from './ProfileTabs.module.css';
import { TransactionsTab } from './TransactionsTab.tsx';

/** The kinds whose lots have a tab; passes stay out of use histories. */
const lotKinds = ['money', 'time', 'printing', 'session'] as const satisfies readonly CreditKind[];
const tabs = ['transactions', 'bookings', ...lotKinds] as const;
type Tab = (typeof tabs)[number];

const isTab = (text: string | null): text is Tab => tabs.some((tab) => tab === text);

const lotsAtMost = 500;

/** The customer's lots: all that have something left, and the newest of the others. `cutOff`: older ones are left out. */
function useLots(customerId: string) {
  const input = { customerId, limit: lotsAtMost, offset: 0 };
  const newest = useQuery(orpc.lots.list.queryOptions({ input }));
  const cutOff = (newest.data?.total ?? 0) > lotsAtMost;
  const current = useQuery({
    ...orpc.lots.list.queryOptions({ input: { ...input, status: 'current' } }),
    enabled: cutOff,
  });
  const fetched = cutOff ? [newest.data, current.data] : [newest.data];
  const all = fetched.flatMap((page) => page?.rows ?? []);
  const rows = fetched.includes(undefined) ? null : [...new Map(all.map((lot) => [lot.id, lot])).values()];
  return { rows, cutOff, failed: [newest, current].find((query) => query.isError) };
}

/** What happened lately, the bookings, and the lots by kind of credit; the open tab is kept in the address. */
export function ProfileTabs({ customer }: { customer: Customer }) {
  const [path, navigate] = useLocation();
  const said = new URLSearchParams(useSearch()).get('tab');
  const tab = isTab(said) ? said : 'transactions';
  const lots = useLots(customer.id);
  const kinds = lotKinds.filter((kind) => tab === kind || lots.rows?.some((lot) => lot.creditKind === kind));
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
          {lots.rows ? (
            <LotsTab
              customer={customer}
              kind={kind}
              lots={lots.rows.filter((lot) => lot.creditKind === kind)}
              cutOff={lots.cutOff}
            />
          ) : lots.failed ? (
            <ErrorState
              error={lots.failed.error}
              onRetry={() => void lots.failed?.refetch()}
              retrying={lots.failed.isFetching}
            />
          ) : (
            <LoadingState rows={3} label="Loading the lots" />
          )}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
