import type { ImportOutcome } from '../../client/answers.ts';
import { useFormat } from '../../ui/studio-format.tsx';
import classes from './ImportPreview.module.css';

type FiguresProps = { outcome: ImportOutcome; done: boolean };

/** What becomes of the file's rows, as an addition: rows = to add + already here + refused. */
export function OutcomeFigures({ outcome, done }: FiguresProps) {
  const format = useFormat();
  const figures = [
    { label: 'Rows in the file', value: outcome.rows, sign: '' },
    { label: done ? 'Added' : 'To be added', value: outcome.accepted, sign: '=' },
    { label: 'Already here', value: outcome.skipped, sign: '+' },
    { label: 'Refused', value: outcome.rejectedTotal, sign: '+' },
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, sign }) => (
        <div key={label} className={classes.figure} data-label={label} data-some={value > 0 || undefined}>
          {sign !== '' && (
            <span className={classes.sign} aria-hidden="true">
              {sign}
            </span>
          )}
          <dd>{format.count(value)}</dd>
          <dt>{label}</dt>
        </div>
      ))}
    </dl>
  );
}

const createdNames = [
  { key: 'customers', one: 'customer', many: 'customers' },
  { key: 'credits', one: 'credit', many: 'credits' },
  { key: 'lots', one: 'lot', many: 'lots' },
  { key: 'entries', one: 'ledger entry', many: 'ledger entries' },
] as const;

/** What is new in the ledger, in one line: '2,357 customers, 2 credits, 13,838 ledger entries'. */
export function CreatedLine({ created }: { created: ImportOutcome['created'] }) {
  const format = useFormat();
  const parts = createdNames
    .filter(({ key }) => created[key] > 0)
    .map(({ key, one, many }) => `${format.count(created[key])} ${created[key] === 1 ? one : many}`);
  return <>{parts.length > 0 ? parts.join(', ') : 'no customers and no entries'}</>;
}
