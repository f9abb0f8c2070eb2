import '@mantine/core/styles/Tabs.css';

import { Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useUser } from '@/shared/api';
import { patientTabsOf } from '@/shared/routing';
import { PageLoading } from '@/shared/ui';
import { useT } from '../i18n';
import { patientRoute } from '../routes';
import classes from './patients.module.css';

/** What every feature has to say of a patient; the address names the tab, so that it can be linked to. */
export function PatientTabs({ patientId }: { patientId: string }) {
  const t = useT();
  const navigate = useNavigate();
  const tabs = patientTabsOf(useUser());
  const { tab } = patientRoute.useSearch();
  const current = tabs.find(({ id }) => id === tab) ?? tabs[0];
  if (!current) return null;
  const show = (id: string | null) =>
    void navigate({ to: '/patients/$id', params: { id: patientId }, search: { tab: id && id !== tabs[0]?.id ? id : undefined }, replace: true });
  return (
    <Tabs value={current.id} onChange={show} keepMounted={false}>
      <Tabs.List className={classes.tabs} aria-label={t('tabs')}>
        {tabs.map(({ id, label }) => <Tabs.Tab key={id} value={id}>{label()}</Tabs.Tab>)}
      </Tabs.List>
      {tabs.map(({ id, panel: Panel }) => (
        <Tabs.Panel key={id} value={id}>
          <Suspense fallback={<PageLoading />}>
            <Panel patientId={patientId} />
          </Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
