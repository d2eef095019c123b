import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ImportOutcome } from '../../client/answers.ts';
import { Panel } from '../../ui/Panel.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import classes from './ImportPreview.module.css';
import { rejectedCsv, rejectedFileName, saveText } from './rejected-csv.ts';

const shownRows = 200;

/** The refused rows with their lines and reasons, and a way to keep them as a file to mend. */
export function RejectedRows({ outcome, fileName }: { outcome: ImportOutcome; fileName: string }) {
  const format = useFormat();
  const { rejected, rejectedTotal } = outcome;
  if (rejectedTotal === 0) return null;
  const save = () => saveText(rejectedFileName(fileName), rejectedCsv(rejected));
  return (
    <Panel
      flush
      title={rejectedTotal === 1 ? '1 row is refused' : `${format.count(rejectedTotal)} rows are refused`}
      aside={
        <Button variant="default" size="xs" leftSection={<IconDownload size={15} stroke={1.75} />} onClick={save}>
          Save as CSV
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.scroll} aria-label="Refused rows" tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th className={classes.right}>{outcome.format === 'nexudus-use-history' ? 'Record' : 'Line'}</th>
              <th>Why</th>
              <th>What it says</th>
            </tr>
          </thead>
          <tbody>
            {rejected.slice(0, shownRows).map(({ line, reason, value }) => (
              <tr key={`${line} ${reason}`}>
                <td className={classes.right}>{format.count(line)}</td>
                <td>{reason}</td>
                <td className={classes.value}>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rejectedTotal > shownRows && (
        <p className={classes.rest}>
          The first {shownRows} are shown
          {rejectedTotal > rejected.length
            ? `; the file to save holds the first ${format.count(rejected.length)}.`
            : '; the file to save holds all of them.'}
        </p>
      )}
    </Panel>
  );
}
