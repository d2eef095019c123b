import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { dayAt } from '../../../src-shared/days.ts';
import type { InstantMs } from '../../../src-shared/ids.ts';
import type { Membership } from '../../client/answers.ts';
import type { Tone } from '../../ui/entry-tones.ts';
import { useAllows } from '../../ui/signed-in.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { usageOf, usagePath } from '../../ui/usage-link.ts';
import type { MembershipChange } from './MembershipDialog.tsx';
import classes from './Memberships.module.css';
import { type Pause, pauseOf, timeWords } from './membership-words.ts';

const stateTags: Partial<Record<Membership['state'], { words: string; tone: Tone }>> = {
  paused: { words: 'Paused', tone: 'manual' },
  upcoming: { words: 'Not started yet', tone: 'rolled-over' },
  used_up: { words: 'Used up', tone: 'expired' },
  ended: { words: 'Ended', tone: 'expired' },
};

/** What the menu offers about a pause: one that has not begun can only be taken back. */
const pauseItems = {
  none: { kind: 'pause', label: 'Pause' },
  ahead: { kind: 'takeBack', label: 'Take back the pause' },
  running: { kind: 'resume', label: 'Resume' },
} as const satisfies Record<Pause, { kind: MembershipChange['kind']; label: string }>;

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
  const today = dayAt(Date.now() as InstantMs, format.style.timeZone);
  const offered = pauseItems[pauseOf(membership, today)];
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
            {mayChange && <Menu.Item onClick={() => onChange(offered.kind)}>{offered.label}</Menu.Item>}
            {mayChange && (
              <Menu.Item onClick={() => onChange('end')}>
                {membership.endsOn === null ? 'End' : 'Change its end'}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      <p className={classes.words}>{timeWords(membership, today, format)}</p>
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
