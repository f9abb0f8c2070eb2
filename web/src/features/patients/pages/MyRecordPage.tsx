import '@mantine/core/styles/Tabs.css';

import { Tabs } from '@mantine/core';
import { useUser } from '@/shared/api';
import { EmptyState, ErrorState, PageTitle, RowsLoading } from '@/shared/ui';
import { toProblem } from '@/shared/api';
import { useT } from '../i18n';
import { useMe, useRecord } from '../record/api';
import AccessesPanel from '../record/AccessesPanel';
import { Consents } from '../record/Consents';
import classes from '../record/record.module.css';
import { SectionCard } from '../record/SectionCard';
import type { Entry } from '../record/sections';
import TimelinePanel from '../record/TimelinePanel';
import { VitalsCard } from '../record/VitalsCard';
import { IconFolderOff } from '@tabler/icons-react';

/** The shared part of one's own record, and one's consents. */
export default function MyRecordPage() {
  const t = useT();
  const me = useMe();
  const user = useUser();
  if (me.isPending) return <RowsLoading />;
  if (!me.data && toProblem(me.error).status === 404) return <EmptyState page icon={IconFolderOff} title={t('mine.none')} text={t('mine.noneText', { email: user.email })} />;
  if (!me.data) return <ErrorState error={me.error} retry={() => void me.refetch()} />;
  return (
    <>
      <PageTitle title={t('mine.nav')} text={t('mine.text')} />
      <Tabs defaultValue="record" keepMounted={false}>
        <Tabs.List mb="md" aria-label={t('tabs')}>
          <Tabs.Tab value="record">{t('tab.record')}</Tabs.Tab>
          <Tabs.Tab value="timeline">{t('tab.timeline')}</Tabs.Tab>
          <Tabs.Tab value="accesses">{t('tab.accesses')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="record"><Shared id={me.data.id} /></Tabs.Panel>
        <Tabs.Panel value="timeline"><TimelinePanel patientId={me.data.id} /></Tabs.Panel>
        <Tabs.Panel value="accesses"><AccessesPanel patientId={me.data.id} /></Tabs.Panel>
      </Tabs>
    </>
  );
}

function Shared({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useRecord(id);
  if (isPending) return <RowsLoading />;
  if (!data) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <div className={classes.record}>
      <Consents patientId={id} consents={data.consents} own />
      {(['allergies', 'medications', 'immunizations'] as const).map((section) => (
        <SectionCard key={section} section={section} patientId={id} entries={data[section] as unknown as Entry[]} mayWrite={false} />
      ))}
      <VitalsCard patientId={id} vitals={data.vitals} mayWrite={false} />
    </div>
  );
}
