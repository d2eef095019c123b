import '@mantine/dates/styles.css';
import { DateInput } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { isDay } from '../../src-shared/days.ts';
import type { DayFieldProps } from './DayField.tsx';
import { parseDay } from './parse-day.ts';

/** The field behind `DayField`. */
export function DayInput({ label, value, onChange, earliest, required = false, error }: DayFieldProps) {
  return (
    <DateInput
      label={label}
      value={value}
      onChange={(day) => onChange(day !== null && isDay(day) ? day : null)}
      dateParser={(text) => parseDay(text, value ?? earliest ?? null)}
      valueFormat="D MMMM YYYY"
      minDate={earliest}
      required={required}
      withAsterisk={false}
      hideOutsideDates
      weekendDays={[]}
      error={error}
      leftSection={<IconCalendar size={16} aria-hidden="true" />}
      popoverProps={{ shadow: 'md', radius: 'lg' }}
      previousLabel="Month before"
      nextLabel="Month after"
    />
  );
}
