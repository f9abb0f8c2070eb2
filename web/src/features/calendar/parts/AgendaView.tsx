import { IconCalendarOff } from '@tabler/icons-react';
import { dayOf, useFormats, type Day } from '@/shared/time';
import { EmptyState, StatusBadge } from '@/shared/ui';
import type { Visit } from '@/shared/visit';
import { useT } from '../i18n';
import classes from './Views.module.css';

interface Props {
  visits: Visit[];
  zone: string;
  typeOf: (visit: Visit) => string;
  nameOf: (id: string) => string;
  onOpen: (visit: Visit) => void;
}

/** The week as a list, day after day: to be read through, printed, or used on a phone. */
export default function AgendaView({ visits, zone, typeOf, nameOf, onOpen }: Props) {
  const t = useT();
  const { date, time } = useFormats();
  if (visits.length === 0) return <EmptyState icon={IconCalendarOff} title={t('agenda.none')} />;
  const days = new Map<Day, Visit[]>();
  for (const visit of visits) {
    const at = dayOf(visit.starts_at, zone);
    days.set(at, [...(days.get(at) ?? []), visit]);
  }
  return (
    <div className={classes.agenda}>
      {[...days].map(([at, list]) => (
        <section key={at} aria-label={date(at)}>
          <h2>{date(at)} <span className={classes.soft}>{t('visitsLong', { count: list.length })}</span></h2>
          <ul>
            {list.map((visit) => (
              <li key={visit.id}>
                <button type="button" className={classes.row} data-visit={visit.id} onClick={() => onOpen(visit)}>
                  <b>{time(visit.starts_at, zone)} – {time(visit.ends_at, zone)}</b>
                  <span>{visit.patient_name}</span>
                  <span className={classes.soft}>{typeOf(visit)} · {nameOf(visit.practitioner_id)}</span>
                  <StatusBadge status={visit.status} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
