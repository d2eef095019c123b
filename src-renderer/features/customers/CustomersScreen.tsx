import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Page } from '../../ui/Page.tsx';
import { focusScreenSearch, screenSearch } from '../../ui/screen-search.ts';
import { useAllows } from '../../ui/signed-in.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { CreateCustomerDialog } from './CreateCustomerDialog.tsx';
import { CustomerList, type CustomerListHandle } from './CustomerList.tsx';
import classes from './CustomersScreen.module.css';
import { customerFilters, searchAddress } from './search-address.ts';
import { useCustomerSearch } from './use-customer-search.ts';

const listKeys = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Enter']);

/** What takes a button away leaves the focus in the search. */
function andSearch(work: () => void): () => void {
  return () => {
    work();
    const content = document.getElementById('content');
    if (content) focusScreenSearch(content);
  };
}

/** Everyone the studio knows: find by name, e-mail, phone or external id, narrow, open. */
export function CustomersScreen() {
  const search = useCustomerSearch();
  const mayCreate = useAllows('desk');
  const [, navigate] = useLocation();
  const creating = new URLSearchParams(useSearch()).has('new');
  const list = useRef<CustomerListHandle>(null);
  const [total, setTotal] = useState<number | null>(null);
  const format = useFormat();
  const address = searchAddress(search.words, search.filter);

  return (
    <Page
      title="Customers"
      fills
      note={
        <span aria-live="polite">
          {total === null ? '\u00a0' : `${format.count(total)} ${total === 1 ? 'customer' : 'customers'}`}
        </span>
      }
      actions={
        mayCreate && (
          <Button
            leftSection={<IconPlus size={16} stroke={2} />}
            onClick={() => navigate(`/customers${address}${address ? '&' : '?'}new=1`)}
          >
            New customer
          </Button>
        )
      }
    >
      <SearchTools search={search} list={list} />
      <CustomerList
        ref={list}
        words={search.words}
        typing={search.typing}
        filter={search.filter}
        address={address}
        start={search.came?.address === address ? search.came : null}
        onTotal={setTotal}
        onClear={andSearch(search.clear)}
        onFilter={(filter) => andSearch(() => search.setFilter(filter))()}
        onCreate={mayCreate ? () => navigate('/customers?new=1') : undefined}
      />
      <CreateCustomerDialog
        opened={creating && mayCreate}
        onClose={() => navigate(`/customers${address}`, { replace: true })}
      />
    </Page>
  );
}

type SearchToolsProps = {
  search: ReturnType<typeof useCustomerSearch>;
  /** The list beneath, which takes some of the keys. */
  list: RefObject<CustomerListHandle | null>;
};

function SearchTools({ search, list }: SearchToolsProps) {
  const onSearchKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (listKeys.has(event.key)) {
      if (list.current?.takeKey(event.key)) event.preventDefault();
      return;
    }
    list.current?.letGo();
    if (event.key === 'Escape' && search.typed !== '') {
      event.preventDefault();
      search.type('');
    }
  };
  return (
    <div className={classes.tools} data-searching>
      <TextInput
        className={classes.search}
        aria-label="Search customers"
        placeholder="Name, e-mail, phone or external id"
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
        rightSection={
          search.typed !== '' && (
            <CloseButton size="sm" aria-label="Clear the search" onClick={andSearch(() => search.type(''))} />
          )
        }
        value={search.typed}
        onChange={(event) => search.type(event.currentTarget.value)}
        onKeyDown={onSearchKey}
        onBlur={() => list.current?.letGo()}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        {...screenSearch}
      />
      <fieldset className={classes.filters}>
        <legend className="visually-hidden">Show</legend>
        {customerFilters.map(({ value, label }) => (
          <button
            key={label}
            type="button"
            aria-pressed={search.filter === value}
            onClick={() => search.setFilter(value)}
          >
            {label}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
