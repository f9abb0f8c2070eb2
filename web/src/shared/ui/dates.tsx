import '@mantine/dates/styles.css';

import { DateInput, DatePicker, DatesProvider, type DateInputProps, type DatePickerProps } from '@mantine/dates';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import type { ReactNode } from 'react';
import { useLanguage } from '@/shared/i18n';

// Imported by page code only, never by a manifest: calendars are heavy.
dayjs.extend(customParseFormat);

function Localised({ children }: { children: ReactNode }) {
  return <DatesProvider settings={{ locale: useLanguage(), firstDayOfWeek: 1 }}>{children}</DatesProvider>;
}

const spellings = ['DD/MM/YYYY', 'D/M/YYYY', 'DDMMYYYY', 'DD.MM.YYYY', 'DD-MM-YYYY', 'YYYY-MM-DD'];

/** Typed in any usual spelling; an impossible date is none. */
export function parseDay(typed: string): string | null {
  const date = dayjs(typed.trim(), spellings, true);
  return date.isValid() ? date.format('YYYY-MM-DD') : null;
}

/** A day to type (`20/11/2026`) or to pick. Value and onChange: `2026-11-20` or null. */
export function DayInput(props: DateInputProps) {
  const language = useLanguage();
  return (
    <Localised>
      <DateInput valueFormat="DD/MM/YYYY" placeholder={language === 'fr' ? 'JJ/MM/AAAA' : 'DD/MM/YYYY'} dateParser={parseDay} clearable {...props} />
    </Localised>
  );
}

/** A month to pick a day from. */
export function DayPicker(props: DatePickerProps) {
  return (
    <Localised>
      <DatePicker {...props} />
    </Localised>
  );
}
