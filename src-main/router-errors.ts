import { ORPCError, ValidationError } from '@orpc/server';
import { amountTooLarge, errorStatus } from '../src-shared/contract/common.ts';
import { expectationOf, type InputIssue } from './input-expectation.ts';
import type { Ids } from './platform/ids.ts';
import type { Log } from './platform/log.ts';
import { type RefusalFacts, Refused, type Wording } from './services/refused.ts';
import { sentenceOf } from './services/sentences.ts';

/** Whatever an operation threw, as an error of the contract: code, sentence, data. A bug is logged with its stack and gets one plain sentence. */
export function toContractError(
  error: unknown,
  operation: string,
  outside: { log: Log; ids: Ids },
): ORPCError<string, unknown> {
  if (error instanceof Refused) return contractError(error.facts, error.wording);
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') return contractError(inputRefusal(error));
  if (error instanceof Error && error.name === 'AbortError') return contractError({ code: 'CANCELLED' });
  const storage = storageRefusal(error);
  if (storage) return contractError(storage);
  if (error instanceof ORPCError && error.defined) return error;
  const reference = outside.ids.next();
  outside.log.error(`${operation} failed (${reference})`, error instanceof ORPCError ? (error.cause ?? error) : error);
  return new ORPCError('INTERNAL', {
    status: errorStatus.INTERNAL,
    message: `Something went wrong in Tallydesk. Nothing was changed. Please try again, and if it stays so, report it with ${reference}.`,
    data: { reference },
  });
}

/** A refusal as an error of the contract. */
function contractError(facts: RefusalFacts, wording: Wording | null = null): ORPCError<string, unknown> {
  const { code, ...data } = facts;
  return new ORPCError(code, { status: errorStatus[code], message: sentenceOf(facts, wording), data });
}

/** A name that somebody sent may be of any length; this much of it is told again. */
const fieldLengthMax = 200;

function inputRefusal(error: ORPCError<string, unknown>): RefusalFacts {
  const cause = error.cause;
  // The issues are zod's; of Standard Schema's type only the message and the path are known.
  const issue = cause instanceof ValidationError ? (cause.issues[0] as InputIssue | undefined) : undefined;
  if (!issue) return { code: 'INVALID_INPUT', field: '', expected: 'expected an object with named fields' };
  const path = (issue.path ?? []).map((part) =>
    typeof part === 'object' && part !== null && 'key' in part ? part.key : part,
  );
  if (issue.message === amountTooLarge) return { code: 'AMOUNT_OUT_OF_RANGE' };
  if (issue.code === 'unrecognized_keys') {
    return {
      code: 'INVALID_INPUT',
      field: fieldOf([...path, issue.keys?.[0] ?? '']),
      expected: 'expected no field of that name',
    };
  }
  return { code: 'INVALID_INPUT', field: fieldOf(path), expected: expectationOf(issue) };
}

function fieldOf(path: readonly unknown[]): string {
  return path.map(String).join('.').toWellFormed().slice(0, fieldLengthMax);
}

const storageReasons: Record<string, string> = {
  SQLITE_FULL: 'there is no room left on the disk; make room and try again',
  SQLITE_READONLY: 'the file is write-protected',
  SQLITE_IOERR: 'the disk reported a fault',
  SQLITE_BUSY: 'another program holds the file; close it and try again',
};

const damageAdvice = 'Close Tallydesk, keep a copy of the file as it is, and put the latest backup in its place.';

function storageRefusal(error: unknown): RefusalFacts | null {
  // By name, as SQLite's by code: the store is not the router's to know.
  if (error instanceof Error && error.name === 'DamagedRowsError')
    return {
      code: 'LEDGER_UNAVAILABLE',
      problem: `The ledger file is damaged (${error.message}).`,
      advice: damageAdvice,
    };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_CONSTRAINT_CHECK' && /\bleft\b/.test((error as Error).message))
    return { code: 'AMOUNT_OUT_OF_RANGE' };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return { code: 'LEDGER_UNAVAILABLE', problem: 'The ledger file is damaged.', advice: damageAdvice };
  }
  const reason = Object.entries(storageReasons).find(([prefix]) => code.startsWith(prefix))?.[1];
  return reason === undefined ? null : { code: 'LEDGER_READ_ONLY', reason };
}
