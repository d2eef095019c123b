import { ORPCError } from '@orpc/client';
import { decimalText } from '../../src-shared/format-amounts.ts';
import { formatDay } from '../../src-shared/format-days.ts';

/** A failure as it is told to a person: what happened, and what can be done about it. */
export type ErrorSentence = { readonly title: string; readonly advice: string };
/** How the screen writes figures and days in a sentence; without it they are written plainly. */
export type SentenceFormat = {
  readonly amount?: (amount: number) => string;
  /** From when on something goes, an instant in milliseconds UTC: 'at 18:00'. */
  readonly fromWhen?: (at: number) => string;
  readonly day?: (day: string) => string;
};

type Facts = Record<string, unknown>;
type SentenceOf = (facts: Facts, format: Required<SentenceFormat>) => ErrorSentence;

const roleNames: Record<string, string> = { viewer: 'a viewer', desk: 'desk staff', manager: 'a manager' };
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const factsOf = (value: unknown): Facts | null => (typeof value === 'object' ? (value as Facts | null) : null);
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const nameOfFile = (value: unknown): string => textOf(value).split(/[\\/]/).pop() || 'The file';

/** The words on screen for the contract's field names, where they differ. */
const fieldNames: Record<string, string> = {
  'manager.name': 'Your name',
  'manager.email': 'Your e-mail',
  'manager.pin': 'PIN',
  externalId: 'External id',
  timeZone: 'Time zone',
  lastDay: 'Last day',
  on: 'Day',
  startsAt: 'Start',
  endsAt: 'End',
  email: 'E-mail',
  pin: 'PIN',
  today: 'Date',
};

