import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import type { ImportOutcome } from '../../client/answers.ts';
import { Panel } from '../../ui/Panel.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import classes from './ImportPreview.module.css';
import { type Mapping, ownersIn, sameOwners } from './lot-names.ts';
import { lotsWithoutOwner } from './lots-without-owner.ts';

type LotOwnersProps = {
  outcome: ImportOutcome;
  /** The names that the preview was made with. */
  mapping: Mapping;
  /** The names as they stand in the fields. */
  named: Mapping;
  onName: (named: Mapping) => void;
  onPreview: () => void;
};

/** Where a use history doesn't say whose a lot is, the person who imports does: one name per lot, then a new preview. */
export function LotOwners({ outcome, mapping, named, onName, onPreview }: LotOwnersProps) {
  const format = useFormat();
  const missing = lotsWithoutOwner(outcome);
  const lots = [...new Set([...missing.keys(), ...Object.keys(mapping)])];
  if (outcome.format !== 'nexudus-use-history' || lots.length === 0) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPreview();
  };
  return (
    <Panel title="Whose credit is it?">
      <form onSubmit={submit} className={classes.owners}>
        <p className={classes.words}>
          Some records don’t say who used the credit. Name the customer for each lot: by name, e-mail or external id.
        </p>
        {lots.map((lot) => (
          <TextInput
            key={lot}
            label={`Lot ${lot}`}
            description={missing.has(lot) ? withoutCustomer(missing.get(lot) ?? 0, format) : undefined}
            value={named[lot] ?? ''}
            onChange={(event) => onName({ ...named, [lot]: event.currentTarget.value })}
            maxLength={500}
            autoComplete="off"
          />
        ))}
        <div>
          <Button
            type="submit"
            variant="default"
            disabled={Object.keys(ownersIn(named)).length === 0 && sameOwners(named, mapping)}
          >
            Preview again
          </Button>
        </div>
      </form>
    </Panel>
  );
}

const withoutCustomer = (records: number, format: ReturnType<typeof useFormat>) =>
  `${format.count(records)} ${records === 1 ? 'record' : 'records'} without a customer`;
