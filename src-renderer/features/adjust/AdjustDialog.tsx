import { Button } from '@mantine/core';
import type { FormEvent } from 'react';
import { dayAt } from '../../../src-shared/days.ts';
import type { InstantMs } from '../../../src-shared/ids.ts';
import { errorCode, type SentenceFormat } from '../../client/error-sentences.ts';
import { newKey } from '../../client/ids.ts';
import type { AdjustRequest } from '../../ui/adjust-request.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useDraft } from '../../ui/drafts.ts';
import { isolated } from '../../ui/isolated.ts';
import { askLeftNow, leftNow } from '../../ui/left-now.ts';
import { showDone } from '../../ui/notices.tsx';
import { useAllows } from '../../ui/signed-in.tsx';
import { ErrorState, FormProblem, LoadingState } from '../../ui/states.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { undoing } from '../../ui/undoing.ts';
import { useOneAtATime } from '../../ui/use-one-at-a-time.ts';
import classes from './AdjustDialog.module.css';
import { AdjustFields } from './AdjustFields.tsx';
import { AdjustPreviewPanel } from './AdjustPreviewPanel.tsx';
import { type AdjustForm, type AdjustInput, readAdjustForm } from './adjust-form.ts';
import { type AdjustFacts, useAdjustFacts } from './use-adjust-facts.ts';
import { type Adjusted, useAdjustment, useConfirming, useSettledPreview } from './use-adjustment.ts';
import { useToldProblems } from './use-told-problems.ts';

type AdjustDialogProps = { request: AdjustRequest; onClose: () => void };

/** "Adjust balance": add or deduct credit, with the lots that change shown at its side while typing. Closing keeps what was typed until it is confirmed. */
export function AdjustDialog({ request, onClose }: AdjustDialogProps) {
  const facts = useAdjustFacts(request.customerId);
  return (
    <Dialog
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      size={860}
      title={facts.data ? `Adjust balance of ${isolated(facts.data.customer.name)}` : 'Adjust balance'}
    >
      {facts.data ? (
        <AdjustBalance request={request} facts={facts.data} onClose={onClose} />
      ) : facts.error ? (
        <ErrorState error={facts.error} onRetry={facts.retry} />
      ) : (
        <LoadingState rows={5} label="Loading the balance" />
      )}
    </Dialog>
  );
}

/** The one credit that can be meant: the studio's only one, or the only one that the customer has. */
function onlyCredit({ credits }: AdjustFacts): string | null {
  const held = credits.filter((credit) => credit.left > 0);
  const [only] = credits.length === 1 ? credits : held.length === 1 ? held : [];
  return only?.id ?? null;
}

function firstForm(request: AdjustRequest, facts: AdjustFacts): AdjustForm {
  return {
    type: 'add',
    creditId: request.creditId === undefined ? onlyCredit(facts) : request.creditId,
    amount: '',
    expires: 'never',
    lastDay: null,
    memo: '',
    membershipId: request.membershipId ?? null,
  };
}

/** Tells what was done; managers can take it back from there. */
function useTellDone(customer: AdjustFacts['customer'], credit: AdjustFacts['credits'][number] | undefined) {
  const format = useFormat();
  const manages = useAllows('manager');
  return (done: Adjusted, input: AdjustInput) => {
    if (!credit) return;
    const what = format.credit(input.amount, credit);
    const name = isolated(customer.name);
    const deed = input.type === 'add' ? `added ${what} for ${name}` : `deducted ${what} from ${name}`;
    showDone(
      `${deed.charAt(0).toUpperCase()}${deed.slice(1)}${leftNow(done.left, credit, format)}.`,
      manages
        ? undoing({
            words: deed,
            entries: done.entries,
            left: () => askLeftNow(customer.id, credit, format),
            amount: (amount) => format.amount(amount, credit),
          })
        : undefined,
    );
  };
}

type AdjustBalanceProps = AdjustDialogProps & { facts: AdjustFacts };

/** What is typed, how it is read and told, what it would do, and doing it. */
function useAdjustBalance({ request, facts, onClose }: AdjustBalanceProps) {
  const format = useFormat();
  const [{ form, key }, setDraft, forget] = useDraft(`adjust ${JSON.stringify(request)}`, () => ({
    form: firstForm(request, facts),
    key: newKey(),
  }));
  const today = dayAt(Date.now() as InstantMs, format.style.timeZone);
  const read = readAdjustForm(form, request.customerId, facts.credits, today);
  const told = useToldProblems(form, read);
  const credit = facts.credits.find((one) => one.id === form.creditId);
  const asked = read.ok ? read.input : null;
  const settled = useSettledPreview(asked);
  const tellDone = useTellDone(facts.customer, credit);
  const onDone = (done: Adjusted, input: AdjustInput) => {
    forget();
    tellDone(done, input);
    onClose();
  };
  const adjustment = useAdjustment(key, onDone, forget);
  const oneAtATime = useOneAtATime();
  const { confirm, letGo } = useConfirming(asked, settled, (sent) => oneAtATime(() => adjustment.mutateAsync(sent)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    told.tell();
    if (!adjustment.isPending) confirm();
  };
  const change = (part: Partial<AdjustForm>) => {
    letGo();
    setDraft((before) => ({ ...before, form: { ...before.form, ...part } }));
    if (adjustment.error && errorCode(adjustment.error) !== 'BALANCE_CHANGED') adjustment.reset();
  };
  return { form, change, today, read, told, credit, settled, adjustment, submit, letGo };
}

function AdjustBalance(props: AdjustBalanceProps) {
  const { facts, onClose } = props;
  const format = useFormat();
  const { form, change, today, read, told, credit, settled, adjustment, submit, letGo } = useAdjustBalance(props);
  const { preview, ready } = settled;
  const amountFormat = credit ? { amount: (amount: number) => format.amount(amount, credit), day: format.longDay } : {};
  const noCredits = facts.credits.length === 0;
  return (
    <form ref={told.fields} onSubmit={submit} onKeyDownCapture={letGo} noValidate>
      <div className={classes.columns}>
        <AdjustFields
          form={form}
          onChange={change}
          facts={facts}
          today={today}
          problems={told.problems}
          onLeaveAmount={told.leaveAmount}
        />
        <AdjustPreviewPanel
          credit={credit}
          type={form.type}
          preview={read.ok ? preview.data : undefined}
          error={read.ok ? preview.error : null}
          errorFormat={amountFormat}
          waiting={read.ok && !ready}
          hint={told.hint}
          noCredits={noCredits}
          onRetry={() => void preview.refetch()}
        />
      </div>
      <AdjustFoot
        type={form.type}
        failure={adjustment.error}
        failureFormat={amountFormat}
        working={adjustment.isPending}
        barred={noCredits || (read.ok && ready && preview.isError)}
        onClose={onClose}
      />
    </form>
  );
}

type AdjustFootProps = {
  type: AdjustForm['type'];
  failure: unknown;
  failureFormat: SentenceFormat;
  working: boolean;
  /** True while there is nothing that could be confirmed. */
  barred: boolean;
  onClose: () => void;
};

function AdjustFoot({ type, failure, failureFormat, working, barred, onClose }: AdjustFootProps) {
  return (
    <div className={classes.foot}>
      <div className={classes.problem} aria-live="polite">
        <FormProblem error={failure} format={failureFormat} />
      </div>
      <Button variant="default" onClick={onClose}>
        Cancel
      </Button>
      <Button type="submit" loading={working} disabled={barred}>
        {type === 'add' ? 'Add credit' : 'Deduct credit'}
      </Button>
    </div>
  );
}
