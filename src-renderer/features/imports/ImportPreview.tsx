import { Button } from '@mantine/core';
import type { ImportOutcome } from '../../client/answers.ts';
import { Panel } from '../../ui/Panel.tsx';
import { FormProblem } from '../../ui/states.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { fieldLabel } from './field-labels.ts';
import classes from './ImportPreview.module.css';
import { type Stage, useImportStore } from './import-store.ts';
import { LotOwners } from './LotOwners.tsx';
import { sameOwners } from './lot-names.ts';
import { CreatedLine, OutcomeFigures } from './OutcomeFigures.tsx';
import { OutcomeNotes } from './OutcomeNotes.tsx';
import { RejectedRows } from './RejectedRows.tsx';

const formatNames: Record<ImportOutcome['format'], string> = {
  customers: 'Customers',
  history: 'History',
  'nexudus-use-history': 'Benefit use history (Nexudus)',
};

/** What the file would do. Nothing has been added yet. */
export function ImportPreview({ stage }: { stage: Extract<Stage, { at: 'preview' }> }) {
  const { run, nameOwners, previewAgain } = useImportStore();
  const format = useFormat();
  const { file, outcome, mapping, named, error } = stage;
  const otherNames = !sameOwners(named, mapping);
  const addsNothing = outcome.accepted === 0;
  return (
    <div className={classes.column}>
      <Panel>
        <div className={classes.fileLine}>
          <p className={classes.fileName}>{file.name}</p>
          <Tag tone="accent">{formatNames[outcome.format]}</Tag>
        </div>
        <OutcomeFigures outcome={outcome} done={false} />
        <OutcomeNotes notes={outcome.notes} />
        <div className={classes.decide}>
          <p className={classes.words}>
            {addsNothing ? (
              <NothingToAdd outcome={outcome} />
            ) : (
              <>
                New in the ledger: <CreatedLine created={outcome.created} />.
                {otherNames && ' The names below have changed since: preview again to use them.'}
              </>
            )}
          </p>
          {!addsNothing && (
            <Button disabled={otherNames} onClick={() => void run()}>
              Import {format.count(outcome.accepted)} {outcome.accepted === 1 ? 'row' : 'rows'}
            </Button>
          )}
        </div>
        <FormProblem error={error} />
      </Panel>
      <LotOwners
        outcome={outcome}
        mapping={mapping}
        named={named}
        onName={nameOwners}
        onPreview={() => void previewAgain()}
      />
      <RejectedRows outcome={outcome} fileName={file.name} />
      {outcome.columns.length > 0 && <MatchedColumns columns={outcome.columns} />}
    </div>
  );
}

function NothingToAdd({ outcome }: { outcome: ImportOutcome }) {
  if (outcome.rows === 0) return <>The file has no rows to bring in.</>;
  if (outcome.rejectedTotal === 0) return <>Everything in this file is here already. There is nothing to add.</>;
  return <>No row of this file can be added as it is; the reasons are below.</>;
}

function MatchedColumns({ columns }: { columns: ImportOutcome['columns'] }) {
  return (
    <Panel title="Columns, and what they are taken for">
      <dl className={classes.columns}>
        {columns.map(({ column, field }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a file may have the same name, and they never move
          <div key={`${place} ${column}`}>
            <dt>{column || '(without a name)'}</dt>
            <dd>{field === null ? <span className={classes.unused}>not used</span> : fieldLabel(field)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
