import { once } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Db } from './database.ts';
import { openSnapshot } from './open.ts';
import { loadTableNames } from './table-damage.ts';
import {
  concludeProof,
  newProof,
  type Proof,
  type ProofMessage,
  proveRange,
  proveTable,
  type Verified,
} from './verify.ts';

/** What each thread is started with. Entries 1 to `entries` are proven in ranges, which the threads take one after the other. */
export type VerifyTask = {
  readonly ledgerPath: string;
  readonly entries: number;
  readonly rangeEntries: number;
  /** Shared memory: which range is to be taken next, and which table before them. */
  readonly next: Int32Array<SharedArrayBuffer>;
  /** Shared memory: not 0 once the work is to stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  /** One thread joins the proofs of all and concludes; it is sent those of the others. */
  readonly concludes: boolean;
};
/** What a thread tells: entries that it has done, and in the end what it has found; nothing where it was stopped. */
export type VerifyMessage =
  | { readonly type: 'progress'; readonly entries: number }
  | { readonly type: 'proof'; readonly proof: ProofMessage }
  | { readonly type: 'verified'; readonly verified: Verified }
  | { readonly type: 'stopped' };

class Stopped extends Error {}

async function work(task: VerifyTask, port: MessagePort): Promise<VerifyMessage> {
  // One steady picture: the thread that concludes compares what is kept with exactly the entries that it sees.
  const db = openSnapshot(task.ledgerPath);
  try {
    const proof = proveRanges(db, task, port);
    if (!task.concludes) return { type: 'proof', proof: { ...proof, sums: proof.sums.toMessage() } };
    // What was recorded since the ranges were cut; the other threads need not see it.
    runThrough(proveRange(db, { after: task.entries, upTo: Number.POSITIVE_INFINITY }, proof), task);
    const [others] = (await once(port, 'message')) as [ProofMessage[]];
    return { type: 'verified', verified: runThrough(concludeProof(db, proof, others), task) };
  } catch (error) {
    if (error instanceof Stopped) return { type: 'stopped' };
    throw error;
  } finally {
    db.close();
  }
}

function proveRanges(db: Db, task: VerifyTask, port: MessagePort): Proof {
  const proof = newProof();
  proveTables(db, task, proof);
  for (;;) {
    const after = Atomics.add(task.next, 0, 1) * task.rangeEntries;
    if (after >= task.entries) return proof;
    const upTo = Math.min(after + task.rangeEntries, task.entries);
    runThrough(proveRange(db, { after, upTo }, proof), task);
    port.postMessage({ type: 'progress', entries: upTo - after } satisfies VerifyMessage);
  }
}

/** Before the ranges, so that threads which were kept long by a large table take fewer of those. */
function proveTables(db: Db, task: VerifyTask, proof: Proof): void {
  const tables = loadTableNames(db);
  for (;;) {
    const table = tables[Atomics.add(task.next, 1, 1)];
    if (table === undefined) return;
    refuseStopped(task);
    proveTable(db, table, proof);
  }
}

/** Runs slices to their end, unless the work is to stop. */
function runThrough<Answer>(slices: Generator<number, Answer, void>, task: VerifyTask): Answer {
  for (;;) {
    refuseStopped(task);
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}

function refuseStopped({ stop }: VerifyTask): void {
  if (Atomics.load(stop, 0) !== 0) throw new Stopped();
}

// A worker's entry: what it throws reaches start-verify.ts as the worker's error.
if (parentPort) {
  const answer = await work(workerData as VerifyTask, parentPort); // written by start-verify.ts alone
  parentPort.postMessage(answer, answer.type === 'proof' ? [answer.proof.sums.numbers.buffer] : []);
}
