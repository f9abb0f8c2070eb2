import { Group, Text } from '@mantine/core';
import { useDirectory } from '@/shared/directory';
import { useRoomNames } from '@/shared/directory/rooms';
import { useT as useShared } from '@/shared/i18n/shared';
import { SeriesFacts } from '@/shared/series';
import { useFormats } from '@/shared/time';
import { fullName, StatusBadge } from '@/shared/ui';
import { useT } from './i18n';
import type { Visit } from './list';
import { NoteEditor } from './NoteEditor';
import { PatientContact } from './PatientContact';
import { VisitActs } from './VisitActs';
import { VisitHistory } from './VisitHistory';
import { VisitLinks } from './VisitLinks';
import { Waiting } from './Waiting';
import classes from './visit.module.css';

/** What the visit is: who, when, with whom, what for. */
function Facts({ visit }: { visit: Visit }) {
  const t = useT();
  const shared = useShared();
  const directory = useDirectory();
  const { money } = useFormats();
  const practitioner = directory.practitioner(visit.practitioner_id);
  const type = directory.visitType(visit.visit_type_id);
  const site = directory.site(visit.site_id);
  const room = useRoomNames(visit.site_id, [visit])(visit);
  return (
    <dl className={classes.facts}>
      <dt>{t('practitioner')}</dt>
      <dd>{practitioner ? fullName(practitioner) : '…'}</dd>
      <dt>{t('kind')}</dt>
      <dd>{type ? `${type.name} · ${money(type.price)}` : '…'}</dd>
      <dt>{t('place')}</dt>
      <dd>{[visit.mode === 'on_site' ? (site?.name ?? shared('mode.on_site')) : shared(`mode.${visit.mode}`), room].filter(Boolean).join(' · ')}</dd>
      <dt>{t('reason')}</dt>
      <dd>{visit.reason || <Text span c="dimmed" inherit>{t('noReason')}</Text>}</dd>
      {visit.override_reason && (
        <>
          <dt>{t('overridden')}</dt>
          <dd>{visit.override_reason}</dd>
        </>
      )}
      {visit.cancelled_by && (
        <>
          <dt>{shared('status.cancelled')}</dt>
          <dd>{[t(`cancelledBy.${visit.cancelled_by}`), visit.late_cancel && t('lateCancel')].filter(Boolean).join(', ')}{visit.cancel_reason && ` : ${visit.cancel_reason}`}</dd>
        </>
      )}
    </dl>
  );
}

export function VisitPanel({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const t = useT();
  const { date, time, dateTime } = useFormats();
  const zone = useDirectory().site(visit.site_id)?.time_zone;
  return (
    <>
      <div>
        <div className={classes.head}>
          <h2 className={classes.name}>{visit.patient_name}</h2>
          <StatusBadge status={visit.status} />
          {visit.status === 'arrived' && <Waiting visit={visit} />}
        </div>
        <p className={classes.when}>
          {date(visit.starts_at, 'full', zone)}, <b>{t('when', { from: time(visit.starts_at, zone), until: time(visit.ends_at, zone) })}</b>
        </p>
        {visit.pay_by && <p className={classes.when}>{t('payBy', { when: dateTime(visit.pay_by, zone) })}</p>}
      </div>
      <VisitActs visit={visit} onClose={onClose} />
      <Group gap={8}><VisitLinks visit={visit} /></Group>
      <Facts visit={visit} />
      {visit.series_id && <SeriesFacts id={visit.series_id} visit={visit.id} zone={zone} />}
      <PatientContact id={visit.patient_id} />
      <NoteEditor visit={visit} />
      <VisitHistory id={visit.id} version={visit.version} zone={zone} />
    </>
  );
}
