/** Thrown where a person cancelled the import; whatever was begun is rolled back. */
export class ImportCancelled extends Error {
  constructor() {
    super('the import was cancelled');
    this.name = 'ImportCancelled';
  }
}

/** What long steps call now and then: tells how far they are, and throws ImportCancelled once a person has cancelled. */
export type Watch = { step(done: number, total: number | null): void };

/** Watches nothing; for tests and short files. */
export const unwatched: Watch = { step() {} };

/** How many rows pass between two calls of `step`. */
export const rowsPerStep = 2048;
