import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ComponentProps, useEffect, useState } from 'react';
import { client, orpc } from '../../client/client.ts';
import { invalidField } from '../../client/error-sentences.ts';
import { FormProblem } from '../../ui/states.tsx';
import classes from './FirstRun.module.css';
import { currencyChoices, likelyCurrency, localeChoices, machineLocale, machineZone, zoneChoices } from './presets.ts';

type Values = {
  name: string;
  timeZone: string;
  currency: string;
  locale: string;
  manager: { name: string; email: string; pin: string };
  pinAgain: string;
};

function startValues(): Values {
  const timeZone = machineZone();
  return {
    name: '',
    timeZone,
    currency: likelyCurrency(timeZone),
    locale: machineLocale(),
    manager: { name: '', email: '', pin: '' },
    pinAgain: '',
  };
}

const validate = {
  name: (value: string) => (value.trim() === '' ? 'Give the studio a name' : null),
  timeZone: (value: string) => (value ? null : 'Choose a zone'),
  currency: (value: string) => (value ? null : 'Choose a currency'),
  manager: {
    name: (value: string) => (value.trim() === '' ? 'Tell us your name' : null),
    email: (value: string) =>
      /^[^\s@]+@[^\s@]+$/.test(value.trim()) ? null : 'An e-mail address looks like ada@example.org',
    pin: (value: string) => (/^\d{4,12}$/.test(value) ? null : 'A PIN has 4 to 12 digits'),
  },
  pinAgain: (value: string, values: Values) => (value === values.manager.pin ? null : 'The two PINs differ'),
};

/** Signs the new manager in with the PIN just chosen, so that the first thing seen is the desk; the sign-in screen does it otherwise. */
async function enter(manager: Values['manager']): Promise<void> {
  if (await client.session.current({})) return;
  const { staff } = await client.session.choices({});
  const own = staff.find(({ name }) => name === manager.name.trim());
  if (own) await client.session.signIn({ staffId: own.id, pin: manager.pin });
}

/** The form, and what opening the studio does: what can't be read takes the focus, what the ledger refuses is told at its field. */
function useNewStudio() {
  const queries = useQueryClient();
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: startValues(),
    validate,
    validateInputOnBlur: ['pinAgain'],
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only once, when the form appears
  useEffect(() => form.getInputNode('name')?.focus(), []);
  const create = useMutation(
    orpc.studio.create.mutationOptions({
      onError: (error) => {
        const invalid = invalidField(error);
        if (invalid) form.setFieldError(invalid.field, invalid.expected);
      },
      onSuccess: async (_studio, { manager }) => {
        await enter(manager).catch(() => undefined);
        await queries.invalidateQueries();
      },
    }),
  );
  const submit = form.onSubmit(
    ({ pinAgain: _again, ...studio }) => create.mutate(studio),
    (errors) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus(),
  );
  return { form, create, submit };
}

/** The studio and its first manager. */
export function StudioForm({ disabled }: { disabled: boolean }) {
  const { form, create, submit } = useNewStudio();
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <h2 id="studio-form-title" className={classes.formTitle}>
        Your studio
      </h2>
      <StudioFields form={form} />
      <h2 className={`${classes.formTitle} ${classes.group}`}>The first manager</h2>
      <ManagerFields form={form} />
      <FormProblem error={invalidField(create.error) ? null : create.error} />
      <Button type="submit" size="md" fullWidth loading={create.isPending} disabled={disabled}>
        Open the studio
      </Button>
    </form>
  );
}

type FieldsProps = { form: ReturnType<typeof useNewStudio>['form'] };

function StudioFields({ form }: FieldsProps) {
  const [choices] = useState(() => ({
    zones: zoneChoices(new Date()),
    currencies: currencyChoices(),
    locales: localeChoices(machineLocale(), new Date()),
  }));
  return (
    <>
      <TextInput label="Name of the studio" {...form.getInputProps('name')} key={form.key('name')} maxLength={200} />
      <div className={classes.pair}>
        <Select
          label="Time zone"
          data={choices.zones}
          searchable
          allowDeselect={false}
          nothingFoundMessage="No such zone"
          {...form.getInputProps('timeZone')}
          key={form.key('timeZone')}
        />
        <Select
          label="Currency"
          data={choices.currencies}
          searchable
          allowDeselect={false}
          nothingFoundMessage="No such currency"
          {...form.getInputProps('currency')}
          key={form.key('currency')}
        />
      </div>
      <Select
        label="Figures and dates are written as in"
        data={choices.locales}
        searchable
        allowDeselect={false}
        {...form.getInputProps('locale')}
        key={form.key('locale')}
      />
    </>
  );
}

function ManagerFields({ form }: FieldsProps) {
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          label="Your name"
          autoComplete="name"
          {...form.getInputProps('manager.name')}
          key={form.key('manager.name')}
        />
        <TextInput
          label="Your e-mail"
          type="email"
          autoComplete="email"
          {...form.getInputProps('manager.email')}
          key={form.key('manager.email')}
        />
      </div>
      <div className={classes.pair}>
        <PinField label="PIN" {...form.getInputProps('manager.pin')} key={form.key('manager.pin')} />
        <PinField label="PIN again" {...form.getInputProps('pinAgain')} key={form.key('pinAgain')} />
      </div>
    </>
  );
}

function PinField(props: ComponentProps<typeof PasswordInput>) {
  return (
    <PasswordInput
      inputMode="numeric"
      autoComplete="new-password"
      maxLength={12}
      visibilityToggleButtonProps={{ 'aria-label': 'Show the PIN' }}
      {...props}
    />
  );
}
