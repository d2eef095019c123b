/** A new idempotency key: made once per form, so that sending it twice does it once. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** A new name for long work, under which its progress is told and it can be cancelled. */
export function newJob(): string {
  return crypto.randomUUID();
}
