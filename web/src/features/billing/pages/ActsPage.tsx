import { Button, Switch } from '@mantine/core';
import { IconListNumbers, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useDrawer, walkRows } from '@/shared/editing';
import { useKey } from '@/shared/keys/registry';
import { useFormats } from '@/shared/time';
import { DataTable, EmptyState, PageTitle, StatusBadge, type Column } from '@/shared/ui';
import { useActs, type Act } from '../api';
import { useT } from '../i18n';
import { ActDrawer } from '../parts/ActDrawer';
import classes from '../parts/billing.module.css';
import { useRate } from '../parts/rate';
import { actsRoute } from '../routes';

function useColumns(): Column<Act>[] {
  const t = useT();
  const { money } = useFormats();
  const rate = useRate();
  return [
    { id: 'label', header: t('field.label'), cell: ({ label, archived }) => <>{label} {archived && <StatusBadge status="archived" />}</> },
    { id: 'code', header: t('field.code'), cell: ({ coding, code }) => <span className={classes.nowrap}>{code ? `${code} (${t(`coding.${coding}`)})` : ''}</span>, wideOnly: true },
    { id: 'vat', header: t('field.vat'), cell: ({ vat_rate = 0, exemption }) => (vat_rate > 0 ? rate(vat_rate) : <span title={exemption}>{t('noVat')}</span>), wideOnly: true },
    { id: 'price', header: t('field.price'), align: 'right', cell: ({ price }) => <span className={classes.amount}>{money(price)}</span> },
  ];
}

export default function ActsPage() {
  const t = useT();
  const navigate = useNavigate();
  const { archived = false } = actsRoute.useSearch();
  const pages = useActs(archived);
  const columns = useColumns();
  const drawer = useDrawer<Act | 'new'>();
  const create = () => drawer.open('new');
  useKey('n', () => t('acts.new'), create);
  const row = drawer.subject === 'new' ? undefined : drawer.subject;
  return (
    <div onKeyDown={walkRows}>
      <PageTitle title={t('nav.acts')} text={t('acts.text')}>
        <Button leftSection={<IconPlus size={16} />} onClick={create}>{t('acts.new')}</Button>
      </PageTitle>
      <div className={classes.filters}>
        <Switch label={t('withArchived')} checked={archived} onChange={(event) => void navigate({ to: '/billing/acts', search: { archived: event.currentTarget.checked || undefined }, replace: true })} />
      </div>
      <DataTable
        caption={t('nav.acts')}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={drawer.open}
        dimmed={(act) => act.archived}
        empty={<EmptyState icon={IconListNumbers} title={t('acts.none')} text={t('acts.noneText')}><Button variant="default" onClick={create}>{t('acts.new')}</Button></EmptyState>}
      />
      {drawer.subject && <ActDrawer key={row?.id ?? 'new'} row={row} opened={drawer.opened} onClose={drawer.close} />}
    </div>
  );
}