function fieldName(field: string): string {
  const name = fieldNames[field] ?? field.split('.').pop() ?? field;
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

/** Which field to look at. An id is on no form: what it names has changed meanwhile, and the advice says what was expected. */
function checkWords(field: string): string {
  if (field === 'id') return 'This can’t be done any more';
  return `Please check ${field ? `“${fieldName(field)}”` : 'what was entered'}`;
}

/** Where a credit can't pay however much of it is held. */
const cannotPay: Record<string, ErrorSentence> = {
  pass: {
    title: 'Passes aren’t spent or deducted by amount',
    advice: 'To change what is left of a pass, edit or delete its lot in the customer’s profile.',
  },
  resource: {
    title: 'This credit can’t pay for that resource',
    advice: 'Choose another credit, or let Tallydesk choose one that may pay.',
  },
};

const insufficient: SentenceOf = (facts, format) => {
  const never = cannotPay[textOf(facts.why)];
  if (never) return never;
  return {
    title: `Not enough credit: ${format.amount(numberOf(facts.requested))} asked for, ${format.amount(numberOf(facts.available))} available`,
    advice: moreCreditWords(facts, format),
  };
};

/** What can be done where there is not enough credit, and why there may seem to be too little. */
function moreCreditWords(facts: Facts, format: Required<SentenceFormat>): string {
  const clock = factsOf(facts.clock);
  if (clock)
    return `This computer’s date is ${dayWithYear(clock.today)}, before that of the ledger’s last entry, ${dayWithYear(clock.lastEntry)}: credit given since can’t be spent yet. Set the computer’s date right.`;
  const ends = numberOf(facts.endsBefore);
  const early = ends > 0 ? `Another ${format.amount(ends)} ends before the session starts. ` : '';
  return `${early}Choose a smaller amount, or add credit first.`;
}

const sentences: Record<string, SentenceOf> = {
  INVALID_INPUT: (facts) => ({
    title: checkWords(textOf(facts.field)),
    advice: sentenceCase(textOf(facts.expected)) || 'Something in the form can’t be read as it is.',
  }),
  NOT_FOUND: (facts) => ({
    title: `This ${textOf(facts.what) || 'page'} isn’t in the ledger`,
    advice:
      facts.what === 'entry'
        ? 'The address may be an old one. The list shows all the entries that there are.'
        : 'The address may be an old one. Search for the customer by name instead.',
  }),
  NOT_SIGNED_IN: () => ({ title: 'You are signed out', advice: 'Sign in again; what you typed is still here.' }),
  NOT_ALLOWED: (facts) => ({
    title: `This needs ${roleNames[textOf(facts.role)] ?? 'another role'}`,
    advice: 'Ask a colleague with that role to sign in, or to do it for you.',
  }),
  AMOUNT_OUT_OF_RANGE: () => ({
    title: 'That is more than the ledger can hold',
    advice: 'Choose a smaller amount. Nothing has been changed.',
  }),
  LEDGER_READ_ONLY: (facts) => ({
    title: 'The ledger can only be read at the moment',
    advice: `${sentenceCase(textOf(facts.reason)) || 'The file can’t be written to.'} Nothing has been changed.`,
  }),
  CLOCK_AHEAD: (facts) => ({
    title: `This computer’s date is ${dayWithYear(facts.today) || 'far ahead of the ledger'}`,
    advice: `The ledger’s last entry is of ${dayWithYear(facts.lastKnown) || 'long before'}. Set the date right; where it is right, a manager can confirm it at the top of the window. Nothing has been changed.`,
  }),
  LEDGER_UNAVAILABLE: (facts) => ({
    title: sentenceCase(textOf(facts.problem)) || 'The ledger can’t be opened',
    advice: textOf(facts.advice) || 'Nothing has been changed in it.',
  }),
  CANCELLED: () => ({ title: 'Cancelled', advice: 'Nothing has been changed.' }),
  INTERNAL: (facts) => ({
    title: 'Something went wrong inside Tallydesk',
    advice: `Nothing has been changed. Try once more; if it happens again, pass on this reference: ${textOf(facts.reference) || 'none'}.`,
  }),
  IDEMPOTENCY_CONFLICT: () => ({
    title: 'This has been sent before with other figures',
    advice:
      'The first figures count. Close this form and look at the latest transactions, then start again if need be.',
  }),
  STUDIO_EXISTS: () => ({ title: 'This ledger already has a studio', advice: 'Sign in to it instead.' }),
  WRONG_PIN: (facts) => {
    const left = numberOf(facts.triesLeft);
    return {
      title: 'That PIN isn’t right',
      advice: left > 0 ? `${left} ${left === 1 ? 'try' : 'tries'} left before a short pause.` : 'Please wait a moment.',
    };
  },
  LOCKED: (facts, format) => ({
    title: 'Too many wrong PINs',
    advice: `Signing in is possible again ${timeFrom(facts.until, format)}.`,
  }),
  EMAIL_TAKEN: () => ({
    title: 'Someone else has this e-mail address',
    advice: 'Use another one, or edit that person.',
  }),
  EXTERNAL_ID_TAKEN: () => ({
    title: 'Another customer has this external id',
    advice: 'Search for the id to find them, or leave it empty.',
  }),
  CONFIRMATION_MISSING: (facts) => ({
    title: 'This has to be confirmed first',
    advice: `Type ${textOf(facts.expected) || 'the word shown'} to go on.`,
  }),
  INSUFFICIENT_CREDIT: insufficient,
  BALANCE_CHANGED: () => ({
    title: 'The balance has changed in the meantime',
    advice: 'Look at the new preview, then confirm again. Nothing has been changed by you.',
  }),
  ALREADY_CANCELLED: () => ({ title: 'This booking is already cancelled', advice: 'Nothing more needs to be done.' }),
  ALREADY_REVERSED: (facts) => ({
    title: 'This change has already been undone',
    advice: `See entry ${numberOf(facts.by)}.`,
  }),
  NOT_REVERSIBLE: () => ({
    title: 'This entry can’t be undone',
    advice: 'Only credit added or removed by hand can be. Cancel the booking, or adjust the balance instead.',
  }),
  DATE_IN_THE_PAST: (facts, format) => ({
    title: 'That day is over',
    advice: `Choose today (${format.day(textOf(facts.today))}) or a later day.`,
  }),
  FILE_IN_USE: (facts) => ({
    title: `${nameOfFile(facts.path)} is open in another program`,
    advice: 'Close it there and try again, or save under another name.',
  }),
  DISK_FULL: (facts) => {
    // A file that a browser downloads is told by its name alone: its place can't be chosen.
    const way = /[\\/]/.test(textOf(facts.path)) ? 'Make room or choose another place' : 'Make room';
    return {
      title: 'There is no room left on the disk',
      advice: `${nameOfFile(facts.path)} was not saved. ${way}, then try again.`,
    };
  },
  MEMORY_FULL: () => ({
    title: 'This report needs more memory than there is',
    advice: 'Nothing was saved. Export less at a time: one customer, one membership or one credit.',
  }),
  UNAUTHORIZED: () => ({
    title: 'This window is no longer known to Tallydesk',
    advice: 'Open the address that Tallydesk printed when it was started; your data is safe.',
  }),
  FILE_UNREADABLE: (facts) => ({
    title: 'This file can’t be read',
    advice: `${sentenceCase(textOf(facts.reason)) || 'It is not a file that Tallydesk knows.'} Nothing has been imported.`,
  }),
};

/** The full minute after an instant, for whoever tries before it is refused; 'in a while' where there is none. */
function timeFrom(until: unknown, format: Required<SentenceFormat>): string {
  const at = Date.parse(textOf(until));
  return Number.isNaN(at) ? 'in a while' : format.fromWhen(Math.ceil(at / 60_000) * 60_000);
}

/** '21 November 2036': the year that a screen leaves out as this year's may be the wrong one. Empty where there is no day. */
function dayWithYear(day: unknown): string {
  return textOf(day) === '' ? '' : formatDay(textOf(day), 'en', { month: 'long', year: true });
}

function sentenceCase(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const capital = trimmed.charAt(0).toLocaleUpperCase() + trimmed.slice(1);
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`;
}

const plainFormat: Required<SentenceFormat> = {
  amount: (amount) => decimalText(amount, 0),
  fromWhen: (at) => `at ${new Date(at).toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' })}`,
  day: (day) => day,
};

/** The code of an error that the contract names, or null for anything else (a lost connection, a bug). */
export function errorCode(error: unknown): string | null {
  return error instanceof ORPCError && typeof error.code === 'string' ? error.code : null;
}

/** The facts that came with an error of the contract; empty for anything else. */
export function errorFacts(error: unknown): Facts {
  const data: unknown = error instanceof ORPCError ? error.data : null;
  return typeof data === 'object' && data !== null ? (data as Facts) : {};
}

/** True where Tallydesk itself could not be reached (its process has ended, the window lost its port). */
export function isConnectionLost(error: unknown): boolean {
  return (
    error instanceof TypeError ||
    (error instanceof Error && /fetch|network|port.*closed/i.test(error.message) && errorCode(error) === null)
  );
}

/** False where asking again gets the same answer: what was asked for isn't there, or needs another role. */
export function mayHelpAgain(error: unknown): boolean {
  const code = errorCode(error);
  return code !== 'NOT_FOUND' && code !== 'NOT_ALLOWED';
}

/** The kind sentence for any failure: never a code, never a stack, always a way on. */
export function errorSentence(error: unknown, format: SentenceFormat = {}): ErrorSentence {
  const code = errorCode(error);
  const sentence = code === null ? undefined : sentences[code];
  if (sentence) return sentence(errorFacts(error), { ...plainFormat, ...format });
  if (isConnectionLost(error)) {
    return {
      title: 'Tallydesk can’t be reached',
      advice: 'It may have been closed. Start it again; what you typed stays here.',
    };
  }
  return { title: 'Something went wrong', advice: 'Try once more. If it happens again, reload the window.' };
}

/** Both halves in one line, for the edge of a form or a notice. */
export function errorLine(error: unknown, format: SentenceFormat = {}): string {
  const { title, advice } = errorSentence(error, format);
  return `${/[.!?]$/.test(title) ? title : `${title}.`} ${advice}`;
}

/** The form field that an INVALID_INPUT names, else null. */
export function invalidField(error: unknown): { field: string; expected: string } | null {
  if (errorCode(error) !== 'INVALID_INPUT') return null;
  const facts = errorFacts(error);
  return { field: textOf(facts.field), expected: sentenceCase(textOf(facts.expected)) };
}
