import type { Membership } from '../../client/answers.ts';
import type { StudioFormat } from '../../ui/studio-format.tsx';
import { renewalWords } from './balance-words.ts';

/** Whether a membership has a pause: none, one named for a day to come, or one that runs. */
export type Pause = 'none' | 'ahead' | 'running';

/** The pause of a membership as it stands today. */
export function pauseOf({ pausedFrom }: Pick<Membership, 'pausedFrom'>, today: string): Pause {
  if (pausedFrom === null) return 'none';
  return pausedFrom > today ? 'ahead' : 'running';
}

/** When a membership began, renews, pauses and ends, in one line. */
export function timeWords(membership: Membership, today: string, format: StudioFormat): string {
  const { cycle, pausedFrom, endsOn, startsOn } = membership;
  if (endsOn !== null && endsOn < startsOn) {
    return `Would have started on ${format.longDay(startsOn)} · ended before it began`;
  }
  const parts = [beginWords(membership, format)];
  if (cycle && membership.state !== 'ended') {
    parts.push(`cycle ${cycle.number}, ${format.days(cycle.startsOn, cycle.lastDay)}`);
  }
  if (pausedFrom !== null && membership.state !== 'ended') {
    const pauses = pauseOf(membership, today) === 'ahead' ? 'pauses from' : 'paused since';
    parts.push(`${pauses} ${format.longDay(pausedFrom)}`);
  }
  if (endsOn !== null) {
    parts.push(`${membership.state === 'ended' ? 'ended' : 'ends'} on ${format.longDay(endsOn)}`);
  }
  return parts.join(' · ');
}

function beginWords(membership: Membership, format: StudioFormat): string {
  const { cycleLength, lastUsedAt } = membership;
  const begun = format.longDay(membership.startsOn);
  if (membership.kind === 'product') {
    const used = lastUsedAt ? `last used ${format.instantDay(lastUsedAt, { month: 'long' })}` : 'not used yet';
    return `Bought ${begun}, ${used}`;
  }
  const renewing = cycleLength ? renewalWords(cycleLength) : 'Renewing';
  return `${renewing} ${membership.state === 'upcoming' ? 'from' : 'since'} ${begun}`;
}
