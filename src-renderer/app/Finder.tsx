import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { IconArchive, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type Outputs, orpc } from '../client/client.ts';
import { errorLine } from '../client/error-sentences.ts';
import { archivedWords, useArchivedMatches } from '../client/use-archived-matches.ts';
import { Initials } from '../ui/Initials.tsx';
import { useFormat } from '../ui/studio-format.tsx';
import classes from './Finder.module.css';
import { useFinderActions } from './finder-actions.tsx';
import { finderId, useFinderKeys } from './finder-keys.ts';
import { finder, finderStore } from './finder-store.ts';
import { matchesAction } from './matches-action.ts';

type Customer = Outputs['customers']['search']['rows'][number];

/** Customers found for what is typed; `settled` is false while they still belong to what was typed before. */
function useFoundCustomers(query: string) {
  const words = query.trim();
  const [asked] = useDebouncedValue(words, 120);
  const found = useQuery(
    orpc.customers.search.queryOptions({
      input: { query: asked, limit: 8 },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  return {
    customers: words === '' || asked === '' ? [] : (found.data?.rows ?? []),
    settled: words === asked && !found.isPlaceholderData && (asked === '' || !found.isFetching),
    error: found.error,
  };
}

/** Ctrl/Cmd+K: customers by name, e-mail, phone or external id as one types, and actions. */
export function Finder({ onLock, onShowKeys }: { onLock: () => void; onShowKeys: () => void }) {
  const [query, setQuery] = useState('');
  const [, navigate] = useLocation();
  const { customers, settled, error } = useFoundCustomers(query);
  const words = query.trim();
  const archived = useArchivedMatches(settled && words !== '' && customers.length === 0 ? words : null);
  const actions = useFinderActions(onLock, onShowKeys).filter((action) => matchesAction(action, query));
  const open = (customer: Customer) => {
    finder.close();
    navigate(`/customers/${encodeURIComponent(customer.id)}`);
  };
  const shown = [...customers, ...actions, ...(archived > 0 ? [{ id: 'archived' }] : [])].map(({ id }) => id).join(' ');
  const { list, onKeyCapture } = useFinderKeys(query, setQuery, settled, shown);

  return (
    <Spotlight.Root
      id={finderId}
      store={finderStore}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      tagsToIgnore={[]}
      scrollable
      maxHeight={480}
      title="Find a customer or an action"
      classNames={{ header: 'visually-hidden' }}
      overlayProps={{ blur: 0, color: 'var(--veil)', backgroundOpacity: 1 }}
      centered={false}
      yOffset="12dvh"
    >
      <Spotlight.Search
        className={classes.search}
        placeholder="Find a customer or an action"
        aria-label="Find a customer or an action"
        leftSection={<IconSearch size={18} stroke={1.75} />}
        maxLength={200}
        onKeyDownCapture={onKeyCapture}
      />
      <Spotlight.ActionsList className={classes.list}>
        <div ref={list} aria-busy={!settled} className={classes.found}>
          {customers.length > 0 && <FoundCustomers customers={customers} onOpen={open} />}
          {actions.length > 0 && <FoundActions actions={actions} />}
          {archived > 0 && <FoundArchived count={archived} words={words} />}
          {customers.length === 0 && archived === 0 && actions.length === 0 && (
            <p className={classes.nothing}>
              {error ? errorLine(error) : settled ? `Nobody and nothing is called “${words}”.` : 'Looking…'}
            </p>
          )}
        </div>
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function FoundCustomers({
  customers,
  onOpen,
}: {
  customers: readonly Customer[];
  onOpen: (customer: Customer) => void;
}) {
  return (
    <Spotlight.ActionsGroup label="Customers" className={classes.group}>
      {customers.map((customer) => (
        <Spotlight.Action
          key={customer.id}
          className={classes.action}
          closeSpotlightOnTrigger={false}
          onClick={() => onOpen(customer)}
        >
          <CustomerLine customer={customer} />
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}

/** Who is archived is not listed by itself: the finder leads to the list that has them. */
function FoundArchived({ count, words }: { count: number; words: string }) {
  const [, navigate] = useLocation();
  return (
    <Spotlight.ActionsGroup label="Customers" className={classes.group}>
      <Spotlight.Action
        className={classes.action}
        label={archivedWords(count)}
        leftSection={<IconArchive size={18} stroke={1.75} />}
        onClick={() => navigate(`/customers?${new URLSearchParams({ q: words, filter: 'archived' })}`)}
      />
    </Spotlight.ActionsGroup>
  );
}

function FoundActions({ actions }: { actions: ReturnType<typeof useFinderActions> }) {
  return (
    <Spotlight.ActionsGroup label="Actions" className={classes.group}>
      {actions.map((action) => (
        <Spotlight.Action
          key={action.id}
          className={classes.action}
          label={action.label}
          leftSection={action.icon}
          onClick={action.run}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

function CustomerLine({ customer }: { customer: Customer }) {
  const format = useFormat();
  const [credit] = customer.credits;
  return (
    <span className={classes.row}>
      <Initials name={customer.name} size="s" square={customer.kind === 'company'} />
      <span className={classes.words}>
        <span className={classes.name}>{customer.name}</span>
        <span className={classes.note}>
          {[customer.companyName, customer.email, customer.phone].filter(Boolean).join(' · ')}
        </span>
      </span>
      {credit && <span className={classes.left}>{format.credit(credit.left, credit)}</span>}
    </span>
  );
}
