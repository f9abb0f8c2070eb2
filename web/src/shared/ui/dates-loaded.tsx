import '@mantine/dates/styles.css';
import 'dayjs/locale/fr';

import { DateInput, DatePicker, DatesProvider, type DateInputProps, type DatePickerProps } from '@mantine/dates';
import type { ReactNode } from 'react';
import { useLanguage } from '@/shared/i18n';
import { useT } from '@/shared/i18n/shared';
import { parseDay } from './parseDay';

function Localised({ children }: { children: ReactNode }) {
  return <DatesProvider settings={{ locale: useLanguage(), firstDayOfWeek: 1 }}>{children}</DatesProvider>;
}

/** The arrows of the month have no text of their own. */
function useArrows() {
  const t = useT();
  return { previousLabel: t('date.previousMonth'), nextLabel: t('date.nextMonth') };
}

export function DayInput(props: DateInputProps) {
  const language = useLanguage();
  const t = useT();
  const arrows = useArrows();
  return (
    <Localised>
      {/* Not in a portal: outside of every landmark a screen reader would lose it. */}
      <DateInput valueFormat="DD/MM/YYYY" placeholder={language === 'fr' ? 'JJ/MM/AAAA' : 'DD/MM/YYYY'} dateParser={parseDay} popoverProps={{ withinPortal: false }} clearable clearButtonProps={{ 'aria-label': t('date.clear') }} {...arrows} {...props} />
    </Localised>
  );
}

export function DayPicker(props: DatePickerProps) {
  const arrows = useArrows();
  return (
    <Localised>
      <DatePicker {...arrows} {...props} />
    </Localised>
  );
}
