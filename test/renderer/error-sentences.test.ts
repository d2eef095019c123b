import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import {
  errorCode,
  errorLine,
  errorSentence,
  invalidField,
  isConnectionLost,
  mayHelpAgain,
} from '../../src-renderer/client/error-sentences.ts';
import { contract } from '../../src-shared/contract/index.ts';
import { formatFromWhen } from '../../src-shared/format-days.ts';

type WithErrors = { '~orpc'?: { errorMap?: Record<string, unknown> } };

/** Every error code that any operation of the contract may answer with. */
function contractCodes(node: unknown, codes = new Set<string>()): Set<string> {
  const errors = (node as WithErrors)['~orpc']?.errorMap;
  if (errors) for (const code of Object.keys(errors)) codes.add(code);
  else if (typeof node === 'object' && node !== null)
    for (const child of Object.values(node)) contractCodes(child, codes);
  return codes;
}

const bug = errorSentence(new Error('boom'));

describe('the sentence for a failure', () => {
  it.each([...contractCodes(contract)])('%s is told in words of its own, without its code', (code) => {
    const sentence = errorSentence(new ORPCError(code, { data: {} }));
    expect(sentence).not.toEqual(bug);
    expect(`${sentence.title} ${sentence.advice}`).not.toMatch(/undefined|null|NaN|\[object|[A-Z]+_[A-Z]+/);
    expect(sentence.advice).toMatch(/[.!?]$/);
  });

  it.each([
    [new ORPCError('NOT_FOUND', { data: { what: 'customer' } }), false],
    [new ORPCError('NOT_ALLOWED', { data: { role: 'manager' } }), false],
    [new ORPCError('INTERNAL', { data: { reference: 'a1' } }), true],
    [new TypeError('Failed to fetch'), true],
  ])('asking again is offered where it may help: %s %s', (error, helps) => {
    expect(mayHelpAgain(error)).toBe(helps);
  });

  it('tells what was asked for, what there is and what ends too early, in the credit’s unit', () => {
    const error = new ORPCError('INSUFFICIENT_CREDIT', { data: { requested: 240, available: 90, endsBefore: 60 } });
    expect(errorLine(error, { amount: (minutes) => `${minutes / 60} h` })).toBe(
      'Not enough credit: 4 h asked for, 1.5 h available. Another 1 h ends before the session starts. Choose a smaller amount, or add credit first.',
    );
  });

  it.each([
    ['pass', 'Passes aren’t spent or deducted by amount'],
    ['resource', 'This credit can’t pay for that resource'],
  ])('says why a credit can’t pay however much there is: %s', (why, title) => {
    const error = new ORPCError('INSUFFICIENT_CREDIT', { data: { requested: 1, available: 0, endsBefore: 0, why } });
    expect(errorSentence(error).title).toBe(title);
  });

  it.each([
    [1, '1 try left'],
    [4, '4 tries left'],
  ])('counts the tries that a wrong PIN leaves: %i', (triesLeft, words) => {
    expect(errorSentence(new ORPCError('WRONG_PIN', { data: { triesLeft } })).advice).toContain(words);
  });

  it('tells the full minute from which on signing in goes again, on the clock of the studio', () => {
    const locked = new ORPCError('LOCKED', { data: { until: '2026-02-01T07:01:20.000Z' } });
    const tokyo = { locale: 'en', timeZone: 'Asia/Tokyo' };
    const seenAt = (now: string) => ({ fromWhen: (at: number) => formatFromWhen(at, Date.parse(now), tokyo) });
    const again = (when: string) => `Too many wrong PINs. Signing in is possible again ${when}.`;
    expect(errorLine(locked, seenAt('2026-02-01T07:00:20Z'))).toBe(again('at 16:02'));
    expect(errorLine(locked, seenAt('2026-01-31T14:59:00Z'))).toBe(again('on 1 Feb at 16:02'));
  });

  it('names the computer’s date, with its year, where it is why something can’t be done', () => {
    const ahead = new ORPCError('CLOCK_AHEAD', { data: { today: '2036-11-21', lastKnown: '2026-11-21' } });
    expect(errorLine(ahead)).toBe(
      'This computer’s date is 21 November 2036. The ledger’s last entry is of 21 November 2026. Set the date right; where it is right, a manager can confirm it at the top of the window. Nothing has been changed.',
    );
    const clock = { today: '2026-11-21', lastEntry: '2036-11-21' };
    const behind = new ORPCError('INSUFFICIENT_CREDIT', {
      data: { requested: 1, available: 0, endsBefore: 0, clock },
    });
    expect(errorLine(behind)).toBe(
      'Not enough credit: 1 asked for, 0 available. This computer’s date is 21 November 2026, before that of the ledger’s last entry, 21 November 2036: credit given since can’t be spent yet. Set the computer’s date right.',
    );
  });

  it('names the file, not its path, where it is open elsewhere', () => {
    const error = new ORPCError('FILE_IN_USE', { data: { path: 'C:\\Users\\ada\\usage.xlsx' } });
    expect(errorSentence(error).title).toBe('usage.xlsx is open in another program');
  });

  it.each([
    ['/media/stick/usage.xlsx', 'usage.xlsx was not saved. Make room or choose another place, then try again.'],
    ['usage.xlsx', 'usage.xlsx was not saved. Make room, then try again.'],
  ])('offers another place on a full disk where there is one to choose: %s', (path, advice) => {
    expect(errorSentence(new ORPCError('DISK_FULL', { data: { path } })).advice).toBe(advice);
  });

  it('names what was expected of what no form has a field for', () => {
    const error = new ORPCError('INVALID_INPUT', {
      data: { field: 'id', expected: 'expected a membership that is paused' },
    });
    expect(errorLine(error)).toBe('This can’t be done any more. Expected a membership that is paused.');
  });

  it('never shows what a bug says', () => {
    expect(errorLine(new Error('Cannot read properties of undefined'))).not.toContain('properties');
    expect(errorLine('a string')).toBe(errorLine(new Error('boom')));
  });

  it('sends who looks for an entry to the list, and who looks for anything else to the search', () => {
    const advice = (what: string) => errorSentence(new ORPCError('NOT_FOUND', { data: { what } })).advice;
    expect(advice('entry')).toContain('The list shows all the entries');
    expect(advice('lot')).toContain('Search for the customer');
  });

  it('tells a lost connection from a refusal and from a bug', () => {
    expect(isConnectionLost(new TypeError('Failed to fetch'))).toBe(true);
    expect(isConnectionLost(new ORPCError('NOT_FOUND', { data: { what: 'customer' } }))).toBe(false);
    expect(isConnectionLost(new Error('boom'))).toBe(false);
  });
});

describe('what a form needs of an error', () => {
  it('gets the field and the expectation of an invalid input', () => {
    const error = new ORPCError('INVALID_INPUT', { data: { field: 'email', expected: 'expected an e-mail address' } });
    expect(invalidField(error)).toEqual({ field: 'email', expected: 'Expected an e-mail address.' });
  });

  it('gets nothing of any other error', () => {
    expect(invalidField(new ORPCError('NOT_FOUND', { data: { what: 'lot' } }))).toBeNull();
    expect(errorCode(new Error('x'))).toBeNull();
  });
});
