import { creditLabel, formatAmount } from '../../src-shared/format-amounts.ts';
import { formatTimeOfDay } from '../../src-shared/format-days.ts';
import type { RefusalFacts, Wording } from './refused.ts';

/** One sentence for people about a refusal: what is the matter and, where there is something, what to do. */
export function sentenceOf(facts: RefusalFacts, wording: Wording | null): string {
  switch (facts.code) {
    case 'INVALID_INPUT':
      return `${facts.field === '' ? 'The input' : facts.field}: ${facts.expected}.`;
    case 'NOT_FOUND':
      return missingWords(facts.what);
    case 'NOT_SIGNED_IN':
      return 'Nobody is signed in. Sign in first.';
    case 'NOT_ALLOWED':
      return `This needs the role ${facts.role}. Ask a colleague who has it.`;
    case 'LEDGER_READ_ONLY':
      return `The ledger can only be read: ${facts.reason}.`;
    case 'LEDGER_UNAVAILABLE':
      return `${facts.problem} ${facts.advice}`;
    case 'INSUFFICIENT_CREDIT':
      return insufficient(facts, wording);
    case 'LOCKED':
      return `Too many wrong PINs. Signing in is possible again at ${timeFrom(facts.until, wording)}.`;
    case 'BALANCE_CHANGED':
      return 'The balance has changed since the preview. Look at the new preview and confirm again.';
    case 'DATE_IN_THE_PAST':
      return `The date is in the past: expected ${facts.today} or later.`;
    case 'ALREADY_CANCELLED':
      return 'This booking is cancelled already. Nothing was changed.';
    case 'ALREADY_REVERSED':
      return `This entry was reversed already, by entry ${facts.by}.`;
    case 'NOT_REVERSIBLE':
      return 'Only credit that was added or removed manually can be reversed.';
    case 'AMOUNT_OUT_OF_RANGE':
      return 'An amount or a sum would pass 9,007,199,254,740,991, the largest that the ledger takes.';
    default:
      return otherSentences[facts.code](facts as never);
  }
}

const ofCustomers = ['membership', 'lot', 'booking', 'entry'];

/** That something is not there, why that may be, and what to do. */
function missingWords(what: string): string {
  if (what === 'studio') return 'There is no studio yet. Create one first.';
  const elsewhere = ofCustomers.includes(what) ? ', or belong to another customer' : '';
  return `There is no such ${what}. It may have been named wrongly${elsewhere}.`;
}

type Handled =
  | 'INVALID_INPUT'
  | 'NOT_FOUND'
  | 'NOT_SIGNED_IN'
  | 'NOT_ALLOWED'
  | 'LEDGER_READ_ONLY'
  | 'LEDGER_UNAVAILABLE'
  | 'INSUFFICIENT_CREDIT'
  | 'LOCKED'
  | 'BALANCE_CHANGED'
  | 'DATE_IN_THE_PAST'
  | 'ALREADY_CANCELLED'
  | 'ALREADY_REVERSED'
  | 'NOT_REVERSIBLE'
  | 'AMOUNT_OUT_OF_RANGE';
type Rest = Exclude<RefusalFacts['code'], Handled>;
type FactsOf<Code> = Extract<RefusalFacts, { code: Code }>;

const otherSentences: { [Code in Rest]: (facts: FactsOf<Code>) => string } = {
  IDEMPOTENCY_CONFLICT: () => 'This idempotency key was used for another request. Use a new key for a new request.',
  STUDIO_EXISTS: () =>
    'This ledger has its studio already. Start Tallydesk with another data folder for another studio.',
  WRONG_PIN: ({ triesLeft }) =>
    `That PIN is not right. ${triesLeft === 1 ? 'One try is' : `${triesLeft} tries are`} left before signing in is locked for a while.`,
  EMAIL_TAKEN: () => 'One of the staff has this e-mail address already.',
  EXTERNAL_ID_TAKEN: () => 'Another customer has this external id already.',
  CONFIRMATION_MISSING: ({ expected }) => `Type ${expected} in capital letters to confirm.`,
  FILE_IN_USE: ({ path }) =>
    `The file ${path} can't be written: it is open in another program or protected. Close it, or choose another name.`,
  DISK_FULL: ({ path }) => `There is no room left on the disk for ${path}. Make room, or choose another place.`,
  FILE_UNREADABLE: ({ reason }) => reason,
  CANCELLED: () => 'This was cancelled. Nothing was changed.',
};

/** "There is not enough credit: 1 h 30 min asked for, 1 h available.", and of things counted "4 Class credits asked for, 3 available." */
function insufficient(facts: FactsOf<'INSUFFICIENT_CREDIT'>, wording: Wording | null): string {
  const { requested, available, endsBefore } = facts;
  const credit = wording?.credit ?? null;
  const figure = (amount: number) => (wording && credit ? formatAmount(amount, credit, wording.style) : `${amount}`);
  const counted = credit && (credit.kind === 'session' || credit.kind === 'pass');
  const what = counted ? ` ${creditLabel(requested, { ...credit, kind: 'session' })}` : '';
  const early = endsBefore > 0 ? ` A further ${figure(endsBefore)} ends before the session starts.` : '';
  return `There is not enough credit: ${figure(requested)}${what} asked for, ${figure(available)} available.${early}`;
}

/** The studio's time of day from which on something goes: the full minute after the instant, unless it is one. */
function timeFrom(at: string, wording: Wording | null): string {
  const minute = Math.ceil(Date.parse(at) / 60_000) * 60_000;
  return wording ? formatTimeOfDay(minute, wording.style) : at;
}
