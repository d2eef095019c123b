import type { RefusalFacts } from './refused.ts';

/** One sentence for people about a refusal: what is the matter and, where there is something, what to do. */
export function sentenceOf(facts: RefusalFacts): string {
  switch (facts.code) {
    case 'INVALID_INPUT':
      return `${facts.field === '' ? 'The input' : facts.field}: ${facts.expected}.`;
    case 'NOT_FOUND':
      return `There is no such ${facts.what}. It may have been named wrongly, or belong to another customer.`;
    case 'NOT_SIGNED_IN':
      return 'Nobody is signed in. Sign in first.';
    case 'NOT_ALLOWED':
      return `This needs the role ${facts.role}. Ask a colleague who has it.`;
    case 'LEDGER_READ_ONLY':
      return `The ledger can only be read: ${facts.reason}.`;
    case 'LEDGER_UNAVAILABLE':
      return `${facts.problem} ${facts.advice}`;
    case 'INSUFFICIENT_CREDIT':
      return insufficient(facts);
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

type Handled =
  | 'INVALID_INPUT'
  | 'NOT_FOUND'
  | 'NOT_SIGNED_IN'
  | 'NOT_ALLOWED'
  | 'LEDGER_READ_ONLY'
  | 'LEDGER_UNAVAILABLE'
  | 'INSUFFICIENT_CREDIT'
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
  LOCKED: ({ until }) => `Too many wrong PINs: signing in is locked until ${until}.`,
  EMAIL_TAKEN: () => 'One of the staff has this e-mail address already.',
  EXTERNAL_ID_TAKEN: () => 'Another customer has this external id already.',
  CONFIRMATION_MISSING: ({ expected }) => `Type ${expected} in capital letters to confirm.`,
  FILE_IN_USE: ({ path }) =>
    `The file ${path} can't be written: it is open in another program or protected. Close it, or choose another name.`,
  DISK_FULL: ({ path }) => `There is no room left on the disk for ${path}. Make room, or choose another place.`,
  FILE_UNREADABLE: ({ reason }) => reason,
  CANCELLED: () => 'This was cancelled. Nothing was changed.',
};

function insufficient(facts: FactsOf<'INSUFFICIENT_CREDIT'>): string {
  const { requested, available, endsBefore } = facts;
  const early = endsBefore > 0 ? ` A further ${endsBefore} ends before the session starts.` : '';
  return `There is not enough credit: ${requested} asked for, ${available} available.${early}`;
}
