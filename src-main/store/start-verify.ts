import { availableParallelism } from 'node:os';
import { startThread, threadFile } from '../platform/start-thread.ts';
import type { ProofMessage, Verified } from './verify.ts';
import type { VerifyMessage, VerifyTask } from './verify-worker.ts';

/** A verification that is asked for: of which ledger, and how many entries it has (more that come meanwhile are proven too). `threads` and `rangeEntries` are fit for the machine and the ledger unless set. */
export type VerifyOrder = {
  readonly ledgerPath: string;
  readonly entries: number;
  readonly threads?: number;
  readonly rangeEntries?: number;
};

/** How a verification is watched and stopped. Progress counts entries. */
export type VerifyWatch = {
  onProgress?(done: number, total: number): void;
  readonly signal?: AbortSignal | undefined;
};

const file = threadFile('./verify-worker', import.meta.url);
const threadsMax = 4;

/**
 * Proves a ledger in threads of their own, each with its own connection. Answers what was found in one picture of the ledger, not
 * older than now, whatever the desk does meanwhile; null once the signal aborts. Bugs are thrown.
 */
export async function startVerify(order: VerifyOrder, watch: VerifyWatch = {}): Promise<Verified | null> {
  const { ledgerPath, entries, threads = Math.min(availableParallelism(), threadsMax) } = order;
  if (watch.signal?.aborted) return null;
  const [next, stop] = [new Int32Array(new SharedArrayBuffer(8)), new Int32Array(new SharedArrayBuffer(4))];
  const stopAll = () => void Atomics.store(stop, 0, 1);
  let done = 0;
  const onEntries = (count: number) => {
    done += count;
    watch.onProgress?.(done, entries);
  };
  const task = { ledgerPath, entries, rangeEntries: order.rangeEntries ?? rangeFor(entries), next, stop };
  watch.signal?.addEventListener('abort', stopAll, { once: true });
  const concluding = startProving({ ...task, concludes: true }, onEntries);
  const helping = Array.from({ length: threads - 1 }, () => startProving({ ...task, concludes: false }, onEntries));
  const all = [concluding, ...helping].map(({ answer }) => answer);
  for (const answer of all) answer.catch(stopAll);
  try {
    const answers = await Promise.all(helping.map(({ answer }) => answer));
    concluding.send(answers.flatMap((answer) => (answer.type === 'proof' ? [answer.proof] : [])));
    const answer = await concluding.answer;
    return answer.type === 'verified' && !watch.signal?.aborted ? answer.verified : null;
  } finally {
    watch.signal?.removeEventListener('abort', stopAll);
    // Where another thread has failed, this one may still wait.
    concluding.send([]);
    await Promise.allSettled(all);
  }
}

/** Short enough that all threads end at about the same time, and few enough to be counted, even where a damaged ledger has an absurd number. */
function rangeFor(entries: number): number {
  return Math.max(1000, Math.ceil(entries / 1000));
}

type Proving = { readonly answer: Promise<VerifyMessage>; send(proofs: ProofMessage[]): void };

function startProving(task: VerifyTask, onEntries: (count: number) => void): Proving {
  const { worker, answer } = startThread<VerifyMessage, VerifyMessage>({
    name: 'a verification',
    file,
    options: { workerData: task },
    hear(message) {
      if (message.type !== 'progress') return message;
      onEntries(message.entries);
      return null;
    },
  });
  const buffers = (proofs: ProofMessage[]) => proofs.map(({ sums }) => sums.numbers.buffer);
  return { answer, send: (proofs) => worker.postMessage(proofs, buffers(proofs)) };
}
