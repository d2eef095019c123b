import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { dayAt, daysBetween } from '../../../src-shared/days.ts';
import type { Day, InstantMs } from '../../../src-shared/ids.ts';
import type { Membership } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { newKey } from '../../client/ids.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { showDone } from '../../ui/notices.tsx';
import { type StudioFormat, useFormat } from '../../ui/studio-format.tsx';
import classes from './MembershipDialog.module.css';

/** A change of a membership that is asked for. */
export type MembershipChange = {
  readonly kind: 'pause' | 'takeBack' | 'resume' | 'end';
  readonly membership: Membership;
};

type Wording = {
  readonly title: (name: string) => string;
  /** Null where no day is asked for. */
  readonly dayLabel: string | null;
  readonly confirm: string;
  /** What will happen, in plain sentences. */
  readonly says: (membership: Membership, on: string, format: StudioFormat) => readonly string[];
  readonly done: (name: string, on: string) => string;
};

const wordings: Record<MembershipChange['kind'], Wording> = {
  pause: {
    title: (name) => `Pause ${name}`,
    dayLabel: 'First day of the pause',
    confirm: 'Pause membership',
    says: (_, on, format) => [
      `From ${format.longDay(on)} no cycle starts and this membership’s credit can’t be spent.`,
      'When it resumes, the end of the cycle and the last days of its credit move on by as many days as the pause lasted. Nothing is lost.',
    ],
    done: (name, on) => `${name} is paused from ${on}.`,
  },
  takeBack: {
    title: (name) => `Take back the pause of ${name}`,
    dayLabel: null,
    confirm: 'Take back',
    says: (_, on, format) => [
      `The pause from ${format.longDay(on)} does not happen: cycles start and credit can be spent as if it had never been named.`,
    ],
    done: (name) => `${name} is not paused: the pause is taken back.`,
  },
  resume: {
    title: (name) => `Resume ${name}`,
    dayLabel: 'First day after the pause',
    confirm: 'Resume membership',
    says: (membership, on, format) => [
      `From ${format.longDay(on)} its credit can be spent again.`,
      membership.pausedFrom === null
        ? 'The end of the cycle and the last days of its credit move on by the days paused.'
        : `It was paused since ${format.longDay(membership.pausedFrom)}, so the end of the cycle and the last days of its credit move on by ${pausedDays(membership.pausedFrom, on)}.`,
    ],
    done: (name, on) => `${name} goes on from ${on}.`,
  },
  end: {
    title: (name) => `End ${name}`,
    dayLabel: 'Last day of the membership',
    confirm: 'End membership',
    says: (membership, on, format) => [
      on < membership.startsOn
        ? `It ends before it begins on ${format.longDay(membership.startsOn)}: no cycle starts.`
        : `${format.longDay(on)} is its last day: no cycle starts after it, and nothing rolls over into one.`,
      membership.left.some((credit) => credit.left > 0)
        ? 'Credit that was already given stays, until its own last day.'
        : 'No credit of this membership is left.',
    ],
    done: (name, on) => `${name} ends on ${on}.`,
  },
};

function pausedDays(from: string, on: string): string {
  const days = Math.max(0, daysBetween(from as Day, on as Day));
  return days === 1 ? '1 day' : `${days} days`;
}

/** The first day that can be chosen: a pause ends no earlier than it begins, and begins no earlier than its membership. */
function earliestOf({ kind, membership }: MembershipChange, today: string): string {
  if (kind === 'takeBack' || kind === 'resume') return membership.pausedFrom ?? today;
  return kind === 'pause' && membership.startsOn > today ? membership.startsOn : today;
}

/** The day that the dialog begins with. */
function firstOffered(change: MembershipChange, today: string): string {
  const { kind, membership } = change;
  if (kind === 'end') return membership.endsOn ?? membership.cycle?.lastDay ?? today;
  return kind === 'resume' ? today : earliestOf(change, today);
}

/** Asks for the day of a pause, its end, or the end of a membership, and says plainly what will happen. */
export function MembershipDialog({ change, onClose }: { change: MembershipChange; onClose: () => void }) {
  const { kind, membership } = change;
  const format = useFormat();
  const today = dayAt(Date.now() as InstantMs, format.style.timeZone);
  const [on, setOn] = useState<string | null>(firstOffered(change, today));
  const [tried, setTried] = useState(false);
  const [key] = useState(newKey);
  const wording = wordings[kind];
  const act = useMutation(
    // A pause that ends on the day that it begins never was.
    orpc.memberships[kind === 'takeBack' ? 'resume' : kind].mutationOptions({
      onSuccess: (_, { on: day }) => {
        showDone(wording.done(membership.name, format.longDay(day)));
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      opened
      title={wording.title(membership.name)}
      confirmLabel={wording.confirm}
      danger={kind === 'end'}
      working={act.isPending}
      error={act.error}
      onConfirm={() => {
        setTried(true);
        return on === null ? undefined : act.mutateAsync({ id: membership.id, on, key });
      }}
      onClose={onClose}
    >
      {wording.dayLabel !== null && (
        <DayField
          label={wording.dayLabel}
          value={on}
          onChange={setOn}
          earliest={earliestOf(change, today)}
          required
          error={tried && on === null ? 'Choose a day.' : null}
        />
      )}
      <div className={classes.says} aria-live="polite">
        {on === null ? (
          <p>Choose a day to see what will happen.</p>
        ) : (
          wording.says(membership, on, format).map((sentence) => <p key={sentence}>{sentence}</p>)
        )}
      </div>
    </ConfirmDialog>
  );
}
