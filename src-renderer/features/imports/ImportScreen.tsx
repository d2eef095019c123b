import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useEffect } from 'react';
import { assertNever } from '../../../src-shared/assert-never.ts';
import { useJob } from '../../client/live-store.ts';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useAllows, useSignedIn } from '../../ui/signed-in.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { FileDrop } from './FileDrop.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import { ImportResult } from './ImportResult.tsx';
import { useImportStore } from './import-store.ts';

/** Brings a studio's past in: choose a file, see what it would do, do it, and keep what was refused as a file to mend. */
export function ImportScreen() {
  const allowed = useAllows('manager');
  const staffId = useSignedIn().id;
  const { stage, staffId: owner, startOver } = useImportStore();
  const foreign = owner !== null && owner !== staffId;
  useEffect(() => {
    if (foreign && stage.at !== 'running') startOver();
  }, [foreign, stage.at, startOver]);
  const begun = stage.at === 'preview' || stage.at === 'done';
  return (
    <Page
      title="Import"
      note="Customers, their credits and their history, from the file of another system"
      actions={
        allowed &&
        begun && (
          <Button variant="default" onClick={startOver}>
            Another file
          </Button>
        )
      }
    >
      {allowed ? <ImportStage /> : <ManagersOnly />}
    </Page>
  );
}

function ImportStage() {
  const { stage, takeFile, cancel } = useImportStore();
  const staffId = useSignedIn().id;
  const job = useJob('job' in stage ? stage.job : null);
  switch (stage.at) {
    case 'choose':
      return <FileDrop error={stage.error} fileName={stage.fileName} onFile={(file) => void takeFile(staffId, file)} />;
    case 'reading':
    case 'running':
      return (
        <Panel>
          <ProgressBar
            key={stage.job}
            label={`${stage.at === 'reading' ? 'Reading' : 'Importing'} ${stage.file.name}`}
            done={job?.done ?? 0}
            total={job?.total ?? null}
            onCancel={cancel}
          />
        </Panel>
      );
    case 'preview':
      return <ImportPreview stage={stage} />;
    case 'done':
      return <ImportResult file={stage.file} outcome={stage.outcome} />;
    default:
      return assertNever(stage);
  }
}

function ManagersOnly() {
  return (
    <Panel>
      <EmptyState icon={<IconLock size={22} stroke={1.75} />} title="Importing needs a manager">
        An import can add thousands of entries at once. Ask a manager to sign in and do it, or to change your role.
      </EmptyState>
    </Panel>
  );
}
