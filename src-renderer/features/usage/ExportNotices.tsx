import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Outputs } from '../../client/client.ts';
import { type ErrorSentence, errorSentence, invalidField } from '../../client/error-sentences.ts';
import classes from '../../ui/notice-parts.module.css';

type ExportDoneProps = {
  exported: Outputs['reports']['export'];
  /** The number of rows, as it is written. */
  rows: string;
};

/** What was written and where it is. */
export function ExportDone({ exported, rows }: ExportDoneProps) {
  const { name, path, download } = exported;
  return (
    <div className={classes.notice} role="status">
      <p className={classes.title}>{name}</p>
      <p>
        {rows} {exported.rows === 1 ? 'row' : 'rows'}.{' '}
        {download === null ? `Saved as ${path}` : 'You find it in the downloads of your browser.'}
      </p>
    </div>
  );
}

/** The place itself can't take a file: its folder is gone, the medium can't be written to, the name is too long. */
const isPlaceRefused = (error: unknown) => /^(path|to)$/.test(invalidField(error)?.field ?? '');

const placeRefused = (error: unknown): ErrorSentence => ({
  title: 'The file can’t be saved there',
  advice: `${invalidField(error)?.expected ?? ''} Choose another place; nothing was saved.`,
});

type ExportFailedProps = {
  error: unknown;
  onAgain: () => void;
  /** Asks for another place first; null where the browser decides the place. */
  onElsewhere: (() => void) | null;
};

/** Why there is no file, and another chance. */
export function ExportFailed({ error, onAgain, onElsewhere }: ExportFailedProps) {
  const { title, advice } = isPlaceRefused(error) ? placeRefused(error) : errorSentence(error);
  // A notice stays to be seen for a moment after a click in it: a second click is none.
  const [chosen, setChosen] = useState(false);
  const once = (act: () => void) => () => {
    if (chosen) return;
    setChosen(true);
    act();
  };
  return (
    <div className={classes.notice} role="alert">
      <p className={classes.title}>{title}</p>
      <p>{advice}</p>
      <div className={classes.actions}>
        <Button variant="default" size="compact-sm" onClick={once(onAgain)}>
          Try again
        </Button>
        {onElsewhere && (
          <Button variant="default" size="compact-sm" onClick={once(onElsewhere)}>
            Save elsewhere
          </Button>
        )}
      </div>
    </div>
  );
}
