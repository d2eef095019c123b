import { assertNever } from '../../src-shared/assert-never.ts';
import { creditLabel, formatAmount } from '../../src-shared/format-amounts.ts';
import { formatDay, formatFromWhen } from '../../src-shared/format-days.ts';
import type { RefusalFacts, Wording } from './refused.ts';

/** One sentence for people about a refusal: what is the matter and, where there is something, what to do. */
export function sentenceOf(facts: RefusalFacts, wording: Wording | null): string {
  return sentences[facts.code](facts as never, wording);
}

type FactsOf<Code> = Extract<RefusalFacts, { code: Code }>;
type Sentences = { [Code in RefusalFacts['code']]: (facts: FactsOf<Code>, wording: Wording | null) => string };

const sentences: Sentences = {
  INVALID_INPUT: ({ field, expected }) => `${field === '' ? 'The input' : field}: ${expected}.`,
  NOT_FOUND: ({ what }) => missingWords(what),
  NOT_SIGNED_IN: () => 'Nobody is signed in. Sign in first.',
  NOT_ALLOWED: ({ role }) => `This needs the role ${role}. Ask a colleague who has it.`,
  LEDGER_READ_ONLY: ({ reason }) => `The ledger can only be read: ${reason}.`,
  CLOCK_AHEAD: clockAhead,
  LEDGER_UNAVAILABLE: ({ problem, advice }) => `${problem} ${advice}`,
  INSUFFICIENT_CREDIT: insufficient,
  LOCKED: ({ until }, wording) => `Too many wrong PINs. Signing in is possible again ${timeFrom(until, wording)}.`,
  BALANCE_CHANGED: () => 'The balance has changed since the preview. Look at the new preview and confirm again.',
  DATE_IN_THE_PAST: ({ today }) => `The date is in the past: expected ${today} or later.`,
  ALREADY_CANCELLED: () => 'This booking is cancelled already. Nothing was changed.',
  ALREADY_REVERSED: ({ by }) => `This entry was reversed already, by entry ${by}.`,
  NOT_REVERSIBLE: () => 'Only credit that was added or removed manually can be reversed.',
  AMOUNT_OUT_OF_RANGE: () => 'An amount or a sum would pass 9,007,199,254,740,991, the largest that the ledger takes.',
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
  MEMORY_FULL: () =>
    'The report needs more memory than there is. Export less at a time: one customer, one membership or one credit. Nothing was saved.',
  FILE_UNREADABLE: ({ reason }) => reason,
  CANCELLED: () => 'This was cancelled. Nothing was changed.',
};

/** Which date the computer shows, how far the ledger goes, and what to do about it. */
function clockAhead({ today, lastKnown }: FactsOf<'CLOCK_AHEAD'>, wording: Wording | null): string {
  return `This computer’s date is ${longDay(today, wording)}, but the ledger’s last entry is of ${longDay(lastKnown, wording)}. Nothing was changed. Set the computer’s date right, or, where it is right, let a manager confirm it.`;
}

const longDay = (day: string, wording: Wording | null) =>
  wording ? formatDay(day, wording.style.locale, { month: 'long', year: true }) : day;

const ofCustomers = ['membership', 'lot', 'booking', 'entry'];

/** That something is not there, why that may be, and what to do. */
function missingWords(what: string): string {
  if (what === 'studio') return 'There is no studio yet. Create one first.';
  const elsewhere = ofCustomers.includes(what) ? ', or belong to another customer' : '';
  return `There is no such ${what}. It may have been named wrongly${elsewhere}.`;
}

/** "There is not enough credit: 1 h 30 min asked for, 1 h available.", and of things counted "4 Class credits asked for, 3 available." */
function insufficient(facts: FactsOf<'INSUFFICIENT_CREDIT'>, wording: Wording | null): string {
  const { requested, available, endsBefore, why, clock } = facts;
  const credit = wording?.credit ?? null;
  if (why !== undefined) return cannotPay(why, credit?.name ?? 'This credit');
  const figure = (amount: number) => (wording && credit ? formatAmount(amount, credit, wording.style) : `${amount}`);
  const counted = credit && (credit.kind === 'session' || credit.kind === 'pass');
  const what = counted ? ` ${creditLabel(requested, { ...credit, kind: 'session' })}` : '';
  const early = endsBefore > 0 ? ` A further ${figure(endsBefore)} ends before the session starts.` : '';
  return `There is not enough credit: ${figure(requested)}${what} asked for, ${figure(available)} available.${early}${clock ? clockBehind(clock, wording) : ''}`;
}

/** That credit is not valid yet because of the computer's date, and what to do. */
function clockBehind(
  { today, lastEntry }: NonNullable<FactsOf<'INSUFFICIENT_CREDIT'>['clock']>,
  wording: Wording | null,
): string {
  return ` This computer’s date is ${longDay(today, wording)}, before that of the ledger’s last entry, ${longDay(lastEntry, wording)}: credit given since is not valid yet. Set the computer’s date right.`;
}

/** That a credit can't pay, however much of it is held, and what to do instead. */
function cannotPay(why: 'pass' | 'resource', name: string): string {
  switch (why) {
    case 'pass':
      return `${name} is a pass: passes are not spent or deducted by amount. To change what is left of one, edit or delete its lot.`;
    case 'resource':
      return `${name} can’t pay for this resource. Name another credit, or none: then one that may pay is taken.`;
    default:
      return assertNever(why);
  }
}

/** The studio's time from which on something goes: the full minute after the instant, unless it is one. */
function timeFrom(at: string, wording: Wording | null): string {
  const minute = Math.ceil(Date.parse(at) / 60_000) * 60_000;
  return wording ? formatFromWhen(minute, wording.now ?? minute, wording.style) : `at ${at}`;
}
