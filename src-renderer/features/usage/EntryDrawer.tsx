import { Button, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { orpc } from '../../client/client.ts';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import classes from './EntryDetails.module.css';
import { EntryDetails } from './EntryDetails.tsx';

type EntryDrawerProps = {
  /** The entry that is looked at, or null while none is. */
  number: number | null;
  customerId: string;
  /** The balance after it, where the list has it. */
  balance: number | undefined;
  onClose: () => void;
  /** Shows another entry in its place (the one that undid it). */
  onOpen: (number: number) => void;
};

/** Everything about one entry, at the side of the list. */
export function EntryDrawer({ number, customerId, balance, onClose, onOpen }: EntryDrawerProps) {
  const entry = useQuery({
    ...orpc.usage.entry.queryOptions({ input: { number: number ?? 1 } }),
    enabled: number !== null,
  });
  return (
    <Drawer
      opened={number !== null}
      onClose={onClose}
      position="right"
      size={460}
      title={number === null ? '' : `Entry ${number}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ title: classes.drawerTitle }}
    >
      {entry.data ? (
        <EntryDetails
          key={entry.data.number}
          entry={entry.data}
          customerId={customerId}
          balance={balance}
          onOpen={onOpen}
        />
      ) : entry.isError ? (
        <NoEntry
          error={entry.error}
          onRetry={() => void entry.refetch()}
          retrying={entry.isFetching}
          onClose={onClose}
        />
      ) : (
        <LoadingState rows={8} label="Fetching the entry" />
      )}
    </Drawer>
  );
}

type NoEntryProps = { error: unknown; onRetry: () => void; retrying: boolean; onClose: () => void };

/** An entry that is not there stays so; the list is the way on. */
function NoEntry({ error, onRetry, retrying, onClose }: NoEntryProps) {
  const back = (
    <Button variant="default" onClick={onClose}>
      Back to the list
    </Button>
  );
  return <ErrorState error={error} onRetry={onRetry} retrying={retrying} action={back} />;
}
