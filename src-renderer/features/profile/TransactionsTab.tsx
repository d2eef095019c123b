import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { sourceLabel } from '../../../src-shared/usage-labels.ts';
import type { Customer, Entry } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { SignedAmount } from '../../ui/SignedAmount.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { usageOf, usagePath } from '../../ui/usage-link.ts';
import classes from './ProfileTabs.module.css';

/** As many of the last entries as a profile shows. */
const rowsShown = 8;

/** What happened last, newest first, and the way to all of it. */
export function TransactionsTab({ customer }: { customer: Customer }) {
  const format = useFormat();
  const entries = useQuery(
    orpc.usage.entries.queryOptions({ input: { scope: { customerId: customer.id }, limit: rowsShown } }),
  );
  if (entries.isError) {
    return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} retrying={entries.isFetching} />;
  }
  if (!entries.data) return <LoadingState rows={4} label="Loading the transactions" />;
  if (entries.data.rows.length === 0) {
    return (
      <EmptyState icon={<IconListDetails size={22} stroke={1.75} />} title="Nothing has happened yet">
        Credit that is given, used or changed shows up here.
      </EmptyState>
    );
  }
  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.table} data-transactions>
          <thead>
            <tr>
              <th scope="col">Used on</th>
              <th scope="col">Name</th>
              <th scope="col">Description</th>
              <th scope="col">Source</th>
              <th scope="col" data-figure>
                Credit used
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.data.rows.map((entry) => (
              <TransactionRow key={entry.number} customer={customer} entry={entry} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.foot}>
        <Button component={Link} href={usagePath(usageOf(customer.id))} variant="default">
          View transactions ({format.count(entries.data.total)})
        </Button>
      </div>
    </>
  );
}

function TransactionRow({ customer, entry }: { customer: Customer; entry: Entry }) {
  const format = useFormat();
  return (
    <tr>
      <td data-short data-day>
        {format.instant(entry.usedOn)}
      </td>
      <td>{entry.creditName}</td>
      <td>
        <Link href={usagePath(usageOf(customer.id, { entry: entry.number }))} className={classes.link}>
          {entry.description}
        </Link>
      </td>
      <td data-quiet>{sourceLabel(entry.source, entry.sourceName)}</td>
      <td data-figure>
        <SignedAmount
          amount={entry.amount}
          credit={{ kind: entry.creditKind, unit: entry.unit, decimals: entry.decimals }}
          kind={entry.kind}
        />
      </td>
    </tr>
  );
}
