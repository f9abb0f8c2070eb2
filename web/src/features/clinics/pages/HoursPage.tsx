import { Select } from '@mantine/core';
import { IconClockOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { hasRole, useUser } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { EmptyState, ErrorState, fullName, PageLoading, PageTitle, RowsLoading } from '@/shared/ui';
import { useT } from '../i18n';
import { ExceptionsCard } from '../parts/ExceptionsCard';
import { HoursCard } from '../parts/HoursCard';
import { OutsideCard } from '../parts/OutsideCard';
import { hoursRoute } from '../routes';

const PublicPageCard = lazy(() => import('../parts/PublicPageCard'));

/** Whose hours one may set: everybody's at the front desk, else one's own. */
function useMine() {
  const user = useUser();
  const { practitioners } = useDirectory();
  return hasRole(user, 'admin', 'receptionist') ? practitioners : practitioners.filter(({ user_id }) => user_id === user.id);
}

export default function HoursPage() {
  const t = useT();
  const navigate = useNavigate();
  const { practitioner: asked } = hoursRoute.useSearch();
  const directory = useDirectory();
  const people = useMine();
  const chosen = people.find(({ id }) => id === asked) ?? people[0];
  if (directory.isPending) return <PageLoading />;
  if (directory.error) return <ErrorState error={directory.error} retry={() => void directory.refetch()} />;
  if (!chosen) return <EmptyState page icon={IconClockOff} title={t('hours.none')} text={t('hours.noneText')} />;
  const sites = directory.sites.filter(({ id }) => chosen.site_ids.includes(id));
  return (
    <>
      <PageTitle title={t('nav.hours')} text={t('hours.text')}>
        {people.length > 1 && (
          <Select
            aria-label={t('hours.of')}
            w={260}
            searchable
            allowDeselect={false}
            data={people.map((one) => ({ value: one.id, label: fullName(one) }))}
            value={chosen.id}
            onChange={(id) => void navigate({ to: '/admin/hours', search: { practitioner: id ?? undefined }, replace: true })}
          />
        )}
      </PageTitle>
      {sites.length === 0 ? (
        <EmptyState icon={IconClockOff} title={t('hours.noSite', { name: fullName(chosen) })} text={t('hours.noSiteText')} />
      ) : (
        <>
          <HoursCard key={chosen.id} practitioner={chosen} sites={sites} />
          <ExceptionsCard key={`${chosen.id} exceptions`} practitioner={chosen} sites={sites} />
          <OutsideCard key={`${chosen.id} outside`} practitionerId={chosen.id} />
          <Suspense fallback={<RowsLoading rows={3} />}><PublicPageCard practitioner={chosen} /></Suspense>
        </>
      )}
    </>
  );
}
