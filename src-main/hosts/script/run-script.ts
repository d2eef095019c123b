import { type AnyProcedure, call, isProcedure, ORPCError } from '@orpc/server';
import { instant } from '../../../src-shared/contract/common.ts';
import type { InstantMs } from '../../../src-shared/ids.ts';
import type { App, AppContext } from '../../app.ts';
import type { SettableClock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import {
  expectedInstant,
  expectedStaff,
  invalidInput,
  parseJsonLine,
  resolveReferences,
  type ScriptLine,
  scriptLineOf,
} from './script-lines.ts';

/** What a script runs against. */
export type ScriptDesk = {
  readonly app: Pick<App, 'router' | 'openStaffContext'>;
  readonly clock: SettableClock;
  readonly log: Log;
};

/** One line's answer. */
export type ScriptAnswer =
  | { readonly ok: unknown }
  | { readonly error: { readonly code: string; readonly message: string; readonly data: unknown } };

/**
 * Runs JSON lines one after the other through the app's router and gives one answer for each, as soon as it is there.
 * An operation's error is an answer too; a line that is not JSON ends the script with NotJsonLinesError.
 */
export async function* runScript(
  desk: ScriptDesk,
  lines: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<ScriptAnswer, void, void> {
  const operations = operationsOf(desk.app.router);
  const outputs: unknown[] = [];
  for await (const text of lines) {
    const value = parseJsonLine(text, outputs.length + 1);
    try {
      const output = await runLine(desk, operations, scriptLineOf(value), outputs);
      outputs.push(output);
      yield { ok: output };
    } catch (error) {
      outputs.push(undefined);
      yield { error: errorOf(error, desk.log) };
    }
  }
}

async function runLine(
  desk: ScriptDesk,
  operations: ReadonlyMap<string, AnyProcedure>,
  line: ScriptLine,
  outputs: readonly unknown[],
): Promise<unknown> {
  if (line.now !== undefined) desk.clock.set(instantOf(line.now));
  const operation = operations.get(line.op);
  if (operation === undefined) throw invalidInput('op', `expected the name of an operation; there is no "${line.op}"`);
  const context = contextFor(desk, line.as);
  const input = resolveReferences(line.input, outputs);
  const output: unknown = await call(operation, input, { context, path: line.op.split('.') });
  if (!isStream(output)) return output ?? null;
  await output.return?.(undefined);
  throw invalidInput('op', `expected an operation that answers once; "${line.op}" goes on and on`);
}

function isStream(output: unknown): output is AsyncGenerator {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

function contextFor({ app }: ScriptDesk, as: string | undefined): AppContext {
  const context = app.openStaffContext(as ?? null);
  if (context === null) throw invalidInput('as', expectedStaff);
  return context;
}

function instantOf(text: string): InstantMs {
  if (!instant.safeParse(text).success) throw invalidInput('now', expectedInstant);
  return Date.parse(text) as InstantMs;
}

/** All operations of a router by their names in the contract, such as `customers.create`. */
function operationsOf(router: object, prefix = ''): Map<string, AnyProcedure> {
  const found = new Map<string, AnyProcedure>();
  for (const [name, item] of Object.entries(router)) {
    if (isProcedure(item)) found.set(`${prefix}${name}`, item);
    else if (typeof item === 'object' && item !== null) {
      for (const [inner, operation] of operationsOf(item, `${prefix}${name}.`)) found.set(inner, operation);
    }
  }
  return found;
}

function errorOf(error: unknown, log: Log) {
  if (error instanceof ORPCError) return { code: error.code, message: error.message, data: error.data ?? null };
  log.error('a script line failed', error);
  return { code: 'INTERNAL', message: 'Something went wrong inside Tallydesk.', data: null };
}
