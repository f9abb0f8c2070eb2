import { Title } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import type { Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { Reliability } from '@/shared/patient';
import { useFormats } from '@/shared/time';
import { DataTable, EmptyState, fullName, StatusBadge, type Column } from '@/shared/ui';
import { useVisits } from '../api';
import { useT } from '../i18n';
import classes from './patients.module.css';

/** All visits of a patient, newest first, each on the clock of its site. */
export function Visits({ patientId }: { patientId: string }) {
  const t = useT();
  const { date, time } = useFormats();
  const directory = useDirectory();
  const columns: Column<Schema['Appointment']>[] = [
    {
      id: 'when',
      header: t('visits.when'),
      cell: ({ starts_at, site_id }) => {
        const zone = directory.site(site_id)?.time_zone;
        return <span className={classes.nowrap}>{date(starts_at, 'medium', zone)}, <strong>{time(starts_at, zone)}</strong></span>;
      },
    },
    { id: 'what', header: t('visits.what'), cell: ({ visit_type_id }) => directory.visitType(visit_type_id)?.name },
    {
      id: 'who',
      header: t('visits.who'),
      cell: ({ practitioner_id }) => {
        const practitioner = directory.practitioner(practitioner_id);
        return practitioner && <span className={classes.nowrap}>{fullName(practitioner)}</span>;
      },
      wideOnly: true,
    },
    { id: 'where', header: t('visits.where'), cell: ({ site_id }) => <span className={classes.short} title={directory.site(site_id)?.name}>{directory.site(site_id)?.name}</span>, wideOnly: true },
    { id: 'status', header: t('visits.status'), cell: ({ status, late_cancel }) => <><StatusBadge status={status} />{late_cancel && <div className={classes.soft}>{t('visits.late')}</div>}</> },
  ];
  return (
    <section>
      <Title order={2} mb="sm">{t('visits')}</Title>
      <Reliability patientId={patientId} />
      <DataTable
        caption={t('visits')}
        columns={columns}
        pages={useVisits(patientId)}
        rowKey={({ id }) => id}
        dimmed={({ status }) => status === 'cancelled'}
        empty={<EmptyState icon={IconCalendarOff} title={t('visits.none')} text={t('visits.noneText')} />}
      />
    </section>
  );
}
