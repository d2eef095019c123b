import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { FormProblem } from '../../ui/states.tsx';
import classes from './FileDrop.module.css';

const formats: readonly { name: string; words: string }[] = [
  { name: 'Customers', words: 'CSV with name, e-mail, phone, external id, company, note' },
  { name: 'History', words: 'CSV with one entry per row: customer, credit, amount, used on' },
  { name: 'Benefit use history', words: 'JSON as the Nexudus API gives it' },
];

type FileDropProps = {
  /** Why the file before could not be read, and its name. */
  error: unknown;
  fileName?: string;
  onFile: (file: File) => void;
};

/** Where a file is chosen or dropped. The format is recognised by itself. */
export function FileDrop({ error, fileName, onFile }: FileDropProps) {
  const [over, setOver] = useState(false);
  const [several, setSeveral] = useState(false);
  const take = (files: FileList | null) => {
    setSeveral((files?.length ?? 0) > 1);
    const file = files?.[0];
    if (file && files?.length === 1) onFile(file);
  };
  const onDrag = (event: DragEvent) => {
    event.preventDefault();
    setOver(event.type === 'dragover');
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div className={classes.column}>
      <FormProblem error={error} about={fileName} />
      {several && (
        <p role="alert" className={classes.several}>
          One file at a time, please: each is previewed on its own.
        </p>
      )}
      <label
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={onDrag}
        onDragLeave={onDrag}
        onDrop={onDrop}
      >
        <input
          type="file"
          className="visually-hidden"
          accept=".csv,.tsv,.txt,.json,text/csv,application/json"
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        <span className={classes.icon} aria-hidden="true">
          <IconFileUpload size={26} stroke={1.6} />
        </span>
        <span className={classes.title}>Choose a file, or drop it here</span>
        <span className={classes.words}>Nothing is added before you have seen what would happen.</span>
      </label>
      <dl className={classes.formats}>
        {formats.map(({ name, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
