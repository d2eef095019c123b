import { Button, PasswordInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { demoPins } from '../../../src-shared/demo-staff.ts';
import { formatFromWhen } from '../../../src-shared/format-days.ts';
import { orpc } from '../../client/client.ts';
import { errorCode, type SentenceFormat } from '../../client/error-sentences.ts';
import type { SignedIn } from '../../ui/signed-in.tsx';
import { ErrorState, FormProblem, LoadingState } from '../../ui/states.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { lastSignedIn, rememberSignedIn } from './last-signed-in.ts';
import classes from './SignInScreen.module.css';
import { StaffChoice } from './StaffChoice.tsx';

type SignInProps = {
  /** Who locked the window, where it is locked: they are chosen already, and told that their work is kept. */
  unlocking?: SignedIn;
  /** What everyone must know before they sign in. */
  notice?: ReactNode;
  onSignedIn: (staff: SignedIn) => void;
};

/** Pick your name, type your PIN. */
export function SignInScreen({ unlocking, notice, onSignedIn }: SignInProps) {
  const choices = useQuery(orpc.session.choices.queryOptions());
  useEffect(() => {
    const before = document.title;
    document.title = unlocking ? 'Locked · Tallydesk' : 'Sign in · Tallydesk';
    // The screen beneath is found as it was, and does not name itself again.
    return () => {
      document.title = before;
    };
  }, [unlocking]);
  return (
    <main className={classes.screen}>
      <section className={classes.card} aria-labelledby="sign-in-title">
        <header className={classes.head}>
          <span className={classes.mark} aria-hidden="true">
            {unlocking ? <IconLock size={20} stroke={2} /> : 'T'}
          </span>
          <div>
            <h1 id="sign-in-title">{choices.data?.studioName ?? 'Tallydesk'}</h1>
            <p className={classes.note}>
              {unlocking ? `Locked. ${unlocking.name} finds everything as it was.` : 'Who is at the desk?'}
            </p>
          </div>
          {choices.data?.demo && <Tag tone="manual">Demo studio</Tag>}
        </header>
        <div aria-live="polite">{notice}</div>
        {choices.data ? (
          <SignInForm
            staff={choices.data.staff}
            demo={choices.data.demo}
            first={unlocking?.id ?? lastSignedIn()}
            onSignedIn={onSignedIn}
          />
        ) : choices.isError ? (
          <ErrorState error={choices.error} onRetry={() => void choices.refetch()} retrying={choices.isFetching} />
        ) : (
          <LoadingState rows={3} />
        )}
      </section>
    </main>
  );
}

type SignInFormProps = {
  staff: readonly { id: string; name: string; role: SignedIn['role'] }[];
  demo: boolean;
  first: string | null;
  onSignedIn: (staff: SignedIn) => void;
};

/** Times as the clock at the desk tells them; anyone may ask for the studio. */
function useStudioClock(): SentenceFormat {
  const studio = useQuery(orpc.studio.get.queryOptions());
  return studio.data ? { fromWhen: (at: number) => formatFromWhen(at, Date.now(), studio.data) } : {};
}

function SignInForm({ staff, demo, first, onSignedIn }: SignInFormProps) {
  const [chosen, setChosen] = useState(() => (staff.some(({ id }) => id === first) ? first : (staff[0]?.id ?? null)));
  const [pin, setPin] = useState('');
  const pinField = useRef<HTMLInputElement>(null);
  const signIn = useMutation(
    orpc.session.signIn.mutationOptions({
      onSuccess: (signedIn) => {
        rememberSignedIn(signedIn.id);
        onSignedIn(signedIn);
      },
      onError: (error) => {
        if (errorCode(error) === 'WRONG_PIN') setPin('');
        pinField.current?.focus();
      },
    }),
  );
  useEffect(() => pinField.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen && pin !== '' && !signIn.isPending) signIn.mutate({ staffId: chosen, pin });
  };
  const clock = useStudioClock();
  const name = staff.find(({ id }) => id === chosen)?.name ?? '';
  return (
    <form onSubmit={submit} className={classes.form}>
      <StaffChoice
        staff={staff}
        chosen={chosen}
        onChoose={(id) => {
          setChosen(id);
          setPin('');
          signIn.reset();
        }}
        onDone={() => pinField.current?.focus()}
      />
      <PasswordInput
        ref={pinField}
        label={`PIN${name ? ` of ${name}` : ''}`}
        size="md"
        inputMode="numeric"
        autoComplete="off"
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value)}
        maxLength={64}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the PIN' }}
      />
      {demo && <DemoPin name={name} />}
      <FormProblem error={signIn.error} format={clock} />
      <Button type="submit" size="md" fullWidth loading={signIn.isPending} disabled={pin === '' || !chosen}>
        Sign in
      </Button>
    </form>
  );
}

function DemoPin({ name }: { name: string }) {
  const pin = demoPins[name];
  if (!pin) return null;
  return (
    <p className={classes.hint}>
      In the demo studio {name.split(' ')[0]}’s PIN is <b className="tabular">{pin}</b>.
    </p>
  );
}
