import { create } from 'zustand';

/** Long work as its progress events tell it. */
export type Job = {
  readonly job: string;
  readonly label: 'catch-up' | 'export' | 'import' | 'verify' | 'demo';
  readonly done: number;
  readonly total: number | null;
};

/** `connecting` until the first answer, `live`, `lost` while reconnecting, or `unknown` where Tallydesk was started anew and doesn't know this window. */
export type Connection = 'connecting' | 'live' | 'lost' | 'unknown';

type LiveState = {
  readonly connection: Connection;
  readonly jobs: Readonly<Record<string, Job>>;
  setConnection(connection: Connection): void;
  tellProgress(job: Job, finished: boolean): void;
  forgetJobs(): void;
};

/** What the live stream told this window: the connection's state and the work going on. */
export const useLiveStore = create<LiveState>()((set) => ({
  connection: 'connecting',
  jobs: {},
  setConnection: (connection) => set({ connection }),
  tellProgress: (job, finished) =>
    set(({ jobs }) => {
      const { [job.job]: _told, ...others } = jobs;
      return { jobs: finished ? others : { ...others, [job.job]: job } };
    }),
  forgetJobs: () => set({ jobs: {} }),
}));

/** The progress of one job by its name, or undefined while nothing has been told of it. */
export function useJob(job: string | null): Job | undefined {
  return useLiveStore((state) => (job === null ? undefined : state.jobs[job]));
}

/** The catching-up that goes on in the ledger, if any. */
export function useCatchUp(): Job | undefined {
  return useLiveStore((state) => Object.values(state.jobs).find((job) => job.label === 'catch-up'));
}
