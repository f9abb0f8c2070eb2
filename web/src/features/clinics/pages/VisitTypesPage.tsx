import { Button, Switch } from '@mantine/core';
import { IconClipboardList, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Schema } from '@/shared/api';
import { useDrawer, walkRows } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { useKey } from '@/shared/keys/registry';
import { useFormats } from '@/shared/time';
import { DataTable, EmptyState, PageTitle, StatusBadge, type Column } from '@/shared/ui';
import { useVisitTypes } from '../api';
import { useT } from '../i18n';
import { VisitTypeDrawer } from '../parts/VisitTypeDrawer';
import classes from '../parts/clinics.module.css';
import { visitTypesRoute } from '../routes';

type VisitType = Schema['VisitType'];

function useColumns(): Column<VisitType>[] {
  const t = useT();
  const shared = useShared();
  const { money } = useFormats();
  return [
    {
      id: 'name',
      header: t('field.visitName'),
      cell: ({ name, colour, archived }) => (
        <>
          <span className={classes.dot} style={{ background: colour }} />
          {name} {archived && <StatusBadge status="archived" />}
        </>
      ),
    },
    { id: 'duration', header: t('field.duration'), align: 'right', cell: ({ duration_minutes }) => shared('time.minutes', { count: duration_minutes }) },
    { id: 'price', header: t('field.price'), align: 'right', cell: ({ price }) => <span className={classes.nowrap}>{money(price)}</span> },
    { id: 'modes', header: t('field.modes'), cell: ({ modes }) => modes.map((mode) => shared(`mode.${mode}`)).join(', '), wideOnly: true },
    { id: 'online', header: t('online'), cell: ({ online_bookable }) => (online_bookable ? t('yes') : t('no')), wideOnly: true },
    { id: 'who', header: t('field.offeredBy'), cell: ({ practitioner_ids }) => (practitioner_ids.length === 0 ? t('everyone') : t('people', { count: practitioner_ids.length })), wideOnly: true },
  ];
}

export default function VisitTypesPage() {
  const t = useT();
  const navigate = useNavigate();
  const { archived = false } = visitTypesRoute.useSearch();
  const pages = useVisitTypes(archived);
  const columns = useColumns();
  const drawer = useDrawer<VisitType | 'new'>();
  const create = () => drawer.open('new');
  useKey('n', () => t('types.new'), create);
  const row = drawer.subject === 'new' ? undefined : drawer.subject;
  return (
    <div onKeyDown={walkRows}>
      <PageTitle title={t('nav.visitTypes')} text={t('types.text')}>
        <Button leftSection={<IconPlus size={16} />} onClick={create}>{t('types.new')}</Button>
      </PageTitle>
      <div className={classes.filters}>
        <Switch
          label={t('withArchived')}
          checked={archived}
          onChange={(event) => void navigate({ to: '/admin/visit-types', search: { archived: event.currentTarget.checked || undefined }, replace: true })}
        />
      </div>
      <DataTable
        caption={t('nav.visitTypes')}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={drawer.open}
        dimmed={(one) => one.archived}
        empty={<EmptyState icon={IconClipboardList} title={t('types.none')} text={t('types.noneText')}><Button variant="default" onClick={create}>{t('types.new')}</Button></EmptyState>}
      />
      {drawer.subject && <VisitTypeDrawer key={row?.id ?? 'new'} row={row} opened={drawer.opened} onClose={drawer.close} />}
    </div>
  );
}
