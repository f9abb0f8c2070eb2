import { Button, Card, Group, Title } from '@mantine/core';
import { IconBuildingOff, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem, type Schema } from '@/shared/api';
import { useKey } from '@/shared/keys/registry';
import { EmptyState, ErrorState, PageLoading, PageTitle, StatusBadge } from '@/shared/ui';
import { useSite } from '../api';
import { useT } from '../i18n';
import { ClosuresCard } from '../parts/ClosuresCard';
import { OpeningHoursCard } from '../parts/OpeningHoursCard';
import { RoomsCard } from '../parts/RoomsCard';
import { SiteDrawer } from '../parts/SiteDrawer';
import { TeamCard } from '../parts/TeamCard';
import classes from '../parts/clinics.module.css';
import { siteRoute } from '../routes';

export default function SitePage() {
  const t = useT();
  const { id } = siteRoute.useParams();
  const { data, error, isPending, refetch } = useSite(id);
  if (isPending) return <PageLoading />;
  if (data) return <Shown key={id} site={data} />;
  if (toProblem(error).status === 404) {
    return (
      <EmptyState page icon={IconBuildingOff} title={t('sites.missing')}>
        <Button variant="default" renderRoot={(props) => <Link to="/admin/sites" {...props} />}>{t('nav.sites')}</Button>
      </EmptyState>
    );
  }
  return <ErrorState error={error} retry={() => void refetch()} />;
}

function Shown({ site }: { site: Schema['Site'] }) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  useKey('e', () => t('edit'), () => setEditing(true));
  const { address, phone, email, time_zone, legal_name, siret, vat_number } = site;
  const identity = [legal_name, siret && `SIRET ${siret.replace(/^(...)(...)(...)/, '$1 $2 $3 ')}`, vat_number && `${t('field.vatNumber')} ${vat_number}`];
  const lines = [address.line1, address.line2, `${address.postal_code} ${address.city}`, phone, email, time_zone, ...identity];
  return (
    <>
      <PageTitle title={site.name} text={site.archived ? <StatusBadge status="archived" /> : undefined}>
        <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setEditing(true)}>{t('edit')}</Button>
      </PageTitle>
      <div className={classes.cards}>
        <OpeningHoursCard site={site} />
        <Card component="section">
          <Group justify="space-between" mb="xs"><Title order={2}>{t('sites.contact')}</Title></Group>
          <p className={classes.facts}>{lines.filter(Boolean).join('\n')}</p>
        </Card>
        <TeamCard siteId={site.id} />
        <ClosuresCard siteId={site.id} />
        <RoomsCard siteId={site.id} />
      </div>
      <SiteDrawer site={site} opened={editing} onClose={() => setEditing(false)} />
    </>
  );
}
