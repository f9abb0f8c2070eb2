import { ActionIcon } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { useFormats } from '@/shared/time';
import { isExpected, perform, useNow, Waiting, type Visit } from '@/shared/visit';
import { useT } from '../i18n';
import classes from './Calendar.module.css';

interface Props {
  /** Today's, whatever day the grid shows. */
  visits: Visit[];
  zone: string;
  nameOf: (practitioner: string) => string;
  typeOf: (visit: Visit) => string;
  onOpen: (visit: Visit) => void;
}

const most = 5;

export function byArrival(visits: Visit[]): Visit[] {
  return visits.filter(({ status }) => status === 'arrived').sort((a, b) => Date.parse(a.arrived_at ?? a.starts_at) - Date.parse(b.arrived_at ?? b.starts_at));
}

function Person({ visit, zone, onOpen, second, children }: { visit: Visit; zone: string; onOpen: () => void; second: string; children?: ReactNode }) {
  const { time } = useFormats();
  return (
    <li className={classes.person}>
      <button type="button" className={classes.personButton} onClick={onOpen}>
        <span><b>{time(visit.starts_at, zone)}</b> {visit.patient_name}</span>
        <span className={classes.soft}>{second}</span>
      </button>
      {children}
    </li>
  );
}

/** Who waits and for how long, and who comes next: what the front desk looks at all day. */
export function WaitingRoom({ visits, zone, nameOf, typeOf, onOpen }: Props) {
  const t = useT();
  const now = useNow();
  const [waitingId, nextId] = [useId(), useId()];
  const waiting = byArrival(visits);
  const expected = visits.filter(isExpected).sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
  const late = (visit: Visit) => Math.floor((now - Date.parse(visit.starts_at)) / 60_000);
  const about = (visit: Visit) => (late(visit) > 0 ? `${t('room.late', { count: late(visit) })} · ${nameOf(visit.practitioner_id)}` : `${typeOf(visit)} · ${nameOf(visit.practitioner_id)}`);
  return (
    <>
      <section aria-labelledby={waitingId}>
        <h2 id={waitingId}>{t('room.title')}</h2>
        {waiting.length === 0 && <p className={classes.soft}>{t('room.empty')}</p>}
        <ul className={classes.people}>
          {waiting.map((visit) => (
            <Person key={visit.id} visit={visit} zone={zone} onOpen={() => onOpen(visit)} second={nameOf(visit.practitioner_id)}>
              <Waiting visit={visit} />
            </Person>
          ))}
        </ul>
      </section>
      <section aria-labelledby={nextId}>
        <h2 id={nextId}>{t('room.next')}</h2>
        {expected.length === 0 && <p className={classes.soft}>{t('room.nextEmpty')}</p>}
        <ul className={classes.people}>
          {expected.slice(0, most).map((visit) => (
            <Person key={visit.id} visit={visit} zone={zone} onOpen={() => onOpen(visit)} second={about(visit)}>
              {visit.status !== 'pending' && (
                <ActionIcon variant="default" size={32} aria-label={t('room.arrive', { name: visit.patient_name })} title={t('room.arrive', { name: visit.patient_name })} onClick={() => void perform(visit, 'arrive')}>
                  <IconCheck size={16} />
                </ActionIcon>
              )}
            </Person>
          ))}
        </ul>
        {expected.length > most && <p className={classes.soft}>{t('room.more', { count: expected.length - most })}</p>}
      </section>
    </>
  );
}
