import '@mantine/dates/styles.css';

import { DateInput, DatePicker, DatesProvider, type DateInputProps, type DatePickerProps } from '@mantine/dates';
import type { ReactNode } from 'react';
import { useLanguage } from '@/shared/i18n';
import { parseDay } from './parseDay';

function Localised({ children }: { children: ReactNode }) {
  return <DatesProvider settings={{ locale: useLanguage(), firstDayOfWeek: 1 }}>{children}</DatesProvider>;
}

export function DayInput(props: DateInputProps) {
  const language = useLanguage();
  return (
    <Localised>
      <DateInput valueFormat="DD/MM/YYYY" placeholder={language === 'fr' ? 'JJ/MM/AAAA' : 'DD/MM/YYYY'} dateParser={parseDay} clearable {...props} />
    </Localised>
  );
}

export function DayPicker(props: DatePickerProps) {
  return (
    <Localised>
      <DatePicker {...props} />
    </Localised>
  );
}
