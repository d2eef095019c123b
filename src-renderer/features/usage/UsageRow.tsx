import { memo } from 'react';
import { sourceLabel, statusLabels } from '../../../src-shared/usage-labels.ts';
import type { Entry } from '../../client/answers.ts';
import { lotStatusTones } from '../../ui/ledger-labels.ts';
import { SignedAmount } from '../../ui/SignedAmount.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { Tag } from '../../ui/Tag.tsx';
import classes from './UsageTable.module.css';

type UsageRowProps = {
  id: string;
  index: number;
  /** Undefined while its page is on the way. */
  entry: Entry | undefined;
  height: number;
  top: number;
  marked: boolean;
  onMark: (number: number) => void;
  onOpen: (number: number) => void;
};

/** One entry as a row; a click opens its details. */
export const UsageRow = memo(function UsageRow(props: UsageRowProps) {
  const { id, index, entry, height, top, marked, onMark, onOpen } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that draws only the rows in sight
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys (Enter opens the marked row)
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names this row as the active one
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={marked}
      className={classes.row}
      data-marked={marked || undefined}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={() => {
        if (!entry) return;
        onMark(entry.number);
        onOpen(entry.number);
      }}
    >
      {entry ? <Cells entry={entry} /> : <Waiting />}
    </div>
  );
});

function Cells({ entry }: { entry: Entry }) {
  const format = useFormat();
  const credit = { kind: entry.creditKind, unit: entry.unit, decimals: entry.decimals };
  return (
    <>
      <Cell area="when">{format.instant(entry.usedOn)}</Cell>
      <Cell area="name" full={entry.creditName}>
        {entry.creditName}
      </Cell>
      <Cell area="what" full={entry.description}>
        {entry.description}
      </Cell>
      <Cell area="status">
        <Tag tone={lotStatusTones[entry.status]}>{statusLabels[entry.status]}</Tag>
      </Cell>
      <Cell area="who" full={entry.usedBy ?? undefined}>
        {entry.usedBy ?? 'Tallydesk'}
      </Cell>
      <Cell area="source" full={sourceLabel(entry.source, entry.sourceName)}>
        {sourceLabel(entry.source, entry.sourceName)}
      </Cell>
      <Cell area="amount">
        <SignedAmount amount={entry.amount} credit={credit} kind={entry.kind} />
      </Cell>
      <Cell area="balance">{format.amount(entry.balanceAfter, credit)}</Cell>
    </>
  );
}

function Cell({ area, full, children }: { area: string; full?: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that draws only the rows in sight
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    <span role="gridcell" className={classes.cell} data-area={area} title={full}>
      {children}
    </span>
  );
}

function Waiting() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that draws only the rows in sight
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    <span role="gridcell" aria-colspan={8} className={classes.waiting}>
      <span className="visually-hidden">On its way</span>
      <span className={classes.bone} />
      <span className={classes.bone} />
    </span>
  );
}
