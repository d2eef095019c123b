import { TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';

// Fetched with the first screen that may ask for a day, not with the field: the field takes what is typed at once.
const dayInput = import('./DayInput.tsx');
const DayInput = lazy(async () => ({ default: (await dayInput).DayInput }));

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

/** A day, typed or chosen in a calendar; the calendar is fetched apart from the screen. */
export function DayField(props: DayFieldProps) {
  return (
    <Suspense fallback={<TextInput label={props.label} value={props.value ?? ''} readOnly />}>
      <DayInput {...props} />
    </Suspense>
  );
}
