import '@mantine/core/styles/Tabs.css';
import { Tabs } from '@mantine/core';
import { hasRole, useUser, type User } from '@/shared/api';
import { useSites } from '@/shared/site';
import { today } from '@/shared/time';
import { PageTitle } from '@/shared/ui';
import { useT } from '../i18n';
import { ActivityView } from '../parts/ActivityView';
import { CommunityView } from '../parts/CommunityView';
import { FinanceView } from '../parts/FinanceView';
import { PatientsView } from '../parts/PatientsView';
import { PeriodPicker } from '../parts/PeriodPicker';
import { TodayStrip } from '../parts/TodayStrip';
import { before, byOf, spanOf } from '../periods';
import { reportsRoute, type ReportsSearch, type View } from '../routes';

/** What somebody may see, the first of them at first. The server decides; this is courtesy. */
function viewsOf(user: User): View[] {
  const views: View[] = [];
  if (hasRole(user, 'admin', 'receptionist', 'practitioner', 'coach')) views.push('activity');
  if (hasRole(user, 'admin')) views.push('patients');
  if (hasRole(user, 'admin', 'accountant')) views.push('finance');
  if (hasRole(user, 'admin')) views.push('community');
  return views;
}

export default function ReportsPage() {
  const t = useT();
  const search = reportsRoute.useSearch();
  const navigate = reportsRoute.useNavigate();
  const { zone } = useSites();
  const views = viewsOf(useUser());
  const view = views.find((one) => one === search.view) ?? views[0];
  const period = search.period ?? 'month';
  const span = spanOf(period, today(zone), search);
  const scope = { by: byOf(span), site_id: search.site, practitioner_id: search.practitioner };
  const now = { ...span, ...scope };
  const then = { ...before(period, span), ...scope };
  const go = (change: ReportsSearch) => void navigate({ search: (old: ReportsSearch) => ({ ...old, ...change }), replace: true });
  return (
    <>
      <PageTitle title={t('title')} text={t('text')} />
      {views.includes('activity') && <TodayStrip day={today(zone)} />}
      <PeriodPicker search={search} period={period} span={span} onChange={go} />
      <Tabs value={view} onChange={(chosen) => go({ view: chosen as View })} keepMounted={false}>
        {views.length > 1 && (
          <Tabs.List mb="md" aria-label={t('views')}>
            {views.map((one) => <Tabs.Tab key={one} value={one}>{t(`view.${one}`)}</Tabs.Tab>)}
          </Tabs.List>
        )}
        <Tabs.Panel value="activity"><ActivityView now={now} then={then} /></Tabs.Panel>
        <Tabs.Panel value="patients"><PatientsView now={now} then={then} /></Tabs.Panel>
        <Tabs.Panel value="finance"><FinanceView now={now} then={then} /></Tabs.Panel>
        <Tabs.Panel value="community"><CommunityView now={now} then={then} /></Tabs.Panel>
      </Tabs>
    </>
  );
}
