import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { orpc } from '../../client/client.ts';
import { errorCode, errorSentence, invalidField } from '../../client/error-sentences.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { showDone } from '../../ui/notices.tsx';
import { FormProblem } from '../../ui/states.tsx';
import { useOneAtATime } from '../../ui/use-one-at-a-time.ts';
import classes from './CreateCustomerDialog.module.css';

type Values = {
  kind: 'person' | 'company';
  name: string;
  email: string;
  phone: string;
  externalId: string;
  note: string;
};
const empty: Values = { kind: 'person', name: '', email: '', phone: '', externalId: '', note: '' };

/** The form, and what saving it does: the new customer is opened; what the ledger refuses is told at its field. */
function useNewCustomer() {
  const [, navigate] = useLocation();
  const form = useForm<Values>({
    initialValues: empty,
    validate: { name: (name) => (name.trim() === '' ? 'A customer needs a name' : null) },
  });
  const create = useMutation(
    orpc.customers.create.mutationOptions({
      onSuccess: (customer) => {
        form.reset();
        showDone(`${customer.name} is in the list now.`);
        // In the place of the form's own step: Back leads to the list, not to an empty form.
        navigate(`/customers/${encodeURIComponent(customer.id)}`, { replace: true });
      },
      onError: (error) => {
        const invalid = invalidField(error);
        if (invalid) form.setFieldError(invalid.field, invalid.expected);
        if (errorCode(error) === 'EXTERNAL_ID_TAKEN') form.setFieldError('externalId', errorSentence(error).title);
      },
    }),
  );
  const toldAtField = invalidField(create.error) !== null || errorCode(create.error) === 'EXTERNAL_ID_TAKEN';
  return { form, create, toldAtField };
}

/** A new person or company. Closing keeps what was typed until it is saved. */
export function CreateCustomerDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { form, create, toldAtField } = useNewCustomer();
  const oneAtATime = useOneAtATime();
  return (
    <Dialog opened={opened} onClose={onClose} title="New customer">
      <form onSubmit={form.onSubmit((values) => oneAtATime(() => create.mutateAsync(values)))} noValidate>
        <Stack gap="sm">
          <CustomerFields form={form} />
          <FormProblem error={toldAtField ? null : create.error} />
        </Stack>
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Add customer
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

function CustomerFields({ form }: { form: ReturnType<typeof useNewCustomer>['form'] }) {
  const company = form.values.kind === 'company';
  return (
    <>
      <Choices
        label="Kind of customer"
        wide
        value={form.values.kind}
        onChange={(kind) => form.setFieldValue('kind', kind === 'company' ? 'company' : 'person')}
        choices={[
          { value: 'person', label: 'Person' },
          { value: 'company', label: 'Company' },
        ]}
      />
      <TextInput
        label={company ? 'Company name' : 'Name'}
        data-autofocus
        maxLength={500}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <div className={classes.pair}>
        <TextInput label="E-mail" type="email" maxLength={254} autoComplete="off" {...form.getInputProps('email')} />
        <TextInput label="Phone" type="tel" maxLength={100} autoComplete="off" {...form.getInputProps('phone')} />
      </div>
      <TextInput
        label="External id"
        description="Their number in another system, if they have one"
        maxLength={200}
        autoComplete="off"
        {...form.getInputProps('externalId')}
      />
      <Textarea label="Note" autosize minRows={2} maxRows={6} maxLength={5000} {...form.getInputProps('note')} />
    </>
  );
}
