import { Button } from '@mantine/core';
import { IconUserSearch, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { archivedWords, useArchivedMatches } from '../../client/use-archived-matches.ts';
import { useAllows } from '../../ui/signed-in.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { type CustomerFilter, customerFilters } from './search-address.ts';

const noneWith: Record<Exclude<CustomerFilter, null>, { title: string; words: string }> = {
  low_balance: { title: 'Nobody is running low', words: 'Everyone who has credit has enough of it for now.' },
  expiring: {
    title: 'Nothing expires in the next 14 days',
    words: 'Credit that does will show up here in time to tell its owner.',
  },
  no_membership: { title: 'Everyone has a membership', words: 'Customers without one will show up here.' },
  archived: { title: 'Nobody is archived', words: 'Archived customers leave the list and keep their history.' },
};

type NobodyProps = {
  words: string;
  filter: CustomerFilter;
  onClear: () => void;
  /** Takes another filter, or none, and keeps the words. */
  onFilter: (filter: CustomerFilter) => void;
  onCreate?: () => void;
};

/** What stands in place of a list without customers: why there are none, and what can be done about it. */
export function NobodyHere({ words, filter, onClear, onFilter, onCreate }: NobodyProps) {
  const mayImport = useAllows('manager');
  const showAll = (
    <Button variant="default" onClick={onClear}>
      Show all customers
    </Button>
  );
  if (words !== '') {
    if (filter === null) return <NobodyMatches words={words} showAll={showAll} onFilter={onFilter} />;
    return <NobodyUnder words={words} filter={filter} showAll={showAll} onFilter={onFilter} />;
  }
  if (filter !== null) {
    return (
      <EmptyState icon={<IconUsers size={22} stroke={1.75} />} title={noneWith[filter].title} action={showAll}>
        {noneWith[filter].words}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconUsers size={22} stroke={1.75} />}
      title="No customers yet"
      action={
        onCreate && (
          <>
            <Button variant="default" onClick={onCreate}>
              New customer
            </Button>
            {mayImport && (
              <Button variant="default" component={Link} href="/import">
                Import
              </Button>
            )}
          </>
        )
      }
    >
      Add the first one here, or bring everyone along from another system with Import.
    </EmptyState>
  );
}

type SearchedProps = Pick<NobodyProps, 'words' | 'onFilter'> & { showAll: ReactNode };

/** A filter is on and may be what hides them: it is named, and can be taken away without typing anew. */
function NobodyUnder({ words, filter, showAll, onFilter }: SearchedProps & { filter: CustomerFilter }) {
  const label = customerFilters.find(({ value }) => value === filter)?.label;
  return (
    <EmptyState
      icon={<IconUserSearch size={22} stroke={1.75} />}
      title={`Nobody under “${label}” matches “${words}”`}
      action={
        <>
          <Button variant="default" onClick={() => onFilter(null)}>
            Search without the filter
          </Button>
          {showAll}
        </>
      }
    >
      Only customers under “{label}” were searched.
    </EmptyState>
  );
}

/** Archived customers are left out of the list: where one of them is meant, that is said. */
function NobodyMatches({ words, showAll, onFilter }: SearchedProps) {
  const archived = useArchivedMatches(words);
  return (
    <EmptyState
      icon={<IconUserSearch size={22} stroke={1.75} />}
      title={`Nobody matches “${words}”`}
      action={
        <>
          {archived > 0 && (
            <Button variant="default" onClick={() => onFilter('archived')}>
              {archivedWords(archived)}
            </Button>
          )}
          {showAll}
        </>
      }
    >
      {archived > 0
        ? 'Of those who are in the list. Archived customers leave the list and keep their history.'
        : 'Parts of the name in any order, an e-mail, a phone number or an external id will do; accents don’t matter.'}
    </EmptyState>
  );
}
