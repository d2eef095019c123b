import { TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';

const DayInput = lazy(async () => ({ default: (await import('./DayInput.tsx')).DayInput }));

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

/** A day, typed or chosen in a calendar; the calendar is fetched when the field is first shown. */
export function DayField(props: DayFieldProps) {
  return (
    <Suspense fallback={<TextInput label={props.label} value={props.value ?? ''} readOnly />}>
      <DayInput {...props} />
    </Suspense>
  );
}
