import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { Tone } from '../../ui/entry-tones.ts';
import { useAllows } from '../../ui/signed-in.tsx';
import { type StudioFormat, useFormat } from '../../ui/studio-format.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { usageOf, usagePath } from '../../ui/usage-link.ts';
import { renewalWords } from './balance-words.ts';
import type { MembershipChange } from './MembershipDialog.tsx';
import classes from './Memberships.module.css';
import type { Membership } from './Memberships.tsx';

const stateTags: Partial<Record<Membership['state'], { words: string; tone: Tone }>> = {
  paused: { words: 'Paused', tone: 'manual' },
  upcoming: { words: 'Not started yet', tone: 'rolled-over' },
  used_up: { words: 'Used up', tone: 'expired' },
  ended: { words: 'Ended', tone: 'expired' },
};

/** When a membership began, renews, pauses and ends, in one line. */
function timeWords(membership: Membership, format: StudioFormat): string {
  const { cycle, cycleLength } = membership;
  const begun = format.longDay(membership.startsOn);
  const parts =
    membership.kind === 'product'
      ? [
          membership.lastUsedAt
            ? `Bought ${begun}, last used ${format.instantDay(membership.lastUsedAt, { month: 'long' })}`
            : `Bought ${begun}, not used yet`,
        ]
      : [
          `${cycleLength ? renewalWords(cycleLength) : 'Renewing'} ${membership.state === 'upcoming' ? 'from' : 'since'} ${begun}`,
        ];
  if (cycle && membership.state !== 'ended') {
    parts.push(`cycle ${cycle.number}, ${format.days(cycle.startsOn, cycle.lastDay)}`);
  }
  if (membership.pausedFrom !== null) parts.push(`paused since ${format.longDay(membership.pausedFrom)}`);
  if (membership.endsOn !== null) {
    parts.push(`${membership.state === 'ended' ? 'ended' : 'ends'} on ${format.longDay(membership.endsOn)}`);
  }
  return parts.join(' · ');
}

type MembershipItemProps = {
  customerId: string;
  membership: Membership;
  onChange: (kind: MembershipChange['kind']) => void;
};

/** One membership: its plan, its cycle, a bar of what is left of it, and what can be done. */
export function MembershipItem({ customerId, membership, onChange }: MembershipItemProps) {
  const format = useFormat();
  const [, navigate] = useLocation();
  const mayChange = useAllows('desk') && membership.kind === 'plan' && membership.state !== 'ended';
  const tag = stateTags[membership.state];
  return (
    <li className={classes.membership}>
      <div className={classes.head}>
        <span className={classes.name}>{membership.name}</span>
        {tag && <Tag tone={tag.tone}>{tag.words}</Tag>}
        <Menu width={190}>
          <Menu.Target>
            <ActionIcon variant="default" size={28} aria-label={`More about ${membership.name}`}>
              <IconDots size={16} aria-hidden="true" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => navigate(usagePath(usageOf(customerId, { membershipId: membership.id })))}>
              Credit usage
            </Menu.Item>
            {mayChange && membership.state !== 'paused' && (
              <Menu.Item onClick={() => onChange('pause')}>Pause</Menu.Item>
            )}
            {mayChange && membership.state === 'paused' && (
              <Menu.Item onClick={() => onChange('resume')}>Resume</Menu.Item>
            )}
            {mayChange && (
              <Menu.Item onClick={() => onChange('end')}>
                {membership.endsOn === null ? 'End' : 'Change its end'}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      <p className={classes.words}>{timeWords(membership, format)}</p>
      {membership.state !== 'ended' && membership.state !== 'used_up' && <CreditsLeft membership={membership} />}
    </li>
  );
}

/** What is left of each credit of the running cycle: a bar, and "9 of 11 left (8 + 3 rolled over)". */
function CreditsLeft({ membership }: { membership: Membership }) {
  const format = useFormat();
  return membership.left
    .filter((credit) => credit.received > 0 && credit.kind !== 'pass')
    .map((credit) => {
      // Several credits are told apart by their names, which then carry the unit.
      const several = membership.left.length > 1;
      const amount = (value: number) => (several ? format.figure(value, credit) : format.amount(value, credit));
      const all = several ? format.credit(credit.received, credit) : amount(credit.received);
      const rolled =
        credit.rolledIn > 0
          ? ` (${amount(credit.received - credit.rolledIn)} + ${amount(credit.rolledIn)} rolled over)`
          : '';
      return (
        <div key={credit.creditId}>
          <div className={classes.bar} aria-hidden="true">
            <span style={{ width: `${Math.min(100, (credit.left / credit.received) * 100)}%` }} />
          </div>
          <p className={classes.words}>
            {amount(credit.left)} of {all} left{rolled}
          </p>
        </div>
      );
    });
}
