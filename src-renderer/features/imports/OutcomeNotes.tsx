import { IconInfoCircle } from '@tabler/icons-react';
import type { ImportOutcome } from '../../client/answers.ts';
import classes from './ImportPreview.module.css';

/** What people should know of the file beside the counts, a sentence each; nothing where there is nothing. */
export function OutcomeNotes({ notes }: Pick<ImportOutcome, 'notes'>) {
  if (notes.length === 0) return null;
  return (
    <div className={classes.notes}>
      <IconInfoCircle size={18} stroke={1.75} aria-hidden="true" />
      <ul aria-label="Good to know">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}
