import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { formatAmount } from '../../../src-shared/format-amounts.ts';
import type { Day } from '../../../src-shared/ids.ts';
import { parseAmount } from '../../../src-shared/parse-amounts.ts';
import { Choices } from '../../ui/Choices.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import classes from './AdjustDialog.module.css';
import { type AdjustForm, type AdjustProblems, memoMax, offeredDays } from './adjust-form.ts';
import type { AdjustFacts } from './use-adjust-facts.ts';

type AdjustFieldsProps = {
  form: AdjustForm;
  onChange: (change: Partial<AdjustForm>) => void;
  facts: AdjustFacts;
  today: Day;
  problems: AdjustProblems;
  onLeaveAmount: () => void;
};

const hints: Record<string, string> = {
  time: 'Minutes, or hours and minutes: 90, 1 h 30, 1:30',
  printing: 'Pages',
  session: 'How many',
  money: 'With or without cents: 12 or 12.50',
};

/** Gives the field the focus once it is there: the dialog chooses what has it when it opens, what there is to fill in may arrive later. What was kept is typed over. */
function useFirstFocus(isFirst: boolean) {
  const field = useRef<HTMLInputElement>(null);
  const wanted = useRef(isFirst);
  useEffect(() => {
    if (!wanted.current) return;
    field.current?.focus();
    field.current?.select();
  }, []);
  return field;
}

/** The form's fields, from top to bottom in the order in which they are thought of. */
export function AdjustFields(props: AdjustFieldsProps) {
  const { form, onChange, facts, today, problems, onLeaveAmount } = props;
  const credit = facts.credits.find((one) => one.id === form.creditId);
  return (
    <div className={classes.fields}>
      <Choices
        label="Adjustment type"
        wide
        value={form.type}
        onChange={(type) => onChange({ type: type === 'deduct' ? 'deduct' : 'add' })}
        choices={[
          { value: 'add', label: 'Add' },
          { value: 'deduct', label: 'Deduct' },
        ]}
      />
      <CreditField form={form} onChange={onChange} facts={facts} problem={problems.creditId} />
      <AmountField form={form} onChange={onChange} credit={credit} problem={problems.amount} onLeave={onLeaveAmount} />
      {form.type === 'add' && (
        <Expiration form={form} onChange={onChange} facts={facts} today={today} error={problems.lastDay} />
      )}
      {facts.memberships.length > 0 && <MembershipField form={form} onChange={onChange} facts={facts} />}
      <Textarea
        label="Memo"
        description={`The customer can read it. ${form.memo.length} of ${memoMax} characters`}
        autosize
        minRows={2}
        maxRows={5}
        maxLength={memoMax}
        value={form.memo}
        onChange={(event) => onChange({ memo: event.currentTarget.value })}
      />
    </div>
  );
}

type CreditFieldProps = Pick<AdjustFieldsProps, 'form' | 'onChange' | 'facts'> & { problem: string | undefined };

function CreditField({ form, onChange, facts, problem }: CreditFieldProps) {
  const format = useFormat();
  const field = useFirstFocus(form.creditId === null);
  const credits = facts.credits.map((one) => ({
    value: one.id,
    label: one.left > 0 ? `${one.name} (${format.amount(one.left, one)} left)` : one.name,
  }));
  return (
    <Select
      ref={field}
      label="Credit"
      placeholder="Choose a credit"
      data={credits.length > 0 ? credits : [{ value: '', label: 'The studio has no credits yet', disabled: true }]}
      value={form.creditId}
      onChange={(creditId) => onChange({ creditId })}
      allowDeselect={false}
      searchable={credits.length > 8}
      nothingFoundMessage="No such credit"
      error={problem}
      data-autofocus={form.creditId === null || undefined}
    />
  );
}

type AmountFieldProps = Pick<AdjustFieldsProps, 'form' | 'onChange'> & {
  credit: AdjustFacts['credits'][number] | undefined;
  problem: string | undefined;
  onLeave: () => void;
};

/** What is typed, with how it is read beside it. */
function AmountField({ form, onChange, credit, problem, onLeave }: AmountFieldProps) {
  const format = useFormat();
  const parsed = credit && form.amount.trim() !== '' ? parseAmount(form.amount, credit) : null;
  const readAs = parsed?.ok && credit ? `= ${formatAmount(parsed.amount, credit, format.style)}` : null;
  const field = useFirstFocus(form.creditId !== null);
  return (
    <TextInput
      ref={field}
      label="Amount"
      description={credit ? hints[credit.kind] : 'Choose the credit first'}
      data-autofocus={form.creditId !== null || undefined}
      inputMode={credit?.kind === 'time' ? 'text' : 'decimal'}
      autoComplete="off"
      value={form.amount}
      onChange={(event) => onChange({ amount: event.currentTarget.value })}
      rightSection={readAs && <span className={classes.readAs}>{readAs}</span>}
      rightSectionWidth={readAs ? Math.max(60, readAs.length * 8 + 16) : undefined}
      rightSectionPointerEvents="none"
      error={problem}
      onBlur={onLeave}
    />
  );
}

function MembershipField({ form, onChange, facts }: Pick<AdjustFieldsProps, 'form' | 'onChange' | 'facts'>) {
  return (
    <Select
      label="Membership"
      description={
        form.type === 'add'
          ? 'Counts in the usage of this membership’s running cycle'
          : 'Takes only from this membership'
      }
      data={facts.memberships.map((membership) => ({ value: membership.id, label: membershipLabel(membership) }))}
      value={form.membershipId}
      onChange={(membershipId) => onChange({ membershipId })}
      placeholder="None"
      clearable
    />
  );
}

function membershipLabel(membership: AdjustFacts['memberships'][number]): string {
  return membership.cycle ? `${membership.name}, cycle ${membership.cycle.number}` : membership.name;
}

type ExpirationProps = Omit<AdjustFieldsProps, 'problems' | 'onLeaveAmount'> & { error: string | undefined };

function Expiration({ form, onChange, facts, today, error }: ExpirationProps) {
  const membership = facts.memberships.find((one) => one.id === form.membershipId);
  return (
    <div className={classes.expiration}>
      <Choices
        label="Expiration"
        titled
        wide
        value={form.expires}
        onChange={(expires) => onChange({ expires: expires === 'day' ? 'day' : 'never' })}
        choices={[
          { value: 'never', label: 'Never' },
          { value: 'day', label: 'On a date' },
        ]}
      />
      {form.expires === 'day' && (
        <>
          <DayField
            label="Last day"
            value={form.lastDay}
            onChange={(lastDay) => onChange({ lastDay })}
            earliest={today}
            error={error}
          />
          <div className={classes.offered}>
            {offeredDays(today, membership?.cycle?.lastDay ?? null).map((offered) => (
              <Button
                key={offered.label}
                variant="default"
                size="compact-sm"
                aria-pressed={form.lastDay === offered.day}
                onClick={() => onChange({ lastDay: offered.day })}
              >
                {offered.label}
              </Button>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
