import { ORPCError } from '@orpc/server';

/** One line of a script: an operation, its input, and perhaps a time and a staff member. */
export type ScriptLine = {
  readonly op: string;
  readonly input: unknown;
  readonly now: string | undefined;
  readonly as: string | undefined;
};

/** A text that is not JSON lines: nothing of a file is run then. */
export class NotJsonLinesError extends Error {
  constructor(lineNumber: number, reason: string) {
    super(`Line ${lineNumber} is not a line of JSON: ${reason}`);
    this.name = 'NotJsonLinesError';
  }
}

/** The lines of a text; a byte order mark and empty lines at its end do not count. */
export function linesOf(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  return lines;
}

/** The same lines of a text that comes in parts, each as soon as it is whole. */
export async function* linesAsTheyCome(parts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let empty: string[] = [];
  let first = true;
  for await (const text of splitAtLineFeeds(parts)) {
    const line = first ? text.replace(/^\uFEFF/, '') : text;
    first = false;
    // Empty lines count only where another line follows them.
    if (line.trim() === '') empty.push(line);
    else {
      yield* empty;
      empty = [];
      yield line;
    }
  }
}

/** Not Node's readline: it also ends a line at U+2028 and U+2029, which JSON allows inside a text. */
async function* splitAtLineFeeds(parts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let begun: string[] = [];
  for await (const part of parts) {
    const [rest = '', ...others] = part.split('\n');
    begun.push(rest);
    for (const next of others) {
      yield begun.join('');
      begun = [next];
    }
  }
  yield begun.join('');
}

/** Reads one line as JSON; throws NotJsonLinesError where it is none. */
export function parseJsonLine(line: string, lineNumber: number): unknown {
  if (line.trim() === '') throw new NotJsonLinesError(lineNumber, 'it is empty');
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new NotJsonLinesError(lineNumber, error instanceof Error ? error.message : String(error));
  }
}

/** The refusal that an operation's own checks give as well: which field, and what was expected. */
export function invalidInput(field: string, expected: string): ORPCError<'INVALID_INPUT', unknown> {
  return new ORPCError('INVALID_INPUT', {
    status: 400,
    message: `${field}: ${expected}.`,
    data: { field, expected },
  });
}

/** Checks a parsed line's own fields; throws INVALID_INPUT. Further fields of a line are left to whoever wrote them. */
export function scriptLineOf(value: unknown): ScriptLine {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidInput('op', 'expected a JSON object with the operation in "op"');
  }
  const { op, input, now, as } = value as Record<string, unknown>;
  if (typeof op !== 'string') throw invalidInput('op', 'expected the name of an operation such as "customers.create"');
  if (now !== undefined && typeof now !== 'string') throw invalidInput('now', expectedInstant);
  if (as !== undefined && typeof as !== 'string') throw invalidInput('as', expectedStaff);
  return { op, input: input ?? {}, now, as };
}

export const expectedInstant = 'expected an instant as YYYY-MM-DDTHH:MM:SSZ';
export const expectedStaff = 'expected the e-mail address of an active staff member';

const nestedAtMost = 100;
const reference = /^\$([1-9]\d*)((?:\.[A-Za-z_$][\w$]*)(?:\.\w+)*)$/;

/**
 * An input with every string of the form `$N.path.to.field` replaced by that field of line N's output. A string that only
 * looks alike ("$5.00") stays as it is; a reference that leads nowhere is INVALID_INPUT with the field that holds it.
 */
export function resolveReferences(input: unknown, outputs: readonly unknown[], field = '', depth = 0): unknown {
  if (depth > nestedAtMost) throw invalidInput('input', `expected an input nested at most ${nestedAtMost} deep`);
  if (typeof input === 'string') return resolveText(input, outputs, field);
  if (Array.isArray(input)) {
    return input.map((item, place) => resolveReferences(item, outputs, inner(field, place), depth + 1));
  }
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, item]) => [
      name,
      resolveReferences(item, outputs, inner(field, name), depth + 1),
    ]),
  );
}

function inner(field: string, name: string | number): string {
  return field === '' ? String(name) : `${field}.${name}`;
}

function resolveText(text: string, outputs: readonly unknown[], field: string): unknown {
  const [, lineNumber, path] = reference.exec(text) ?? [];
  if (lineNumber === undefined || path === undefined) return text;
  let found: unknown = outputs[Number(lineNumber) - 1];
  for (const name of path.slice(1).split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) {
      throw invalidInput(field, `expected a field of an earlier line's answer; ${text} leads nowhere`);
    }
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}
