import { Worker, type WorkerOptions } from 'node:worker_threads';

/** A thread's work: what it is called in a sentence (`a report`), its file, what it is started with, and how it is listened to. */
export type ThreadWork<Message, Answer> = {
  readonly name: string;
  readonly file: URL;
  readonly options: WorkerOptions;
  /** Hears every message; gives the answer where the message is that, else null. */
  hear(message: Message): Answer | null;
  /** What is answered in place of a failure (of the thread's error, or null where it ended without answering); null: the failure is thrown. */
  insteadOf?(failure: unknown): Answer | null;
};

/** A thread that runs: to be told things, and its answer. */
export type Thread<Answer> = { readonly worker: Worker; readonly answer: Promise<Answer> };

/** The file of a thread, named without its ending: beside the code that starts it (whose `import.meta.url` is `starter`), among the sources as in the bundle. */
export function threadFile(name: string, starter: string): URL {
  return new URL(`${name}${starter.endsWith('.ts') ? '.ts' : '.js'}`, starter);
}

/** Starts a thread. It is answered for when it has ended, so that nobody finds a file still open that it had open. */
export function startThread<Message, Answer>(work: ThreadWork<Message, Answer>): Thread<Answer> {
  const worker = new Worker(work.file, work.options);
  const answer = new Promise<Answer>((resolve, reject) => {
    let told: Answer | null = null;
    let failure: unknown = null;
    worker.on('message', (message: Message) => {
      told = work.hear(message) ?? told;
    });
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', (code) => {
      const ended = failure === null ? told : null;
      const answered = ended ?? work.insteadOf?.(failure) ?? null;
      if (answered !== null) resolve(answered);
      else reject(failure ?? new Error(`the thread of ${work.name} ended with ${code} before it answered`));
    });
  });
  return { worker, answer };
}
