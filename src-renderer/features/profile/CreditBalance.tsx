import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCoins, IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Customer } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { useAdjustRequest } from '../../ui/adjust-request.ts';
import { Panel } from '../../ui/Panel.tsx';
import { useAllows } from '../../ui/signed-in.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { usageOf, usagePath } from '../../ui/usage-link.ts';
import classes from './CreditBalance.module.css';
import { CreditLeft } from './CreditLeft.tsx';

/** What is left, credit by credit: the figure, its lots by expiration, and what ends when. */
export function CreditBalance({ customer }: { customer: Customer }) {
  const balance = useQuery(orpc.balance.get.queryOptions({ input: { customerId: customer.id } }));
  const credits = balance.data?.credits.filter((credit) => credit.kind !== 'pass') ?? [];
  const shown = [...credits].sort(
    (a, b) => Number(a.shared) - Number(b.shared) || Number(b.left > 0) - Number(a.left > 0),
  );
  return (
    <Panel title="Credit balance" aside={<BalanceMenu customer={customer} />}>
      {balance.isError ? (
        <ErrorState error={balance.error} onRetry={() => void balance.refetch()} retrying={balance.isFetching} />
      ) : balance.isPending ? (
        <LoadingState rows={3} label="Loading the balance" />
      ) : shown.length === 0 ? (
        <NoCredit customer={customer} />
      ) : (
        <ul className={classes.credits}>
          {shown.map((credit) => (
            <CreditLeft
              key={`${credit.creditId}-${credit.sharedBy?.id ?? ''}`}
              customerId={customer.id}
              credit={credit}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function BalanceMenu({ customer }: { customer: Customer }) {
  const [, navigate] = useLocation();
  const worksAtDesk = useAllows('desk');
  const openAdjust = useAdjustRequest((state) => state.open);
  return (
    <Menu width={200}>
      <Menu.Target>
        <ActionIcon aria-label="More about the credit balance" size="md">
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => navigate(usagePath(usageOf(customer.id)))}>View transactions</Menu.Item>
        {worksAtDesk && <Menu.Item onClick={() => openAdjust({ customerId: customer.id })}>Adjust balance</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

function NoCredit({ customer }: { customer: Customer }) {
  const worksAtDesk = useAllows('desk');
  const openAdjust = useAdjustRequest((state) => state.open);
  return (
    <EmptyState
      icon={<IconCoins size={22} stroke={1.75} />}
      title="No credit yet"
      action={
        worksAtDesk && (
          <Button variant="default" onClick={() => openAdjust({ customerId: customer.id })}>
            Add credit
          </Button>
        )
      }
    >
      Credit comes with a membership or a pack, or is added by hand.
    </EmptyState>
  );
}
