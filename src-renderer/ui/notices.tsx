import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { type ErrorSentence, errorSentence, type SentenceFormat } from '../client/error-sentences.ts';
import classes from './notices.module.css';

/** A notice of work that goes on. It is no live region by itself, or every step of the progress would be read out: its end is one, inside. */
export const jobNotice = { autoClose: false as const, withCloseButton: false, withBorder: true, role: 'group' };

/** What the same notice becomes once its work has ended. */
export const jobNoticeEnded = { loading: false, withCloseButton: true, closeButtonProps: { 'aria-label': 'Close' } };

/** Says what was done, with Undo where the domain allows it; stays 10 seconds with an Undo, 5 without. */
export function showDone(message: string, undo?: { label?: string; onUndo: () => void }): void {
  // A notice stays to be seen while it goes: a second click is none.
  let isUndone = false;
  const id = notifications.show({
    icon: <IconCheck size={18} aria-hidden="true" />,
    autoClose: undo ? 10_000 : 5_000,
    closeButtonProps: { 'aria-label': 'Close' },
    message: (
      <span className={classes.line}>
        <span className={classes.words}>{message}</span>
        {undo && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => {
              if (isUndone) return;
              isUndone = true;
              notifications.hide(id);
              undo.onUndo();
            }}
          >
            {undo.label ?? 'Undo'}
          </Button>
        )}
      </span>
    ),
  });
}

/** Says what could not be done where no form is on screen to say it. */
export function showProblem(error: unknown, format?: SentenceFormat): void {
  showSentence(errorSentence(error, format));
}

/** The same for a failure that has been put into words. */
export function showSentence({ title, advice }: ErrorSentence): void {
  notifications.show({
    color: 'red',
    icon: <IconAlertTriangle size={18} aria-hidden="true" />,
    autoClose: 10_000,
    closeButtonProps: { 'aria-label': 'Close' },
    title,
    message: advice,
  });
}
