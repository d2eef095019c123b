import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Dialog } from './Dialog.tsx';
import { FormProblem } from './states.tsx';
import { useOneAtATime } from './use-one-at-a-time.ts';

type ConfirmDialogProps = {
  opened: boolean;
  title: string;
  /** What will happen, in a sentence or two. */
  children: ReactNode;
  /** The verb on the button: 'End membership'. */
  confirmLabel: string;
  /** What leaves everything as it is: 'Cancel', unless the action is a cancelling itself. */
  closeLabel?: string;
  /** A word to be typed first ('DELETE'), for what can't be taken back easily. */
  typed?: string;
  danger?: boolean;
  working?: boolean;
  /** What went wrong the last time; the dialog stays open with it. */
  error?: unknown;
  /** The work, where it takes a while: meanwhile it is not begun again. */
  onConfirm: () => Promise<unknown> | undefined;
  onClose: () => void;
};

/**
 * Asks before something happens. Enter confirms, Esc closes, and focus goes back to where it was. What takes something away
 * (`danger`) begins on the button that leaves it: the Enter that opened the dialog, pressed twice, does nothing.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    opened,
    title,
    children,
    confirmLabel,
    closeLabel = 'Cancel',
    typed,
    danger = false,
    working = false,
    error,
    onConfirm,
    onClose,
  } = props;
  const oneAtATime = useOneAtATime();
  const [word, setWord] = useState('');
  const ready = typed === undefined || word.trim() === typed;
  const begins = typed !== undefined ? 'word' : danger ? 'close' : 'confirm';
  const close = () => {
    setWord('');
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // The dialog says in its own words what is missing; the field that lacks it has the focus.
    if (!event.currentTarget.checkValidity()) event.currentTarget.querySelector<HTMLElement>('input:invalid')?.focus();
    if (ready && !working) oneAtATime(onConfirm);
  };
  return (
    <Dialog opened={opened} onClose={close} title={title}>
      <form onSubmit={submit} noValidate>
        {children}
        {typed !== undefined && <TypedWord typed={typed} word={word} onType={setWord} />}
        {error ? (
          <div style={{ marginTop: 16 }}>
            <FormProblem error={error} />
          </div>
        ) : null}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={close} data-autofocus={begins === 'close' || undefined}>
            {closeLabel}
          </Button>
          <Button
            type="submit"
            color={danger ? 'red' : undefined}
            disabled={!ready}
            loading={working}
            data-autofocus={begins === 'confirm' || undefined}
          >
            {confirmLabel}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

function TypedWord({ typed, word, onType }: { typed: string; word: string; onType: (word: string) => void }) {
  return (
    <TextInput
      mt="md"
      data-autofocus
      label={`Type ${typed} to confirm`}
      value={word}
      onChange={(event) => onType(event.currentTarget.value)}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
