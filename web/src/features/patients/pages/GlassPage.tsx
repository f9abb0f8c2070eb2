import { IconLockOpen } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Schema } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { DataTable, EmptyState, PageTitle, type Column } from '@/shared/ui';
import { useT } from '../i18n';
import { useGlass } from '../record/api';

/** Who opened a record outside their care, and why: newest first. */
export default function GlassPage() {
  const t = useT();
  const { dateTime, time } = useFormats();
  const columns: Column<Schema['Glass']>[] = [
    { id: 'at', header: t('visits.when'), cell: ({ opened_at, closes_at }) => t('glass.span', { from: dateTime(opened_at), until: time(closes_at) }) },
    { id: 'who', header: t('glass.who'), cell: ({ user_name }) => user_name },
    { id: 'whom', header: t('glass.whom'), cell: ({ patient_id, patient_name }) => <Link to="/patients/$id" params={{ id: patient_id }}>{patient_name}</Link> },
    { id: 'why', header: t('glass.reason'), cell: ({ reason }) => reason },
  ];
  return (
    <>
      <PageTitle title={t('glass.nav')} text={t('glass.pageText')} />
      <DataTable caption={t('glass.nav')} columns={columns} pages={useGlass()} rowKey={({ id }) => id} empty={<EmptyState icon={IconLockOpen} title={t('glass.none')} />} />
    </>
  );
}
