import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { type Outputs, orpc } from '../client/client.ts';
import { errorLine } from '../client/error-sentences.ts';
import { Initials } from '../ui/Initials.tsx';
import { useFormat } from '../ui/studio-format.tsx';
import classes from './Finder.module.css';
import { useFinderActions } from './finder-actions.tsx';
import { finder, finderStore } from './finder-store.ts';
import { matchesAction } from './matches-action.ts';
import { useSessionStore } from './session-store.ts';

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

/** Chooses the first of the list, so that Enter opens it. */
function chooseFirst(list: Element | null): void {
  for (const chosen of list?.querySelectorAll('[data-selected]') ?? []) chosen.removeAttribute('data-selected');
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  finderStore.updateState((state) => ({ ...state, selected: 0 }));
}

/** What is typed between Ctrl/Cmd+K and the moment when the search takes the focus belongs to the search, not to the screen beneath. */
function useEarlyKeys(type: (key: string) => void): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const isShortcut = event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1;
      if (isShortcut || !finderStore.getState().opened || useSessionStore.getState().locked) return;
      if (event.target instanceof Element && event.target.closest('[role="dialog"]')) return;
      event.preventDefault();
      event.stopPropagation();
      type(event.key);
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => removeEventListener('keydown', onKey, { capture: true });
  }, [type]);
}

/** Keeps the first of what is `shown` chosen; Enter means the best match for what was typed, so it waits until that is here. */
function useBestMatch(query: string, settled: boolean, shown: string) {
  const list = useRef<HTMLDivElement>(null);
  const enterWaits = useRef(false);
  const onKeyCapture = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || settled || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    enterWaits.current = true;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another list is shown as well
  useEffect(() => {
    if (query.trim() === '') enterWaits.current = false;
    if (!settled || query.trim() === '') return;
    chooseFirst(list.current);
    if (!enterWaits.current) return;
    enterWaits.current = false;
    list.current?.querySelector<HTMLElement>('[data-action]')?.click();
  }, [shown, settled, query]);
  return { list, onKeyCapture };
}

/** Ctrl/Cmd+K: customers by name, e-mail, phone or external id as one types, and actions. */
export function Finder({ onLock, onShowKeys }: { onLock: () => void; onShowKeys: () => void }) {
  const [query, setQuery] = useState('');
  const [, navigate] = useLocation();
  const { customers, settled, error } = useFoundCustomers(query);
  const actions = useFinderActions(onLock, onShowKeys).filter((action) => matchesAction(action, query));
  useEarlyKeys(useCallback((key) => setQuery((typed) => typed + key), []));
  const open = (customer: Customer) => {
    finder.close();
    navigate(`/customers/${encodeURIComponent(customer.id)}`);
  };
  const shown = [...customers, ...actions].map(({ id }) => id).join(' ');
  const { list, onKeyCapture } = useBestMatch(query, settled, shown);

  return (
    <Spotlight.Root
      store={finderStore}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      tagsToIgnore={[]}
      scrollable
      maxHeight={480}
      title="Find a customer or an action"
      classNames={{ header: 'visually-hidden' }}
      overlayProps={{ blur: 0 }}
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
        <div ref={list} aria-busy={!settled}>
          {customers.length > 0 && <FoundCustomers customers={customers} onOpen={open} />}
          {actions.length > 0 && <FoundActions actions={actions} />}
          {customers.length === 0 && actions.length === 0 && (
            <p className={classes.nothing}>
              {error ? errorLine(error) : settled ? `Nobody and nothing is called “${query.trim()}”.` : 'Looking…'}
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
    <Spotlight.ActionsGroup label="Customers">
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

function FoundActions({ actions }: { actions: ReturnType<typeof useFinderActions> }) {
  return (
    <Spotlight.ActionsGroup label="Actions">
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
