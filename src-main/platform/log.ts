/** Where the app writes what happened, for whoever looks after it; never to standard output, which belongs to hosts. */
export type Log = {
  info(message: string, facts?: Record<string, unknown>): void;
  /** A bug or a fault of the machine, with its stack. */
  error(message: string, error: unknown): void;
};

/** Writes lines to standard error. */
export const stderrLog: Log = {
  info(message, facts) {
    process.stderr.write(`${message}${facts ? ` ${JSON.stringify(facts)}` : ''}\n`);
  },
  error(message, error) {
    process.stderr.write(`${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  },
};

/** Writes nothing; for tests that expect faults. */
export const silentLog: Log = { info() {}, error() {} };
