import { IconHome, IconVideo } from '@tabler/icons-react';
import { useUser } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useT as useShared } from '@/shared/i18n/shared';
import { dayOf, useFormats } from '@/shared/time';
import { StatusBadge } from '@/shared/ui';
import { useNow, Waiting, type Visit } from '@/shared/visit';
import { useT } from '../i18n';
import { ActButton } from './ActButton';
import classes from './Day.module.css';

const modes = { video: IconVideo, home: IconHome };

function Row({ visit, zone, current, onOpen }: { visit: Visit; zone: string; current: boolean; onOpen: (id: string) => void }) {
  const shared = useShared();
  const { time } = useFormats();
  const user = useUser();
  const type = useDirectory().visitType(visit.visit_type_id)?.name;
  const Mode = visit.mode === 'on_site' ? undefined : modes[visit.mode];
  return (
    <li className={classes.row} data-status={visit.status} data-current={current || undefined}>
      <span className={classes.time}><b>{time(visit.starts_at, zone)}</b> <span className={classes.soft}>{time(visit.ends_at, zone)}</span></span>
      <div className={classes.who}>
        <button type="button" className={classes.rowButton} onClick={() => onOpen(visit.id)}>{visit.patient_name}</button>
        <span className={classes.soft}>
          {Mode && <Mode size={14} role="img" aria-label={shared(`mode.${visit.mode}`)} />} {[type, visit.reason].filter(Boolean).join(' · ')}
        </span>
      </div>
      <div className={classes.state}>
        {visit.status === 'arrived' && <Waiting visit={visit} />}
        <StatusBadge status={visit.status} />
        <ActButton visit={visit} user={user} size="xs" variant="default" />
      </div>
    </li>
  );
}

/** The day's visits in order, with a line where the present is. */
export function DayList({ visits, zone, label, current, onOpen }: { visits: Visit[]; zone: string; label: string; current?: string; onOpen: (id: string) => void }) {
  const t = useT();
  const { time } = useFormats();
  const now = useNow();
  const ahead = visits.findIndex(({ starts_at }) => Date.parse(starts_at) > now);
  const isToday = visits[0] !== undefined && dayOf(visits[0].starts_at, zone) === dayOf(new Date(now), zone);
  const line = isToday ? (ahead < 0 ? visits.length : ahead) : -1;
  const present = <li key="now" className={classes.nowLine}><span>{time(new Date(now), zone)}</span><span className={classes.unseen}>{t('today')}</span></li>;
  return (
    <ol className={classes.list} aria-label={label}>
      {visits.flatMap((visit, index) => [
        ...(index === line ? [present] : []),
        <Row key={visit.id} visit={visit} zone={zone} current={visit.id === current} onOpen={onOpen} />,
      ])}
      {line === visits.length && present}
    </ol>
  );
}
