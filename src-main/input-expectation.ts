/** What a schema says about a part of an input; of these fields only `message` and `path` are always there. */
export type InputIssue = {
  readonly message: string;
  readonly path?: readonly unknown[];
  readonly code?: string;
  readonly keys?: readonly string[];
  readonly expected?: string;
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly values?: readonly unknown[];
};

const kinds: Readonly<Record<string, string>> = {
  string: 'expected text',
  number: 'expected a number',
  int: 'expected a whole number',
  boolean: 'expected true or false',
  array: 'expected a list',
  object: 'expected an object with named fields',
  record: 'expected an object with named fields',
};

/** What was expected, in words for people ("expected a whole number"): the contract's own where it has them, else told from the rule that was broken. */
export function expectationOf(issue: InputIssue): string {
  if (issue.message.startsWith('expected ')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected ?? ''] ?? 'expected something else';
    case 'invalid_value':
      return oneOf(issue.values ?? []);
    case 'too_small':
      return `expected at least ${measure(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `expected at most ${measure(issue.maximum, issue.origin)}`;
    default:
      return 'expected something else';
  }
}

function oneOf(values: readonly unknown[]): string {
  const told = values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value)));
  const last = told.pop() ?? 'nothing';
  return told.length === 0 ? `expected ${last}` : `expected ${told.join(', ')} or ${last}`;
}

function measure(limit: number | bigint | undefined, origin: string | undefined): string {
  const figure = (limit ?? 0).toLocaleString('en');
  if (origin === 'string') return `${figure} ${Number(limit) === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `${figure} ${Number(limit) === 1 ? 'entry' : 'entries'}`;
  return figure;
}
