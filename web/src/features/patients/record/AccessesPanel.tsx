import { Badge, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import type { Schema } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { DataTable, EmptyState, type Column } from '@/shared/ui';
import { useT } from '../i18n';
import { useAccesses } from './api';

/** Who read one's record: name, as what, when, and which part of it. */
export default function AccessesPanel({ patientId }: { patientId: string }) {
  const t = useT();
  const shared = useShared();
  const { dateTime } = useFormats();
  const columns: Column<Schema['Access']>[] = [
    { id: 'at', header: t('visits.when'), cell: ({ at }) => dateTime(at) },
    { id: 'who', header: t('access.who'), cell: ({ name, roles }) => <>{name} <Text span c="dimmed" size="sm">{roles.map((role) => shared(`role.${role}`)).join(', ')}</Text></> },
    {
      id: 'what',
      header: t('access.what'),
      cell: ({ what, reason }) => (
        <>
          {t(`access.${what}`)}
          {reason && <><br /><Badge color="red" variant="light" size="sm">{t('access.outside')}</Badge> {t('access.reason', { reason })}</>}
        </>
      ),
    },
  ];
  return (
    <>
      <Text mb="sm">{t('access.text')}</Text>
      <DataTable caption={t('tab.accesses')} columns={columns} pages={useAccesses(patientId)} rowKey={({ at, name, what }) => `${at} ${name} ${what}`} empty={<EmptyState icon={IconEyeOff} title={t('access.none')} text={t('access.noneText')} />} />
    </>
  );
}
