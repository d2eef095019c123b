import { TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { DayFieldProps } from './DayInput.tsx';

// Fetched with the first screen that may ask for a day, not with the field: the field takes what is typed at once.
const dayInput = import('./DayInput.tsx');
const DayInput = lazy(async () => ({ default: (await dayInput).DayInput }));

/** A day, typed or chosen in a calendar; the calendar is fetched apart from the screen. */
export function DayField(props: DayFieldProps) {
  return (
    <Suspense fallback={<TextInput label={props.label} value={props.value ?? ''} readOnly />}>
      <DayInput {...props} />
    </Suspense>
  );
}
