import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { formatCount } from '../../src-shared/format-amounts.ts';
import { formatTimeLeft } from '../../src-shared/format-days.ts';
import classes from './ProgressBar.module.css';

type ProgressBarProps = {
  /** What is being done: 'Importing history.csv'. */
  label: string;
  done: number;
  /** Null where it isn't known yet. */
  total: number | null;
  /** What is counted: 'rows', 'entries'; null where the count means nothing to people, so that only the share is told. */
  noun?: string | null;
  onCancel?: () => void;
  cancelling?: boolean;
};

/** Seconds still to go at the speed since the work began, or null while there is too little to judge by. */
export function secondsLeft(
  startedAtMs: number,
  nowMs: number,
  doneAtStart: number,
  done: number,
  total: number | null,
): number | null {
  const seconds = (nowMs - startedAtMs) / 1000;
  const progressed = done - doneAtStart;
  if (total === null || seconds < 1 || progressed <= 0 || done >= total) return null;
  return ((total - done) * seconds) / progressed;
}

/** How far long work is: a bar, rows done, time left, Cancel. Screen readers hear the label and the share done. */
export function ProgressBar({ label, done, total, noun = 'rows', onCancel, cancelling = false }: ProgressBarProps) {
  const start = useRef({ at: Date.now(), done });
  const last = useRef(done);
  useEffect(() => {
    // Work that has steps counts each anew; its speed is judged from there.
    if (done < last.current) start.current = { at: Date.now(), done };
    last.current = done;
  }, [done]);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const left = secondsLeft(start.current.at, now, start.current.done, done, total);
  const share = total ? Math.min(1, done / total) : null;
  const count = total === null ? formatCount(done, 'en') : `${formatCount(done, 'en')} of ${formatCount(total, 'en')}`;
  return (
    <div className={classes.progress}>
      <div className={classes.words}>
        <p className={classes.label}>{label}</p>
        <p className={classes.facts}>
          {share === null && done === 0
            ? 'Getting ready'
            : noun === null
              ? `${Math.floor((share ?? 0) * 100)} %`
              : `${count} ${noun}`}
          {left !== null && ` · ${formatTimeLeft(left)} left`}
        </p>
      </div>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        data-unknown={share === null || undefined}
      >
        <span className={classes.fill} style={share === null ? undefined : { width: `${share * 100}%` }} />
      </div>
      {onCancel && (
        <Button variant="default" size="xs" onClick={onCancel} loading={cancelling}>
          Cancel
        </Button>
      )}
    </div>
  );
}
