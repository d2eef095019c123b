import { Button, Loader, Popover } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useFormat } from '../../ui/studio-format.tsx';

const DateRangePicker = lazy(async () => ({ default: (await import('./DateRangePicker.tsx')).DateRangePicker }));

type DateRangeFilterProps = {
  from: string | null;
  to: string | null;
  onChange: (from: string | null, to: string | null) => void;
};

/** The days that the list is narrowed to; the calendar is fetched when it is first opened. */
export function DateRangeFilter({ from, to, onChange }: DateRangeFilterProps) {
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const words =
    from !== null && to !== null
      ? format.days(from, to)
      : from !== null
        ? `From ${format.day(from)}`
        : to !== null
          ? `Until ${format.day(to)}`
          : 'Any day';
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" radius="lg" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          px={12}
          aria-label={`Days: ${words}`}
          leftSection={<IconCalendar size={16} aria-hidden="true" />}
          onClick={() => setOpened((was) => !was)}
        >
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Days">
        <Suspense fallback={<Loader size="sm" aria-label="Loading the calendar" />}>
          <DateRangePicker
            from={from}
            to={to}
            onChange={(first, last) => {
              onChange(first, last);
              setOpened(false);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
