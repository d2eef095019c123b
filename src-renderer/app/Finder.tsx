import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { IconKeyboard, IconLock, IconSearch, IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { orpc } from '../client/client.ts';
import { errorLine } from '../client/error-sentences.ts';
import { Initials } from '../ui/Initials.tsx';
import { useAllows } from '../ui/signed-in.tsx';
import { useFormat } from '../ui/studio-format.tsx';
import classes from './Finder.module.css';
import { rooms } from './rooms.ts';

type Action = { id: string; label: string; keywords: string; icon: ReactNode; run: () => void };

/** Everything that can be done from anywhere, as the signed-in person may. */
function useActions(onLock: () => void, onShowKeys: () => void): Action[] {
  const [, navigate] = useLocation();
  const allows = { viewer: true, desk: useAllows('desk'), manager: useAllows('manager') };
  const go = (to: string) => () => navigate(to);
  const newCustomer: Action = {
    id: 'new-customer',
    label: 'New customer',
    keywords: 'add create person company',
    icon: <IconUserPlus size={18} stroke={1.75} />,
    run: go('/customers?new=1'),
  };
  return [
    ...(allows.desk ? [newCustomer] : []),
    ...rooms
      .filter((room) => allows[room.needs])
      .map((room) => ({
        id: room.path,
        label: `Go to ${room.name}`,
        keywords: room.keywords,
        icon: <room.icon size={18} stroke={1.75} />,
        run: go(room.path),
      })),
    { id: 'lock', label: 'Lock', keywords: 'sign out leave', icon: <IconLock size={18} stroke={1.75} />, run: onLock },
    {
      id: 'keys',
      label: 'Keys',
      keywords: 'shortcuts help',
      icon: <IconKeyboard size={18} stroke={1.75} />,
      run: onShowKeys,
    },
  ];
}

function matches(action: Action, query: string): boolean {
  const text = `${action.label} ${action.keywords}`.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Ctrl/Cmd+K: customers by name, e-mail, phone or external id as one types, and actions. */
export function Finder({ onLock, onShowKeys }: { onLock: () => void; onShowKeys: () => void }) {
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), 120);
  const [, navigate] = useLocation();
  const format = useFormat();
  const actions = useActions(onLock, onShowKeys).filter((action) => matches(action, query.trim()));
  const found = useQuery(
    orpc.customers.search.queryOptions({
      input: { query: asked, limit: 8 },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const customers = asked === '' ? [] : (found.data?.rows ?? []);
  const nothing = customers.length === 0 && actions.length === 0;

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      tagsToIgnore={[]}
      scrollable
      maxHeight={440}
      title="Find a customer or an action"
    >
      <Spotlight.Search
        placeholder="Find a customer or an action"
        leftSection={<IconSearch size={18} stroke={1.75} />}
      />
      <Spotlight.ActionsList>
        {customers.length > 0 && (
          <Spotlight.ActionsGroup label="Customers">
            {customers.map((customer) => (
              <Spotlight.Action
                key={customer.id}
                onClick={() => navigate(`/customers/${encodeURIComponent(customer.id)}`)}
              >
                <span className={classes.row}>
                  <Initials name={customer.name} size="s" square={customer.kind === 'company'} />
                  <span className={classes.words}>
                    <span className={classes.name}>{customer.name}</span>
                    <span className={classes.note}>
                      {[customer.companyName, customer.email, customer.phone].filter(Boolean).join(' · ')}
                    </span>
                  </span>
                  <span className={classes.left}>
                    {customer.credits.slice(0, 1).map((credit) => format.credit(credit.left, credit))}
                  </span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {actions.length > 0 && (
          <Spotlight.ActionsGroup label="Actions">
            {actions.map((action) => (
              <Spotlight.Action key={action.id} label={action.label} leftSection={action.icon} onClick={action.run} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {nothing && (
          <Spotlight.Empty>
            {found.isError
              ? errorLine(found.error)
              : found.isFetching
                ? 'Looking…'
                : `Nobody and nothing is called “${query.trim()}”.`}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
