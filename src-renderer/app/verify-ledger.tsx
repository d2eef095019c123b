import { notifications } from '@mantine/notifications';
import { client } from '../client/client.ts';
import { errorCode, errorSentence } from '../client/error-sentences.ts';
import { newJob } from '../client/ids.ts';
import { stopJob } from '../client/stop-job.ts';
import { JobProgress } from '../ui/JobProgress.tsx';
import classes from '../ui/notice-parts.module.css';
import { jobNotice, jobNoticeEnded } from '../ui/notices.tsx';
import { verifiedWords } from './verified-words.ts';

let underWay = false;

/** Proves the whole ledger and tells how it goes: progress with Cancel, then what was found. Once at a time in a window. */
export async function verifyLedger(count: (count: number) => string): Promise<void> {
  if (underWay) return;
  underWay = true;
  const job = newJob();
  const stop = new AbortController();
  const cancel = () => void stopJob(job, stop);
  notifications.show({
    ...jobNotice,
    id: job,
    message: <JobProgress job={job} label="Verifying the ledger" noun="entries" onCancel={cancel} />,
  });
  try {
    const verified = await client.ledger.verify({ job }, { signal: stop.signal });
    tellEnd(job, verified.ok, verifiedWords(verified, count));
  } catch (error) {
    const cancelled = stop.signal.aborted || errorCode(error) === 'CANCELLED';
    const { title, advice } = errorSentence(error);
    if (cancelled) tellEnd(job, true, { title: 'Verifying was cancelled', sentences: [] });
    else tellEnd(job, false, { title, sentences: [advice] });
  } finally {
    underWay = false;
  }
}

/** Good news goes by itself; what somebody has to do something about stays. */
function tellEnd(id: string, good: boolean, words: { title: string; sentences: readonly string[] }): void {
  notifications.update({
    ...jobNoticeEnded,
    id,
    autoClose: good ? 12_000 : false,
    ...(good ? {} : { color: 'red' }),
    message: (
      <div className={classes.notice} role={good ? 'status' : 'alert'}>
        <p className={classes.title}>{words.title}</p>
        {words.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    ),
  });
}
