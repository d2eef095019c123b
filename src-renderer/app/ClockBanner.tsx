import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarExclamation } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { formatDay } from '../../src-shared/format-days.ts';
import { type Outputs, orpc } from '../client/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { showDone } from '../ui/notices.tsx';
import classes from './Banners.module.css';
import { dueWords } from './due-words.ts';

type ClockAhead = NonNullable<Outputs['app']['status']['clock']>;
type ClockBannerProps = {
  /** Offers to confirm the date: to managers. */
  mayConfirm?: boolean;
  /** In a card, not across the window. */
  inCard?: boolean;
};

/** Nothing tells that the clock was set: it is asked for as often as the app posts what is due. */
const lookEveryMs = 60_000;

/** That nothing is posted, because the computer's date is far ahead of the ledger; nothing where all is well. */
export function ClockBanner({ mayConfirm = false, inCard = false }: ClockBannerProps) {
  const status = useQuery(orpc.app.status.queryOptions({ refetchInterval: lookEveryMs }));
  const studio = useQuery(orpc.studio.get.queryOptions());
  const clock = status.data?.clock;
  if (!clock || !studio.data) return null;
  const { locale } = studio.data;
  return (
    <div className={inCard ? `${classes.banner} ${classes.inCard}` : classes.banner} data-tone="notice">
      <IconCalendarExclamation size={18} stroke={1.75} aria-hidden="true" />
      <p className={classes.words}>
        <strong>
          This computer’s date is {longDay(clock.today, locale)}; the ledger’s last entry is of{' '}
          {longDay(clock.lastKnown, locale)}.
        </strong>{' '}
        Nothing is posted until the date is put right or a manager confirms it.
      </p>
      {mayConfirm && <ConfirmClock clock={clock} locale={locale} />}
    </div>
  );
}

const longDay = (day: string, locale: string) => formatDay(day, locale, { month: 'long', year: true });

/** The button that says that the date is right, and the question whether it really is. */
function ConfirmClock({ clock, locale }: { clock: ClockAhead; locale: string }) {
  const queries = useQueryClient();
  const [asking, ask] = useDisclosure(false);
  const lookAgain = () => queries.invalidateQueries({ queryKey: orpc.app.key() });
  const confirm = useMutation(
    orpc.app.confirmClock.mutationOptions({
      onSuccess: async () => {
        ask.close();
        showDone('The date is confirmed: what is due is posted.');
        await lookAgain();
      },
      // By now it may be another day, or be put right.
      onError: lookAgain,
    }),
  );
  const close = () => {
    confirm.reset();
    ask.close();
  };
  return (
    <>
      <Button variant="default" size="compact-sm" className={classes.act} onClick={ask.open}>
        The date is right
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`Is today really ${longDay(clock.today, locale)}?`}
        confirmLabel="The date is right"
        danger
        working={confirm.isPending}
        error={confirm.error}
        onConfirm={() => confirm.mutateAsync({ today: clock.today })}
        onClose={close}
      >
        <p>{dueWords(clock.due, locale)}</p>
        <p className={classes.way}>If the date is wrong, cancel and set it right in the computer’s settings.</p>
      </ConfirmDialog>
    </>
  );
}
