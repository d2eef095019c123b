import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconDots, IconListDetails } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import type { Customer } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { useAdjustRequest } from '../../ui/adjust-request.ts';
import { Initials } from '../../ui/Initials.tsx';
import { showDone, showProblem } from '../../ui/notices.tsx';
import { Page } from '../../ui/Page.tsx';
import { useAllows } from '../../ui/signed-in.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { usageOf, usagePath } from '../../ui/usage-link.ts';
import { CreditBalance } from './CreditBalance.tsx';
import { Memberships } from './Memberships.tsx';
import classes from './ProfileScreen.module.css';
import { ProfileTabs } from './ProfileTabs.tsx';
import { Team } from './Team.tsx';

const crumbs = [{ label: 'Customers', to: '/customers' }];

/** A customer: what is left, what they hold, and what happened lately. */
export function ProfileScreen({ customerId }: { customerId: string }) {
  const customer = useQuery(orpc.customers.get.queryOptions({ input: { id: customerId } }));
  if (customer.isError) {
    return (
      <Page title="Customer" crumbs={crumbs}>
        <ErrorState
          error={customer.error}
          onRetry={() => void customer.refetch()}
          retrying={customer.isFetching}
          action={
            <Button component={Link} href="/customers" variant="default">
              Back to Customers
            </Button>
          }
        />
      </Page>
    );
  }
  if (!customer.data) {
    return (
      <Page title="Customer" crumbs={crumbs}>
        <LoadingState label="Loading the customer" />
      </Page>
    );
  }
  return <Profile customer={customer.data} />;
}

function Profile({ customer }: { customer: Customer }) {
  return (
    <Page
      title={customer.name}
      crumbs={crumbs}
      mark={<Initials name={customer.name} size="l" square={customer.kind === 'company'} />}
      note={<Contact customer={customer} />}
      actions={<Actions customer={customer} />}
    >
      <div className={classes.profile}>
        <div className={classes.panels}>
          <CreditBalance customer={customer} />
          <div className={classes.side}>
            {customer.kind === 'company' && <Team customer={customer} />}
            <Memberships customer={customer} />
            {customer.kind === 'person' && customer.companies.length > 0 && <Team customer={customer} />}
          </div>
        </div>
        {customer.note !== null && customer.note !== '' && (
          <section className={classes.note} aria-label="Note">
            <p>{customer.note}</p>
          </section>
        )}
        <ProfileTabs customer={customer} />
      </div>
    </Page>
  );
}

/** How to reach the customer, and whom they belong to, in one line. */
function Contact({ customer }: { customer: Customer }) {
  const facts = [
    customer.kind === 'company' ? `Company, ${memberWords(customer.members.length)}` : null,
    customer.email,
    customer.phone,
    customer.externalId,
  ].filter((fact) => fact !== null && fact !== '');
  return (
    <>
      {customer.archived && (
        <>
          <Tag>Archived</Tag>{' '}
        </>
      )}
      {facts.join(' · ')}
      {facts.length === 0 && customer.companies.length === 0 && 'No contact yet'}
      {customer.companies.map((company, index) => (
        <span key={company.id}>
          {index > 0 || facts.length > 0 ? ' · ' : ''}member of{' '}
          <Link href={`/customers/${encodeURIComponent(company.id)}`} className={classes.company}>
            {company.name}
          </Link>
          {company.creditSharing && ' (shares credit)'}
        </span>
      ))}
    </>
  );
}

const memberWords = (count: number) => (count === 1 ? '1 member' : `${count} members`);

function Actions({ customer }: { customer: Customer }) {
  const worksAtDesk = useAllows('desk');
  const [, navigate] = useLocation();
  const openAdjust = useAdjustRequest((state) => state.open);
  const archive = useMutation(
    orpc.customers.archive.mutationOptions({
      onSuccess: (changed) =>
        showDone(changed.archived ? `${changed.name} is archived.` : `${changed.name} is back in the list.`, {
          onUndo: () => archive.mutate({ id: changed.id, archived: !changed.archived }),
        }),
      onError: (error) => showProblem(error),
    }),
  );
  return (
    <>
      {worksAtDesk && <Button onClick={() => openAdjust({ customerId: customer.id })}>Adjust balance</Button>}
      <Menu width={220}>
        <Menu.Target>
          <ActionIcon variant="default" aria-label={`More about ${customer.name}`}>
            <IconDots size={18} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconListDetails size={17} aria-hidden="true" />}
            onClick={() => navigate(usagePath(usageOf(customer.id)))}
          >
            View transactions
          </Menu.Item>
          {worksAtDesk && (
            <Menu.Item
              leftSection={
                customer.archived ? (
                  <IconArchiveOff size={17} aria-hidden="true" />
                ) : (
                  <IconArchive size={17} aria-hidden="true" />
                )
              }
              onClick={() => archive.mutate({ id: customer.id, archived: !customer.archived })}
            >
              {customer.archived ? 'Take out of the archive' : 'Archive'}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
