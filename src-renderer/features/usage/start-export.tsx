import { notifications } from '@mantine/notifications';
import { client, type Inputs, type Outputs } from '../../client/client.ts';
import { errorCode } from '../../client/error-sentences.ts';
import { newJob } from '../../client/ids.ts';
import { stopJob } from '../../client/stop-job.ts';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { jobNotice, jobNoticeEnded } from '../../ui/notices.tsx';
import { ExportDone, ExportFailed } from './ExportNotices.tsx';

/** What is exported: a scope, its filters and the kind of file. */
export type ExportRequest = Omit<Inputs['reports']['export'], 'path' | 'job'>;
type Exported = Outputs['reports']['export'];
type Count = (count: number) => string;

const formatNames = { xlsx: 'Excel report', csv: 'CSV file' };

/** Lets the browser fetch the finished file, as if a link to it had been pressed. */
function download(path: string, name: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

function tellDone(notice: string, exported: Exported, count: Count): void {
  notifications.update({
    id: notice,
    ...jobNoticeEnded,
    autoClose: 12_000,
    message: <ExportDone exported={exported} rows={count(exported.rows)} />,
  });
}

function tellFailed(notice: string, error: unknown, again: { same: () => void; elsewhere: (() => void) | null }): void {
  notifications.update({
    id: notice,
    color: 'red',
    ...jobNoticeEnded,
    message: (
      <ExportFailed
        error={error}
        onAgain={() => {
          notifications.hide(notice);
          again.same();
        }}
        onElsewhere={
          again.elsewhere &&
          (() => {
            notifications.hide(notice);
            again.elsewhere?.();
          })
        }
      />
    ),
  });
}

function tellCancelled(notice: string): void {
  notifications.update({
    id: notice,
    ...jobNoticeEnded,
    autoClose: 5000,
    message: <span role="status">Export cancelled. Nothing was saved.</span>,
  });
}

/** Writes the file and tells how it goes: progress with Cancel, then where it is, or what went wrong with another chance. */
async function writeTo(request: ExportRequest, path: string | null, count: Count): Promise<void> {
  const job = newJob();
  const what = formatNames[request.format];
  const stop = new AbortController();
  const cancel = () => void stopJob(job, stop);
  notifications.show({
    ...jobNotice,
    id: job,
    message: <JobProgress job={job} label={`Making the ${what}`} noun="rows" onCancel={cancel} />,
  });
  const target = path === null ? {} : { path };
  try {
    const exported = await client.reports.export({ ...request, job, ...target }, { signal: stop.signal });
    if (exported.download !== null) download(exported.download, exported.name);
    tellDone(job, exported, count);
  } catch (error) {
    if (stop.signal.aborted || errorCode(error) === 'CANCELLED') return tellCancelled(job);
    const elsewhere = path === null ? null : () => void startExport(request, count);
    tellFailed(job, error, { same: () => void writeTo(request, path, count), elsewhere });
  }
}

/** Asks where to save (the desktop), then writes; a person who changes their mind there is not bothered further. */
export async function startExport(request: ExportRequest, count: Count): Promise<void> {
  try {
    const { scope, kind, creditId, format } = request;
    const named = { ...(kind === undefined ? {} : { kind }), ...(creditId === undefined ? {} : { creditId }) };
    const target = await client.reports.chooseTarget({ scope, ...named, format });
    if (target.path === null && !target.download) return;
    await writeTo(request, target.path, count);
  } catch (error) {
    const notice = notifications.show({ ...jobNotice, message: '' });
    tellFailed(notice, error, { same: () => void startExport(request, count), elsewhere: null });
  }
}
