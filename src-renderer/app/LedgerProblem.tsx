import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconDatabaseExclamation, IconRefresh } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Outputs } from '../client/client.ts';
import classes from './LedgerProblem.module.css';

type Status = Outputs['app']['status'];

/** The ledger can't be opened: what is wrong, what can be done, and that nothing was changed. */
export function LedgerProblem({
  status,
  onLookAgain,
  looking,
}: {
  status: Status;
  onLookAgain: () => void;
  looking: boolean;
}) {
  const clipboard = useClipboard({ timeout: 2500 });
  useEffect(() => {
    document.title = 'The ledger can’t be opened · Tallydesk';
  }, []);
  return (
    <main className={classes.screen}>
      <section className={classes.card} role="alert">
        <span className={classes.icon} aria-hidden="true">
          <IconDatabaseExclamation size={26} stroke={1.6} />
        </span>
        <h1>{status.problem?.message ?? 'The ledger can’t be opened'}</h1>
        <p className={classes.advice}>{status.problem?.advice ?? 'Close Tallydesk and start it again.'}</p>
        <p className={classes.calm}>Nothing in the file has been changed.</p>
        <dl className={classes.facts}>
          <dt>Ledger file</dt>
          <dd>
            <code>{status.ledgerPath}</code>
          </dd>
          <dt>Tallydesk</dt>
          <dd>{status.version}</dd>
        </dl>
        <div className={classes.actions}>
          <Button leftSection={<IconRefresh size={16} />} onClick={onLookAgain} loading={looking}>
            Look again
          </Button>
          <Button variant="default" onClick={() => clipboard.copy(status.ledgerPath)}>
            {clipboard.copied ? 'Path copied' : 'Copy the path'}
          </Button>
        </div>
        {clipboard.error && (
          <p className={classes.calm} role="status">
            This window may not write to the clipboard. Mark the path and copy it.
          </p>
        )}
      </section>
    </main>
  );
}
