import { Skeleton, TextInput } from '@mantine/core';
import type { DateInputProps, DatePickerProps } from '@mantine/dates';
import { lazy, Suspense } from 'react';

export { parseDay } from './parseDay';

// Calendars are heavy: they are loaded when the first one is shown, and until then a still field holds their place.
const LazyInput = lazy(async () => ({ default: (await import('./dates-loaded')).DayInput }));
const LazyPicker = lazy(async () => ({ default: (await import('./dates-loaded')).DayPicker }));

/** A day to type (`20/11/2026`) or to pick. Value and onChange: `2026-11-20` or null. */
export function DayInput(props: DateInputProps) {
  const { label, description, required, size, w, className } = props;
  return (
    <Suspense fallback={<TextInput {...{ label, description, required, size, w, className }} readOnly />}>
      <LazyInput {...props} />
    </Suspense>
  );
}

/** A month to pick a day from. */
export function DayPicker(props: DatePickerProps) {
  return (
    <Suspense fallback={<Skeleton height={280} width={260} />}>
      <LazyPicker {...props} />
    </Suspense>
  );
}
