import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { sourceLabel } from '../../../src-shared/usage-labels.ts';
import { type ErrorSentence, errorCode, errorSentence, type SentenceFormat } from '../../client/error-sentences.ts';
import { useAllows } from '../../ui/signed-in.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import classes from './AdjustDialog.module.css';
import type { AdjustFacts } from './use-adjust-facts.ts';
import type { AdjustPreview } from './use-adjustment.ts';

type AdjustPreviewPanelProps = {
  credit: AdjustFacts['credits'][number] | undefined;
  type: 'add' | 'deduct';
  /** Undefined while there is none: nothing typed yet, or something that can't be read. */
  preview: AdjustPreview | undefined;
  error: unknown;
  errorFormat: SentenceFormat;
  /** True while the preview on show is not yet that of what is typed. */
  waiting: boolean;
  /** What is said while there is no preview. */
  hint: string;
  /** True where the studio has no credits that could be chosen. */
  noCredits: boolean;
  /** Asks for the preview once more, where the app could not be reached. */
  onRetry: () => void;
};

/** What will happen: the balance before and after, and each lot that changes. */
export function AdjustPreviewPanel(props: AdjustPreviewPanelProps) {
  const { credit, type, error, errorFormat, waiting, hint, onRetry } = props;
  const format = useFormat();
  const problem: ErrorSentence | null = error ? errorSentence(error, errorFormat) : null;
  const preview = problem ? undefined : props.preview;
  const amount = (value: number) => (credit ? format.amount(value, credit) : format.count(value));
  return (
    <section className={classes.preview} aria-label="Preview" aria-live="polite" data-waiting={waiting || undefined}>
      <h3 className={classes.previewTitle}>{credit ? format.label(2, credit) : 'Balance'}</h3>
      {credit ? (
        <BalanceChange before={preview?.before ?? credit.left} after={preview?.left} amount={amount} />
      ) : props.noCredits ? (
        <NoCredits />
      ) : (
        <p className={classes.hint}>Choose a credit to see its balance.</p>
      )}
      {problem ? (
        <Refusal problem={problem} code={errorCode(error)} onRetry={onRetry}>
          {credit && credit.onHold > 0 && errorCode(error) === 'INSUFFICIENT_CREDIT' && (
            <>
              {' '}
              Of the balance, {amount(credit.onHold)} can’t be spent at the moment: a membership is paused, or it begins
              later.
            </>
          )}
        </Refusal>
      ) : preview && credit ? (
        <ChangedLots lots={preview.allocation} type={type} amount={amount} />
      ) : (
        credit && <p className={classes.hint}>{hint}</p>
      )}
      {preview && type === 'deduct' && (
        <p className={classes.hint}>What expires first is taken first. Only own credit is taken.</p>
      )}
    </section>
  );
}

type InWords = (value: number) => string;

/** The balance, and what becomes of it where that is known. */
function BalanceChange({ before, after, amount }: { before: number; after: number | undefined; amount: InWords }) {
  return (
    <p className={classes.change}>
      <span className={classes.before}>{amount(before)}</span>
      {after !== undefined && (
        <>
          <IconArrowRight size={22} aria-label="becomes" className={classes.arrow} />
          <span className={classes.after}>{amount(after)}</span>
        </>
      )}
    </p>
  );
}

type RefusalProps = {
  problem: ErrorSentence;
  /** Null where the app could not be reached: that may be tried again. */
  code: string | null;
  onRetry: () => void;
  children: ReactNode;
};

function Refusal({ problem, code, onRetry, children }: RefusalProps) {
  return (
    <div className={classes.refused}>
      <p>
        <strong>{problem.title}.</strong> {problem.advice}
        {children}
      </p>
      {code === null && (
        <Button variant="default" size="compact-sm" mt={8} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

type ChangedLotsProps = { lots: AdjustPreview['allocation']; type: 'add' | 'deduct'; amount: InWords };

function ChangedLots({ lots, type, amount }: ChangedLotsProps) {
  const format = useFormat();
  return (
    <ul className={classes.lots}>
      {lots.map((lot, index) => (
        <li key={lot.lotId || `new-${index}`} className={classes.lot}>
          <span className={classes.lotName}>
            {type === 'add' ? 'New lot' : sourceLabel(lot.source, lot.sourceName)}
            <span className={classes.lotDay}>
              {lot.lastDay === null ? 'never expires' : `last day ${format.longDay(lot.lastDay)}`}
            </span>
          </span>
          <span className={classes.lotFigures}>
            {type === 'deduct' && `${amount(lot.before)} → `}
            <b>{amount(lot.after)}</b>
          </span>
        </li>
      ))}
    </ul>
  );
}

function NoCredits() {
  const manages = useAllows('manager');
  return (
    <p className={classes.hint}>
      The studio has no credits yet, so there is nothing to adjust.{' '}
      {manages ? (
        <>
          <Link href="/import">Import</Link> brings them along from another system.
        </>
      ) : (
        'A manager can bring them along from another system with Import.'
      )}
    </p>
  );
}
