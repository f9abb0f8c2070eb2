import { Button } from '@mantine/core';
import { IconCalendarDown } from '@tabler/icons-react';
import type { Schema } from '@/shared/api';
import { calendarFile } from '../ics';
import { useT } from '../i18n';
import { useVisitWords } from './Summary';

function save(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** « Ajouter à mon agenda »: a file that every calendar opens, made in the browser. */
export function AddToCalendar({ visit, subtle = false }: { visit: Schema['Appointment']; subtle?: boolean }) {
  const t = useT();
  const { what, who, place, address, phone } = useVisitWords(visit);
  const file = () =>
    calendarFile({
      id: visit.id,
      starts_at: visit.starts_at,
      ends_at: visit.ends_at,
      title: `${what}, ${who}`,
      place: [place, address].filter(Boolean).join(', '),
      text: [visit.reason, phone].filter(Boolean).join('\n'),
    });
  return (
    <Button variant={subtle ? 'subtle' : 'default'} leftSection={<IconCalendarDown size={16} />} onClick={() => save(t('ics.name'), file())}>
      {t('ics')}
    </Button>
  );
}
