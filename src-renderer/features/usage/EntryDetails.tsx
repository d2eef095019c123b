import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { sourceLabel, statusLabels } from '../../../src-shared/usage-labels.ts';
import type { EntryFacts } from '../../client/answers.ts';
import { bookingStateLabels } from '../../ui/booking-labels.ts';
import { entryTones } from '../../ui/entry-tones.ts';
import { entryLabels, lotStatusTones } from '../../ui/ledger-labels.ts';
import { SignedAmount } from '../../ui/SignedAmount.tsx';
import { useAllows } from '../../ui/signed-in.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { usageOf, usagePath } from '../../ui/usage-link.ts';
import classes from './EntryDetails.module.css';
import { ReverseEntry } from './ReverseEntry.tsx';

type EntryDetailsProps = {
  entry: EntryFacts;
  customerId: string;
  /** What the list that it was opened from had of the credit after it; undefined where it isn't known. */
  balance: number | undefined;
  onOpen: (number: number) => void;
};

const creditOf = (entry: EntryFacts) => ({ kind: entry.creditKind, unit: entry.unit, decimals: entry.decimals });

/** All that the ledger keeps about one entry, the answer first, the proof last. */
export function EntryDetails({ entry, customerId, balance, onOpen }: EntryDetailsProps) {
  const format = useFormat();
  const manages = useAllows('manager');
  const credit = creditOf(entry);
  // What was done by hand is described by its memo.
  const memo = entry.memo !== null && !entry.description.endsWith(entry.memo) ? entry.memo : null;
  return (
    <div className={classes.details}>
      <div className={classes.answer}>
        <span className={classes.amount}>
          <SignedAmount amount={entry.amount} credit={credit} kind={entry.kind} />
        </span>
        <span className={classes.credit}>{format.label(entry.amount, { ...credit, name: entry.creditName })}</span>
        <Tag tone={entryTones[entry.kind]}>{entryLabels[entry.kind]}</Tag>
      </div>
      <p className={classes.description}>{entry.description}</p>

      <Facts>
        <Fact name="Used on">{format.instant(entry.usedOn, { year: true })}</Fact>
        <Fact name="Used by">{personWords(entry.usedByName, entry.usedBy) ?? 'Tallydesk'}</Fact>
        <Fact name="Customer">{entry.customerName}</Fact>
        {balance !== undefined && <Fact name="Balance">{format.amount(balance, credit)} after this entry</Fact>}
        {memo !== null && <Fact name="Memo">{memo}</Fact>}
        {entry.amount === 0 && entry.lastDayBefore !== entry.lastDayAfter && (
          <Fact name="Last day">
            {dayOrNever(entry.lastDayBefore, format)} → {dayOrNever(entry.lastDayAfter, format)}
          </Fact>
        )}
        {entry.reverses !== null && <OtherEntry name="Undoes" number={entry.reverses} onOpen={onOpen} />}
        {entry.reversedBy !== null && <OtherEntry name="Undone by" number={entry.reversedBy} onOpen={onOpen} />}
      </Facts>

      {entry.undo && manages && <ReverseEntry entry={entry} undo={entry.undo} />}

      {entry.booking && (
        <Facts title="Booking">
          <Fact name="What">{entry.booking.name}</Fact>
          <Fact name="When">{format.appointmentSpan(entry.booking.startsAt, entry.booking.endsAt)}</Fact>
          {entry.booking.resourceName !== null && <Fact name="Where">{entry.booking.resourceName}</Fact>}
          <Fact name="State">{bookingStateLabels[entry.booking.state] ?? entry.booking.state}</Fact>
        </Facts>
      )}

      <LotFacts entry={entry} customerId={customerId} />

      <Proof entry={entry} />
    </div>
  );
}

/** Where the credit is from, what is left of it, how long it is valid, and the way to its own history. */
function LotFacts({ entry, customerId }: Pick<EntryDetailsProps, 'entry' | 'customerId'>) {
  const format = useFormat();
  const credit = creditOf(entry);
  return (
    <Facts title="Lot">
      <Fact name="Source">{sourceLabel(entry.source, entry.sourceName)}</Fact>
      {entry.membershipId !== null && (
        <Fact name="Membership">
          <Link href={usagePath(usageOf(customerId, { membershipId: entry.membershipId }))}>
            {entry.membershipName}
          </Link>
        </Fact>
      )}
      {entry.cycle !== null && <Fact name="Cycle">{entry.cycle}</Fact>}
      <Fact name="Left">
        {format.amount(entry.lot.left, credit)}
        {entry.lot.left <= entry.lot.granted && ` of ${format.amount(entry.lot.granted, credit)}`}{' '}
        <Tag tone={lotStatusTones[entry.status]}>{statusLabels[entry.status]}</Tag>
      </Fact>
      <Fact name="Valid">
        from {format.instantDay(entry.lot.validFrom)}
        {entry.lot.lastDay === null ? ', never expires' : ` to ${format.day(entry.lot.lastDay)}`}
      </Fact>
      <Fact name="Use history">
        <Link href={usagePath(usageOf(customerId, { lotId: entry.lotId }))}>Lot {entry.lot.number}</Link>
      </Fact>
    </Facts>
  );
}

/** Where the entry stands in the ledger, and the hashes that chain it to the one before. */
function Proof({ entry }: { entry: EntryFacts }) {
  const format = useFormat();
  return (
    <Facts title="In the ledger">
      <Fact name="Number">{entry.number}</Fact>
      <Fact name="Recorded">
        {format.instant(entry.recordedAt, { year: true })} by {personWords(entry.staffName, entry.staff) ?? 'Tallydesk'}
      </Fact>
      {entry.externalId !== null && <Fact name="External id">{entry.externalId}</Fact>}
      {entry.importedFrom && (
        <Fact name="Imported from">
          {entry.importedFrom.fileName}, line {format.count(entry.importedFrom.line)}
        </Fact>
      )}
      <Fact name="Id">
        <code>{entry.id}</code>
      </Fact>
      <Fact name="Transaction">
        <code>{entry.transactionId}</code>
      </Fact>
      <Fact name="Hash before">
        <code>{entry.previousHash}</code>
      </Fact>
      <Fact name="Hash">
        <code>{entry.hash}</code>
      </Fact>
    </Facts>
  );
}

function Facts({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      {title !== undefined && <h3 className={classes.heading}>{title}</h3>}
      <dl className={classes.facts}>{children}</dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function OtherEntry({ name, number, onOpen }: { name: string; number: number; onOpen: (number: number) => void }) {
  return (
    <Fact name={name}>
      <button type="button" className={classes.link} onClick={() => onOpen(number)}>
        Entry {number}
      </button>
    </Fact>
  );
}

function personWords(name: string | null, email: string | null): string | null {
  if (name !== null && email !== null && name !== email) return `${name} (${email})`;
  return name ?? email;
}

const dayOrNever = (day: string | null, format: ReturnType<typeof useFormat>) =>
  day === null ? 'never' : format.day(day, { year: true });
