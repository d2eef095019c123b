import '@mantine/dates/styles.css';
import { Button, Group, Stack } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { dayAt } from '../../../src-shared/days.ts';
import type { InstantMs } from '../../../src-shared/ids.ts';
import { useFormat } from '../../ui/studio-format.tsx';
import { dayRanges } from './day-ranges.ts';

type DateRangePickerProps = {
  from: string | null;
  to: string | null;
  onChange: (from: string | null, to: string | null) => void;
};

type Range = [string | null, string | null];

/** A calendar for a span of days, with the spans that are asked for most. Loaded when needed. */
export function DateRangePicker({ from, to, onChange }: DateRangePickerProps) {
  const { style } = useFormat();
  const [range, setRange] = useState<Range>([from, to]);
  const today = dayAt(Date.now() as InstantMs, style.timeZone);
  const choose = ([first, last]: Range) => {
    setRange([first, last]);
    if (first !== null && last !== null) onChange(first, last);
  };
  return (
    <Group align="flex-start" gap="md" wrap="wrap">
      <Stack gap={4}>
        {dayRanges(today).map((offered) => (
          <Button
            key={offered.label}
            variant="subtle"
            size="compact-sm"
            justify="flex-start"
            onClick={() => onChange(offered.from, offered.to)}
          >
            {offered.label}
          </Button>
        ))}
      </Stack>
      <Stack gap="xs">
        <DatePicker
          type="range"
          allowSingleDateInRange
          hideOutsideDates
          weekendDays={[]}
          value={range}
          onChange={choose}
          defaultDate={to ?? from ?? today}
          getDayProps={(day) => (day === today ? { 'aria-current': 'date' } : {})}
          ariaLabels={{ previousMonth: 'Month before', nextMonth: 'Month after' }}
        />
        {range[0] !== null && range[1] === null && (
          <Group gap="xs" justify="flex-end">
            <Button size="compact-sm" variant="default" onClick={() => onChange(range[0], null)}>
              From this day on
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => onChange(null, range[0])}>
              Until this day
            </Button>
          </Group>
        )}
      </Stack>
    </Group>
  );
}
