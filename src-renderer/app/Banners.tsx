import { IconInfoCircle, IconLockCog, IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { orpc } from '../client/client.ts';
import { useCatchUp, useLiveStore } from '../client/live-store.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { useAllows } from '../ui/signed-in.tsx';
import classes from './Banners.module.css';
import { ClockBanner } from './ClockBanner.tsx';

/** What everyone at the desk must know now: a lost connection, a ledger that can only be read, a date far ahead of it, catching up. */
export function Banners() {
  const status = useQuery(orpc.app.status.queryOptions());
  const connection = useLiveStore((state) => state.connection);
  const catchUp = useCatchUp();
  const isManager = useAllows('manager');
  return (
    <div aria-live="polite">
      {connection === 'lost' && (
        <p className={classes.banner} data-tone="problem">
          <IconPlugConnectedX size={18} stroke={1.75} aria-hidden="true" />
          <span>
            <strong>Connection to Tallydesk lost.</strong> Trying again… What is on screen may be old; what you typed
            stays.
          </span>
        </p>
      )}
      {connection === 'unknown' && (
        <p className={classes.banner} data-tone="problem">
          <IconPlugConnectedX size={18} stroke={1.75} aria-hidden="true" />
          <span>
            <strong>Tallydesk was started anew and doesn’t know this window.</strong> Open the address that it printed
            when it started. What is on screen here may be old.
          </span>
        </p>
      )}
      {status.data?.readOnly && (
        <p className={classes.banner} data-tone="notice">
          <IconLockCog size={18} stroke={1.75} aria-hidden="true" />
          <span>
            <strong>The ledger can only be read.</strong> You can look and export; nothing can be booked or changed
            until its file can be written again.
          </span>
        </p>
      )}
      <ClockBanner mayConfirm={isManager} />
      {status.data?.notice && (
        <p className={classes.banner} data-tone="notice">
          <IconInfoCircle size={18} stroke={1.75} aria-hidden="true" />
          <span>{status.data.notice}</span>
        </p>
      )}
      {catchUp && (
        <div className={classes.progress}>
          <ProgressBar
            label="Bringing the ledger up to date: renewals, rollovers and expiries"
            noun="postings"
            done={catchUp.done}
            total={catchUp.total}
          />
        </div>
      )}
    </div>
  );
}
