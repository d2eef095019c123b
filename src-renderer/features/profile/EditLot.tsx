import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { dayAt } from '../../../src-shared/days.ts';
import { decimalText } from '../../../src-shared/format-amounts.ts';
import type { InstantMs } from '../../../src-shared/ids.ts';
import type { Lot } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { errorCode } from '../../client/error-sentences.ts';
import { newKey } from '../../client/ids.ts';
import { Choices } from '../../ui/Choices.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useDraft } from '../../ui/drafts.ts';
import { askLeftNow } from '../../ui/left-now.ts';
import { showDone } from '../../ui/notices.tsx';
import { FormProblem } from '../../ui/states.tsx';
import { type StudioFormat, useFormat } from '../../ui/studio-format.tsx';
import { useOneAtATime } from '../../ui/use-one-at-a-time.ts';
import { formOf, type LotChangeProps, type LotEdit, type ReadLotEdit, readLotEdit, typedWith } from './lot-edit.ts';
import classes from './MembershipDialog.module.css';
import { useBalanceChange } from './use-balance-change.ts';

/** What saving would do, in plain sentences. */
function editWords(read: ReadLotEdit, lot: Lot, balance: string, format: StudioFormat): string[] {
  if (!read.ok) return ['Nothing is saved until the fields above can be read.'];
  const { left, lastDay } = read.change;
  const credit = { ...lot, kind: lot.creditKind };
  const words = [
    left === undefined
      ? null
      : `Left becomes ${format.amount(left, credit)} instead of ${format.amount(lot.left, credit)}: an entry of ${format.signed(left - lot.left, credit)} is added${balance === '' ? '' : `: ${balance}`}.`,
    lastDay === undefined
      ? null
      : lastDay === null
        ? 'It never expires from now on.'
        : `It can be spent until the end of ${format.longDay(lastDay)}.`,
  ].filter((sentence) => sentence !== null);
  return words.length > 0 ? words : ['Nothing has been changed yet.'];
}

type Draft = { readonly typed: Partial<LotEdit>; readonly memo: string; readonly key: string };
const firstDraft = (): Draft => ({ typed: {}, memo: '', key: newKey() });

/** What is typed, how it is read, and saving it; `mayBeSaved` where it can be read and differs from the lot as it is. The lot may change under the form: what was typed stays, the rest follows. */
function useLotEdit({ lot, over, onClose }: LotChangeProps) {
  const format = useFormat();
  const credit = { ...lot, kind: lot.creditKind };
  const asItIs: LotEdit = {
    left: lot.creditKind === 'time' ? format.amount(lot.left, credit) : decimalText(lot.left, lot.decimals),
    expires: lot.lastDay === null ? 'never' : 'day',
    lastDay: lot.lastDay,
  };
  const [{ typed, memo, key }, setDraft, forget] = useDraft(`lot ${lot.id}`, firstDraft);
  const oneAtATime = useOneAtATime();
  const edit = formOf(asItIs, typed);
  const setMemo = (text: string) => setDraft((before) => ({ ...before, memo: text }));
  const today = dayAt(Date.now() as InstantMs, format.style.timeZone);
  const read = readLotEdit(edit, lot, credit, today);
  const change = (part: Partial<LotEdit>) =>
    setDraft((before) => ({ ...before, typed: typedWith(before.typed, asItIs, part) }));
  const save = useMutation(
    orpc.lots.update.mutationOptions({
      onSuccess: async () => {
        forget();
        onClose();
        const left = await askLeftNow(lot.customerId, { ...credit, id: lot.creditId }, format);
        showDone(`The lot of ${lot.creditName} is changed${left}.`);
      },
      onError: (error) => errorCode(error) === 'IDEMPOTENCY_CONFLICT' && forget(),
    }),
  );
  const mayBeSaved = over === null && read.ok && Object.keys(read.change).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!read.ok || !mayBeSaved) return;
    oneAtATime(() => save.mutateAsync({ id: lot.id, ...read.change, memo: memo.trim(), key }));
  };
  return { today, edit, change, memo, setMemo, read, save, mayBeSaved, submit };
}

/** "Edit" of a lot: what is left in it and its last day, with a memo; the history keeps both as they were. Closing keeps what was typed until it is saved. */
export function EditLot(props: LotChangeProps) {
  const { lot, over, onClose } = props;
  const format = useFormat();
  const { today, edit, change, memo, setMemo, read, save, mayBeSaved, submit } = useLotEdit(props);
  const left = read.ok ? (read.change.left ?? lot.left) : lot.left;
  const balance = useBalanceChange(lot, left - lot.left);
  const words = over === null || save.isPending ? editWords(read, lot, balance, format) : [over];
  return (
    <Dialog opened onClose={onClose} closeOnClickOutside={false} title={`Edit ${lot.creditName}, lot ${lot.number}`}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <LotFields today={today} edit={edit} onChange={change} problems={read.ok ? {} : read.problems} />
          <Textarea
            label="Memo"
            description={`The customer can read it. ${memo.length} of 500 characters`}
            autosize
            minRows={2}
            maxLength={500}
            value={memo}
            onChange={(event) => setMemo(event.currentTarget.value)}
          />
        </Stack>
        <div className={classes.says} aria-live="polite">
          {words.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        <FormProblem error={save.error} format={{ day: format.longDay }} />
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!mayBeSaved} loading={save.isPending}>
            Save
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

type LotFieldsProps = {
  today: string;
  edit: LotEdit;
  onChange: (part: Partial<LotEdit>) => void;
  problems: { left?: string; lastDay?: string };
};

function LotFields({ today, edit, onChange, problems }: LotFieldsProps) {
  return (
    <>
      <TextInput
        label="Left"
        data-autofocus
        autoComplete="off"
        value={edit.left}
        onChange={(event) => onChange({ left: event.currentTarget.value })}
        error={problems.left}
      />
      <Choices
        label="Expiration"
        titled
        wide
        value={edit.expires}
        onChange={(expires) => onChange({ expires: expires === 'day' ? 'day' : 'never' })}
        choices={[
          { value: 'never', label: 'Never' },
          { value: 'day', label: 'On a date' },
        ]}
      />
      {edit.expires === 'day' && (
        <DayField
          label="Last day"
          value={edit.lastDay}
          onChange={(lastDay) => onChange({ lastDay })}
          earliest={today}
          error={problems.lastDay}
        />
      )}
    </>
  );
}
