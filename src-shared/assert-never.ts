/** Ends a `switch` over all values of a type: one without a case does not compile, and one from outside of the type throws. */
export function assertNever(value: never): never {
  throw new Error(`expected a value that has a case, got ${JSON.stringify(value)}`);
}
