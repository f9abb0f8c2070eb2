import { Button, SegmentedControl, Switch } from '@mantine/core';
import { IconPlus, IconStethoscope } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useDrawer, walkRows } from '@/shared/editing';
import { useKey } from '@/shared/keys/registry';
import { DataTable, EmptyState, fullName, PageTitle, StatusBadge, type Column } from '@/shared/ui';
import { usePractitioners } from '../api';
import { useT } from '../i18n';
import { PractitionerDrawer } from '../parts/PractitionerDrawer';
import classes from '../parts/clinics.module.css';
import { staffRoute } from '../routes';

type Practitioner = Schema['Practitioner'];

function useColumns(): Column<Practitioner>[] {
  const t = useT();
  const directory = useDirectory();
  return [
    {
      id: 'name',
      header: t('field.name'),
      cell: (one) => (
        <>
          <span className={classes.dot} style={{ background: one.colour }} />
          {fullName(one)} {one.archived && <StatusBadge status="archived" />}
        </>
      ),
    },
    { id: 'specialty', header: t('field.specialty'), cell: ({ specialty }) => specialty },
    { id: 'kind', header: t('field.kind'), cell: ({ kind }) => t(`kind.${kind}`), wideOnly: true },
    { id: 'sites', header: t('nav.sites'), cell: ({ site_ids }) => site_ids.map((id) => directory.site(id)?.name).filter(Boolean).join(', '), wideOnly: true },
    { id: 'online', header: t('online'), cell: ({ online_bookable }) => (online_bookable ? t('yes') : t('no')), wideOnly: true },
    { id: 'account', header: t('field.account'), cell: ({ user_id }) => (user_id ? t('yes') : <span className={classes.soft}>{t('no')}</span>), wideOnly: true },
  ];
}

export default function StaffPage() {
  const t = useT();
  const navigate = useNavigate();
  const search = staffRoute.useSearch();
  const pages = usePractitioners(search.kind, search.archived ?? false);
  const columns = useColumns();
  const drawer = useDrawer<Practitioner | 'new'>();
  const create = () => drawer.open('new');
  const look = (change: typeof search) => void navigate({ to: '/admin/staff', search: { ...search, ...change }, replace: true });
  useKey('n', () => t('staff.new'), create);
  const row = drawer.subject === 'new' ? undefined : drawer.subject;
  return (
    <div onKeyDown={walkRows}>
      <PageTitle title={t('nav.staff')} text={t('staff.text')}>
        <Button leftSection={<IconPlus size={16} />} onClick={create}>{t('staff.new')}</Button>
      </PageTitle>
      <div className={classes.filters}>
        <SegmentedControl
          aria-label={t('field.kind')}
          value={search.kind ?? 'all'}
          onChange={(kind) => look({ kind: kind === 'all' ? undefined : (kind as 'practitioner' | 'coach') })}
          data={[{ value: 'all', label: t('kind.all') }, { value: 'practitioner', label: t('kind.practitioners') }, { value: 'coach', label: t('kind.coaches') }]}
        />
        <Switch label={t('withArchived')} checked={search.archived ?? false} onChange={(event) => look({ archived: event.currentTarget.checked || undefined })} />
      </div>
      <DataTable
        caption={t('nav.staff')}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={drawer.open}
        dimmed={({ archived }) => archived}
        empty={<EmptyState icon={IconStethoscope} title={t('staff.none')} text={t('staff.noneText')}><Button variant="default" onClick={create}>{t('staff.new')}</Button></EmptyState>}
      />
      {drawer.subject && <PractitionerDrawer key={row?.id ?? 'new'} row={row} opened={drawer.opened} onClose={drawer.close} />}
    </div>
  );
}
