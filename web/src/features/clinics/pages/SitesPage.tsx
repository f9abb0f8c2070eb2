import { Button } from '@mantine/core';
import { IconBuilding, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Schema } from '@/shared/api';
import { useDrawer, walkRows } from '@/shared/editing';
import { useKey } from '@/shared/keys/registry';
import { DataTable, EmptyState, PageTitle, type Column } from '@/shared/ui';
import { useSiteList } from '../api';
import { useT } from '../i18n';
import { SiteDrawer } from '../parts/SiteDrawer';
import classes from '../parts/clinics.module.css';
import { clockText } from '../text';
import { totalMinutes } from '../week';

export default function SitesPage() {
  const t = useT();
  const navigate = useNavigate();
  const pages = useSiteList();
  const drawer = useDrawer<'new'>();
  const create = () => drawer.open('new');
  useKey('n', () => t('sites.new'), create);
  const show = ({ id }: Schema['Site']) => void navigate({ to: '/admin/sites/$id', params: { id } });
  const columns: Column<Schema['Site']>[] = [
    { id: 'name', header: t('field.siteName'), cell: ({ name }) => name },
    { id: 'town', header: t('sites.town'), cell: ({ address }) => `${address.postal_code} ${address.city}` },
    { id: 'phone', header: t('field.phone'), cell: ({ phone }) => <span className={classes.nowrap}>{phone}</span> },
    { id: 'hours', header: t('sites.hours'), cell: ({ opening_hours }) => t('sites.perWeek', { hours: clockText(totalMinutes(opening_hours)) }), wideOnly: true },
    { id: 'zone', header: t('field.zone'), cell: ({ time_zone }) => time_zone, wideOnly: true },
  ];
  return (
    <div onKeyDown={walkRows}>
      <PageTitle title={t('nav.sites')} text={t('sites.text')}>
        <Button leftSection={<IconPlus size={16} />} onClick={create}>{t('sites.new')}</Button>
      </PageTitle>
      <DataTable
        caption={t('nav.sites')}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={show}
        empty={<EmptyState icon={IconBuilding} title={t('sites.none')} text={t('sites.noneText')}><Button variant="default" onClick={create}>{t('sites.new')}</Button></EmptyState>}
      />
      {drawer.subject && <SiteDrawer site={undefined} opened={drawer.opened} onClose={drawer.close} onAdded={show} />}
    </div>
  );
}
