import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ImportOutcome } from '../../client/answers.ts';
import { Panel } from '../../ui/Panel.tsx';
import classes from './ImportPreview.module.css';
import { CreatedLine, OutcomeFigures } from './OutcomeFigures.tsx';
import { OutcomeNotes } from './OutcomeNotes.tsx';
import { RejectedRows } from './RejectedRows.tsx';

/** What the import did. */
export function ImportResult({ file, outcome }: { file: File; outcome: ImportOutcome }) {
  return (
    <div className={classes.column}>
      <Panel>
        <div className={classes.fileLine} role="status">
          <span className={classes.check} aria-hidden="true">
            <IconCheck size={18} stroke={2.25} />
          </span>
          <p className={classes.fileName}>{file.name} is imported</p>
        </div>
        <OutcomeFigures outcome={outcome} done />
        <OutcomeNotes notes={outcome.notes} />
        <div className={classes.decide}>
          <p className={classes.words}>
            New in the ledger: <CreatedLine created={outcome.created} />. Importing the same file again adds nothing.
          </p>
          <Button component={Link} href="/customers">
            See the customers
          </Button>
        </div>
      </Panel>
      <RejectedRows outcome={outcome} fileName={file.name} />
    </div>
  );
}
