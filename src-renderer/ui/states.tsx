import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { errorSentence, mayHelpAgain, type SentenceFormat } from '../client/error-sentences.ts';
import classes from './states.module.css';

/** Nothing to show, and that is fine: says why, and what to do next. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.state}>
      {icon !== undefined && (
        <span className={classes.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <p className={classes.title}>{title}</p>
      {children !== undefined && <p className={classes.words}>{children}</p>}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  );
}

type ErrorStateProps = {
  error: unknown;
  format?: SentenceFormat;
  onRetry?: () => void;
  retrying?: boolean;
  action?: ReactNode;
};

/** A part of the screen that could not be shown: the kind sentence, and Try again where that may help. What was typed elsewhere is not touched. */
export function ErrorState({ error, format, onRetry, retrying = false, action }: ErrorStateProps) {
  const { title, advice } = errorSentence(error, format);
  const again = mayHelpAgain(error) ? onRetry : undefined;
  return (
    <div className={classes.state} role="alert">
      <span className={classes.icon} data-tone="problem" aria-hidden="true">
        <IconAlertTriangle size={22} stroke={1.75} />
      </span>
      <p className={classes.title}>{title}</p>
      <p className={classes.words}>{advice}</p>
      {(again || action) && (
        <div className={classes.action}>
          {again && (
            <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={again} loading={retrying}>
              Try again
            </Button>
          )}
          {action}
        </div>
      )}
    </div>
  );
}

type FormProblemProps = {
  error: unknown;
  format?: SentenceFormat;
  /** What it is about, where that is no longer on screen: a file's name. */
  about?: string;
};

/** A failed action beside its form: one line that screen readers tell at once. */
export function FormProblem({ error, format, about }: FormProblemProps) {
  if (!error) return null;
  const { title, advice } = errorSentence(error, format);
  return (
    <div className={classes.problem} role="alert">
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden="true" />
      <p>
        <strong>
          {about && `${about}: `}
          {title}.
        </strong>{' '}
        {advice}
      </p>
    </div>
  );
}

/** The shape of what is coming, so that nothing jumps when it is there: `rows` lines of the height of a table's row. */
export function LoadingState({ rows = 6, label = 'Loading' }: { rows?: number; label?: string }) {
  const lines = Array.from({ length: rows }, (_, line) => line);
  return (
    <div role="status" aria-label={label} className={classes.loading}>
      {lines.map((line) => (
        <div key={line} className={classes.row} data-shade={line % 3}>
          <span className={classes.bone} />
          <span className={classes.bone} />
          <span className={classes.bone} />
        </div>
      ))}
    </div>
  );
}

/** One grey bone with the size of the text or figure that it stands for, in pixels. */
export function Bone({ width, height = 14 }: { width: number | string; height?: number }) {
  return <span className={classes.bone} style={{ width, height, display: 'inline-block' }} />;
}
