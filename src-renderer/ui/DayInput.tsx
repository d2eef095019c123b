import '@mantine/dates/styles.css';
import { DateInput } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { dayAt, isDay } from '../../src-shared/days.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { parseDay } from './parse-day.ts';
import { useFormat } from './studio-format.tsx';

/** What a field for a day takes. */
export type DayFieldProps = {
  label: string;
  /** `YYYY-MM-DD`, or null while there is none. */
  value: string | null;
  onChange: (day: string | null) => void;
  earliest?: string;
  required?: boolean;
  error?: string | null;
};

/** What is typed and is no day that will do: why not, told once typing is over. */
type Unread = { readonly problem: string; readonly told: boolean };

/** Follows what is typed: a day that can't be read, or comes too early, is never taken for the day before it. */
function useTyping({ value, onChange, earliest }: Pick<DayFieldProps, 'value' | 'onChange' | 'earliest'>) {
  const format = useFormat();
  const [unread, setUnread] = useState<Unread | null>(null);
  const today = dayAt(Date.now() as InstantMs, format.style.timeZone);
  const read = (text: string) => parseDay(text, value ?? earliest ?? today, earliest);
  const problemOf = (text: string) => {
    if (text.trim() === '') return null;
    const day = read(text);
    if (day === null) return 'Write the day like 31 March 2027 or 31.3.2027.';
    return earliest !== undefined && day < earliest ? `Choose ${format.longDay(earliest)} or a later day.` : null;
  };
  const typing = (event: FormEvent<HTMLInputElement>) => {
    const text = event.currentTarget.value;
    const problem = problemOf(text);
    setUnread(problem === null ? null : { problem, told: false });
    if (problem !== null || text.trim() === '') onChange(null);
  };
  const typed = () => setUnread((before) => before && { ...before, told: true });
  const current = value === null ? unread : null;
  return { today, read, typing, typed, problem: current?.told ? current.problem : null, isUnread: current !== null };
}

/** The field behind `DayField`. */
export function DayInput({ label, value, onChange, earliest, required = false, error }: DayFieldProps) {
  const { today, read, typing, typed, problem, isUnread } = useTyping({ value, onChange, earliest });
  const [opened, setOpened] = useState(false);
  // The form was sent off: the calendar would cover what it says to that, and its buttons.
  const [done, setDone] = useState(false);
  const close = () => setOpened(false);
  return (
    <DateInput
      label={label}
      value={value}
      onChange={(day) => onChange(day !== null && isDay(day) ? day : null)}
      onInput={(event: FormEvent<HTMLInputElement>) => {
        setDone(false);
        typing(event);
      }}
      onClick={() => setDone(false)}
      onInvalid={() => setDone(true)}
      onBlur={() => {
        setDone(false);
        typed();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter') return;
        setDone(true);
        close();
        typed();
      }}
      fixOnBlur={!isUnread}
      dateParser={read}
      valueFormat="D MMMM YYYY"
      minDate={earliest}
      required={required}
      withAsterisk={false}
      hideOutsideDates
      weekendDays={[]}
      getDayProps={(day) => (day === today ? { 'aria-current': 'date' } : {})}
      error={problem ?? error}
      leftSection={<IconCalendar size={16} aria-hidden="true" />}
      popoverProps={{
        shadow: 'md',
        radius: 'lg',
        onOpen: () => setOpened(true),
        onClose: close,
        ...(done ? { opened: false } : {}),
      }}
      // Esc closes the calendar first, and the dialog around it next.
      data-mantine-stop-propagation={opened || undefined}
      previousLabel="Month before"
      nextLabel="Month after"
    />
  );
}
