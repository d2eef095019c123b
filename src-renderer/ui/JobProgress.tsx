import { useState } from 'react';
import { useJob } from '../client/live-store.ts';
import { ProgressBar } from './ProgressBar.tsx';

type JobProgressProps = {
  /** The job's name, under which its progress is told. */
  job: string;
  /** What is being done: 'Making the Excel report'. */
  label: string;
  /** What is counted: 'rows', 'entries'. */
  noun: string;
  onCancel: () => void;
};

/** How far a job is, with Cancel; for a notice. */
export function JobProgress({ job, label, noun, onCancel }: JobProgressProps) {
  const told = useJob(job);
  const [cancelling, setCancelling] = useState(false);
  const cancel = () => {
    setCancelling(true);
    onCancel();
  };
  return (
    <ProgressBar
      label={label}
      done={told?.done ?? 0}
      total={told?.total ?? null}
      noun={noun}
      onCancel={cancel}
      cancelling={cancelling}
    />
  );
}
