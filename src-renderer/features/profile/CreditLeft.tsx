import { Link } from 'wouter';
import { dayAt } from '../../../src-shared/days.ts';
import { endsSoon } from '../../../src-shared/ends-soon.ts';
import type { InstantMs } from '../../../src-shared/ids.ts';
import type { Outputs } from '../../client/client.ts';
import { toneColour } from '../../ui/entry-tones.ts';
import { sourceTone } from '../../ui/ledger-labels.ts';
import { nearDay } from '../../ui/near-day.ts';
import { onHoldOf } from '../../ui/on-hold.ts';
import { useFormat } from '../../ui/studio-format.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { usageOf, usagePath } from '../../ui/usage-link.ts';
import { type ExpiryGroup, expireVerb, expiryGroups, isOne, originsOf } from './balance-words.ts';
import classes from './CreditBalance.module.css';

/** One credit of a balance. */
export type CreditOfBalance = Outputs['balance']['get']['credits'][number];

/** As many groups as are told in words; the others are counted. */
const groupsTold = 3;

/** One credit: the figure (a link to how it came to be), its lots as a bar, and the same in words. */
export function CreditLeft({ customerId, credit }: { customerId: string; credit: CreditOfBalance }) {
  const format = useFormat();
  const groups = expiryGroups(credit.lots);
  const owner = credit.sharedBy;
  const place = owner
    ? usageOf(owner.id, { companyId: owner.id, creditId: credit.creditId })
    : usageOf(customerId, { creditId: credit.creditId });
  const waiting = onHoldOf(credit.lots);
  const figure = format.figure(credit.left, credit);
  const label = format.label(credit.left, credit);
  return (
    <li className={classes.credit} data-none={credit.left === 0 || undefined}>
      <p className={classes.head}>
        <Link href={usagePath(place)} className={classes.figure} aria-label={`${figure} ${label}: how it came to be`}>
          {figure}
        </Link>{' '}
        <span className={classes.label}>{label}</span>
        {owner && (
          <>
            {' '}
            <Tag tone="rolled-over">shared by {owner.name}</Tag>
          </>
        )}
      </p>
      {groups.length > 0 && <LotBar groups={groups} />}
      <p className={classes.words}>
        {groups.length === 0 && 'Nothing left. '}
        {groups.slice(0, groupsTold).map((group, index) => (
          <GroupWords key={group.lastDay ?? 'never'} group={group} credit={credit} first={index === 0} />
        ))}
        {groups.length > groupsTold && ` · more on ${groups.length - groupsTold} later days`}
        {waiting > 0 && ` · ${format.amount(waiting, credit)} can’t be spent at the moment`}
        {owner && groups.length > 0 && ' · Own credit is spent first'}
      </p>
    </li>
  );
}

/** The lots side by side, as wide as what is left in them; the words below say the same. */
function LotBar({ groups }: { groups: readonly ExpiryGroup[] }) {
  const lots = groups.flatMap((group) => group.lots);
  return (
    <div className={classes.bar} aria-hidden="true">
      {lots.map((lot) => (
        <span
          key={lot.id}
          style={{
            flexGrow: lot.left,
            background: toneColour(sourceTone(lot.source)),
            opacity: lot.lastDay === null ? 0.45 : lot.spendable ? 1 : 0.3,
          }}
        />
      ))}
    </div>
  );
}

function GroupWords({ group, credit, first }: { group: ExpiryGroup; credit: CreditOfBalance; first: boolean }) {
  const format = useFormat();
  const today = dayAt(Date.now() as InstantMs, format.style.timeZone);
  const amount = format.amount(group.amount, credit);
  const origins = originsOf(group.lots);
  const only = origins[0];
  const where =
    origins.length === 1 && only
      ? only.words
      : origins.map((origin) => `${format.amount(origin.amount, credit)} ${origin.words}`).join(', ');
  // What waits with its paused membership ends later than its last day says now.
  const waits = group.lots.every((lot) => !lot.spendable);
  const when = waits
    ? 'on hold'
    : group.lastDay === null
      ? isOne(group.amount, credit)
        ? 'never expires'
        : 'never expire'
      : `${expireVerb(group.amount, credit)} ${nearDay(group.lastDay, today) ?? `on ${format.longDay(group.lastDay)}`}`;
  return (
    <>
      {!first && ' · '}
      <span className={!waits && endsSoon(group.lastDay, today) ? classes.soon : undefined}>
        {amount} {when}
      </span>{' '}
      ({where})
    </>
  );
}
