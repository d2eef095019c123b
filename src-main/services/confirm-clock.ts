import { dayAt } from '../../src-shared/days.ts';
import { loadStudio } from '../store/studio.ts';
import { startCatchingUp } from './catch-up.ts';
import { type Core, refuseReadOnly } from './core.ts';
import { found, refuseInput } from './refused.ts';

/** Takes the computer's date, as a manager saw it, for right until the clock is far ahead of that: what is due is posted from here on, and every window hears of it. */
export function confirmClock(core: Core, input: { today: string }): Record<string, never> {
  refuseReadOnly(core);
  const now = core.clock.now();
  const today = dayAt(now, found(loadStudio(core.db), 'studio').timeZone);
  if (input.today !== today) refuseInput('today', `expected the computer's date by now, ${today}`);
  if (core.clockWord) core.clockWord.confirmedAt = now;
  startCatchingUp(core);
  core.live.changed(['studio', 'ledger', 'customers']);
  return {};
}
