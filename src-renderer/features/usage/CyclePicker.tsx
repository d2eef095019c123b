import { Select } from '@mantine/core';
import type { Outputs } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { useFormat } from '../../ui/studio-format.tsx';

/** A period of a membership, as `memberships.cycles` lists it. */
export type Cycle = Outputs['memberships']['cycles']['rows'][number];

type CyclePickerProps = {
  cycles: readonly Cycle[];
  chosen: number | null;
  onChoose: (cycle: number | null) => void;
};

/** As many cycles as stand side by side; more become a list. */
const sideBySide = 3;

/** All cycles, then each: side by side where they are few, a list (the newest first) where they are many. */
export function CyclePicker({ cycles, chosen, onChoose }: CyclePickerProps) {
  const format = useFormat();
  const days = (cycle: Cycle) => `Cycle ${cycle.number} · ${format.days(cycle.startsOn, cycle.lastDay)}`;
  if (cycles.length <= sideBySide) {
    return (
      <Choices
        label="Cycle"
        value={chosen === null ? 'all' : String(chosen)}
        onChange={(value) => onChoose(value === 'all' ? null : Number(value))}
        choices={[
          { value: 'all', label: 'All cycles' },
          ...cycles.map((cycle) => ({
            value: String(cycle.number),
            label: cycle.number === chosen ? days(cycle) : `Cycle ${cycle.number}`,
          })),
        ]}
      />
    );
  }
  return (
    <Select
      aria-label="Cycle"
      allowDeselect={false}
      searchable={cycles.length > 12}
      w={260}
      maw="100%"
      value={chosen === null ? 'all' : String(chosen)}
      onChange={(value) => onChoose(value === null || value === 'all' ? null : Number(value))}
      data={[
        { value: 'all', label: 'All cycles' },
        ...cycles.toReversed().map((cycle) => ({ value: String(cycle.number), label: days(cycle) })),
      ]}
    />
  );
}
