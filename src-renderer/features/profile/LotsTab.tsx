import { ActionIcon, Button, Menu, Switch } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { creditKindLabels, sourceLabel, statusLabels } from '../../../src-shared/usage-labels.ts';
import type { Customer, Lot } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { useAdjustRequest } from '../../ui/adjust-request.ts';
import { lotStatusTones } from '../../ui/ledger-labels.ts';
import { lotsOnHold } from '../../ui/on-hold.ts';
import { useAllows } from '../../ui/signed-in.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { type CreditKind, usageOf, usagePath } from '../../ui/usage-link.ts';
import { DeleteLot } from './DeleteLot.tsx';
import { EditLot } from './EditLot.tsx';
import { overWords } from './lot-edit.ts';
import classes from './ProfileTabs.module.css';

/** A change of a lot that is asked for, with the lot as it was then. */
type AskedChange = { readonly kind: 'edit' | 'delete'; readonly lot: Lot };

type LotsTabProps = {
  customer: Customer;
  kind: CreditKind;
  lots: readonly Lot[];
  /** True where there are older ones that nothing is left of. */
  cutOff: boolean;
};

/** The lots of one kind of credit: where each came from, how long it is valid, what is left, and its own use history. */
export function LotsTab({ customer, kind, lots, cutOff }: LotsTabProps) {
  const worksAtDesk = useAllows('desk');
  const openAdjust = useAdjustRequest((state) => state.open);
  const current = lots.filter((lot) => lot.status === 'current');
  const [allShown, setAllShown] = useState(false);
  const shown = [...(allShown ? lots : current)].sort(
    (a, b) => Number(b.status === 'current') - Number(a.status === 'current') || b.number - a.number,
  );
  const kindLabel = (creditKindLabels[kind] ?? '').toLowerCase();
  const over = lots.length - current.length;
  const credits = [...new Set(lots.map((lot) => lot.creditId))];
  const creditId = credits.length === 1 ? (credits[0] ?? null) : null;
  const [asked, setAsked] = useState<AskedChange | null>(null);
  const balance = useQuery(orpc.balance.get.queryOptions({ input: { customerId: customer.id } }));
  const onHold = lotsOnHold(balance.data?.credits ?? []);
  return (
    <>
      {lots.length === 0 ? (
        <EmptyState title={`No ${kindLabel} was given yet`} />
      ) : shown.length === 0 ? (
        <EmptyState title={`No ${kindLabel} is left`}>
          {`${over === 1 ? 'One lot has' : `${over} lots have`} expired or been used up.`}
        </EmptyState>
      ) : (
        <LotTable customer={customer} lots={shown} onHold={onHold} onAsk={setAsked} />
      )}
      <div className={classes.foot}>
        {worksAtDesk && (
          <Button variant="default" onClick={() => openAdjust({ customerId: customer.id, creditId })}>
            Add
          </Button>
        )}
        <Button component={Link} href={usagePath(usageOf(customer.id, { kind }))} variant="default">
          Benefit use history
        </Button>
        {over > 0 && (
          <Switch
            label={`Show ${cutOff ? 'the latest ' : ''}${over} expired or used up`}
            checked={allShown}
            onChange={(event) => setAllShown(event.currentTarget.checked)}
          />
        )}
      </div>
      {asked && <LotChange asked={asked} lots={lots} onClose={() => setAsked(null)} />}
    </>
  );
}

/** The dialog of a change: it tells the lot as it is now, for another window may change it meanwhile. */
function LotChange({ asked, lots, onClose }: { asked: AskedChange; lots: readonly Lot[]; onClose: () => void }) {
  const live = lots.find((lot) => lot.id === asked.lot.id);
  const Change = asked.kind === 'edit' ? EditLot : DeleteLot;
  return <Change lot={live ?? asked.lot} over={overWords(live)} onClose={onClose} />;
}

type LotTableProps = {
  customer: Customer;
  lots: readonly Lot[];
  /** The lots that can't be spent at the moment. */
  onHold: ReadonlySet<string>;
  onAsk: (asked: AskedChange) => void;
};

function LotTable({ customer, lots, onHold, onAsk }: LotTableProps) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Source</th>
            <th scope="col">Valid</th>
            <th scope="col">Status</th>
            <th scope="col" data-figure>
              Given
            </th>
            <th scope="col" data-figure>
              Left
            </th>
            <th scope="col">
              <span className="visually-hidden">Use history</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lots.map((lot) => (
            <LotRow key={lot.id} customer={customer} lot={lot} waits={onHold.has(lot.id)} onAsk={onAsk} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type LotRowProps = Omit<LotTableProps, 'lots' | 'onHold'> & { lot: Lot; waits: boolean };

function LotRow({ customer, lot, waits, onAsk }: LotRowProps) {
  const format = useFormat();
  return (
    <tr data-over={lot.status !== 'current' || undefined}>
      <td>{lot.creditName}</td>
      <td data-quiet>
        {sourceLabel(lot.source, lot.sourceName)}
        {lot.cycle !== null && `, cycle ${lot.cycle}`}
      </td>
      <td data-quiet data-day>
        {lot.lastDay === null
          ? `${format.instantDay(lot.validFrom)}, never expires`
          : `${format.instantDay(lot.validFrom)} – ${format.day(lot.lastDay)}`}
      </td>
      <td data-short>
        {waits ? (
          <Tag tone="manual">On hold</Tag>
        ) : (
          <Tag tone={lotStatusTones[lot.status]}>{statusLabels[lot.status]}</Tag>
        )}
      </td>
      <td data-figure>{format.amount(lot.granted, { ...lot, kind: lot.creditKind })}</td>
      <td data-figure>
        <b>{format.amount(lot.left, { ...lot, kind: lot.creditKind })}</b>
      </td>
      <td data-action>
        <Button
          component={Link}
          href={usagePath(usageOf(customer.id, { lotId: lot.id }))}
          variant="subtle"
          size="compact-sm"
          aria-label={`Use history of lot ${lot.number}, ${lot.creditName}`}
        >
          Use history
        </Button>
        <LotMenu lot={lot} onAsk={onAsk} />
      </td>
    </tr>
  );
}

function LotMenu({ lot, onAsk }: Pick<LotRowProps, 'lot' | 'onAsk'>) {
  const worksAtDesk = useAllows('desk');
  const manages = useAllows('manager');
  if (!worksAtDesk || lot.status !== 'current') return null;
  return (
    <Menu width={140}>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={`More about lot ${lot.number}`}>
          <IconDots size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onAsk({ kind: 'edit', lot })}>Edit</Menu.Item>
        {manages && <Menu.Item onClick={() => onAsk({ kind: 'delete', lot })}>Delete</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
