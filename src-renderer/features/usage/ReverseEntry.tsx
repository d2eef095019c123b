import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type Ref, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { EntryFacts } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { newKey } from '../../client/ids.ts';
import { useDraft } from '../../ui/drafts.ts';
import { showDone } from '../../ui/notices.tsx';
import { FormProblem } from '../../ui/states.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { useOneAtATime } from '../../ui/use-one-at-a-time.ts';
import classes from './EntryDetails.module.css';
import { type Undo, undoWords } from './undo-words.ts';

const firstDraft = () => ({ memo: '', key: newKey() });

/** Undoes a manual change by a further entry, with a reason, or says why it can't be; for managers. */
export function ReverseEntry({ entry, undo }: { entry: EntryFacts; undo: Undo }) {
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const asks = useRef<HTMLButtonElement>(null);
  const reason = useRef<HTMLTextAreaElement>(null);
  const show = (shown: boolean) => {
    flushSync(() => setOpened(shown));
    (shown ? reason : asks).current?.focus();
  };
  const reversing = useReversing(entry);
  const words = undoWords(entry, undo, format);
  if (!undo.possible) return <p className={classes.final}>{words}</p>;
  if (!opened) {
    return (
      <div>
        <Button ref={asks} variant="default" onClick={() => show(true)}>
          Undo this change
        </Button>
      </div>
    );
  }
  return (
    <form className={classes.undo} onSubmit={reversing.submit}>
      <p className={classes.undoWords}>{words}</p>
      <UndoFields reversing={reversing} reason={reason} onClose={() => show(false)} />
    </form>
  );
}

/** What is typed (it outlives the form), and sending it. */
function useReversing(entry: EntryFacts) {
  const format = useFormat();
  const credit = { kind: entry.creditKind, unit: entry.unit, decimals: entry.decimals };
  const [{ memo, key }, setDraft, forget] = useDraft(`undo ${entry.number}`, firstDraft);
  const oneAtATime = useOneAtATime();
  const reverse = useMutation(
    orpc.adjustments.reverse.mutationOptions({
      onSuccess: (reversal) => {
        forget();
        const again = reversal.expiresAgain ? ' Its last day is over, so it expired again at once.' : '';
        showDone(
          `Entry ${entry.number} is undone: ${format.signed(reversal.amount, credit)} ${entry.creditName}.${again}`,
        );
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reverse.isSuccess) return;
    oneAtATime(() => reverse.mutateAsync({ entry: entry.number, memo: memo.trim() || undefined, key }));
  };
  const type = (typed: string) => setDraft({ memo: typed, key });
  return { memo, type, submit, reverse, amount: (amount: number) => format.amount(amount, credit) };
}

type UndoFieldsProps = {
  reversing: ReturnType<typeof useReversing>;
  reason: Ref<HTMLTextAreaElement>;
  onClose: () => void;
};

function UndoFields({ reversing: { memo, type, reverse, amount }, reason, onClose }: UndoFieldsProps) {
  return (
    <>
      <Textarea
        label="Reason"
        description={`${memo.length} of 500 characters`}
        ref={reason}
        autosize
        minRows={2}
        maxLength={500}
        value={memo}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <FormProblem error={reverse.error} format={{ amount }} />
      <div className={classes.undoActions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={reverse.isPending}>
          Undo the change
        </Button>
      </div>
    </>
  );
}
