import { client } from './client.ts';

/** Stops a job by its name; one that the app doesn't know (yet, or any more) is given up from here. */
export async function stopJob(job: string, stop: AbortController): Promise<void> {
  const stopped = await client.jobs.cancel({ job }).catch(() => null);
  if (!stopped?.cancelled) stop.abort();
}
