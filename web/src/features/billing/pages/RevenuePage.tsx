import { Group, SegmentedControl } from '@mantine/core';
import { IconReportMoney } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { withQuery, type Schema } from '@/shared/api';
import { useSiteZone } from '@/shared/site';
import { today, useFormats } from '@/shared/time';
import { EmptyState, ErrorState, PageTitle, RowsLoading, SaveButton } from '@/shared/ui';
import { DayInput } from '@/shared/ui/dates';
import { useRevenue } from '../api';
import { useT } from '../i18n';
import classes from '../parts/billing.module.css';
import { revenueRoute, type RevenueSearch } from '../routes';

type Row = Schema['RevenueRow'];
type By = 'day' | 'practitioner' | 'method';
const ways: By[] = ['day', 'practitioner', 'method'];

/** Sums over the rows, one for each currency. */
function totals(rows: Row[]): Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const { currency } = row.received;
    const sum = sums.get(currency);
    const plus = (name: 'invoiced' | 'credited' | 'received' | 'refunded') => ({ currency, amount: (sum?.[name].amount ?? 0) + row[name].amount });
    sums.set(currency, { key: currency, label: '', invoiced: plus('invoiced'), credited: plus('credited'), received: plus('received'), refunded: plus('refunded') });
  }
  return [...sums.values()];
}

function Figures({ row, by, label }: { row: Row; by: By; label: string }) {
  const { money } = useFormats();
  return (
    <tr>
      <th scope="row">{label}</th>
      {by !== 'method' && <td data-right>{money(row.invoiced)}</td>}
      {by !== 'method' && <td data-right>{money(row.credited)}</td>}
      <td data-right>{money(row.received)}</td>
      <td data-right>{money(row.refunded)}</td>
    </tr>
  );
}

export default function RevenuePage() {
  const t = useT();
  const navigate = useNavigate();
  const now = today(useSiteZone());
  const { by = 'day', from = `${now.slice(0, 8)}01`, until = now }: RevenueSearch = revenueRoute.useSearch();
  const { data, error, isPending, refetch } = useRevenue({ by, from, until });
  const look = (change: { by?: By; from?: string; until?: string }) => {
    const next = { by, from, until, ...change };
    void navigate({ to: '/billing/revenue', search: { ...next, by: next.by === 'day' ? undefined : next.by }, replace: true });
  };
  const csv = withQuery('/api/billing/reports/revenue', { by, from, until, format: 'csv' });
  const rows = data?.items ?? [];
  return (
    <>
      <PageTitle title={t('nav.revenue')} text={t('revenue.text')}>
        <SaveButton path={csv} name={`${t('revenue.file')} ${from} ${until}.csv`} label={t('revenue.csv')} disabled={rows.length === 0} />
      </PageTitle>
      <Group className={classes.filters} align="flex-end">
        <DayInput clearable={false} label={t('revenue.from')} value={from} onChange={(day) => day && look({ from: day })} />
        <DayInput clearable={false} label={t('revenue.until')} value={until} onChange={(day) => day && look({ until: day })} />
        <SegmentedControl aria-label={t('revenue.by')} value={by} onChange={(value) => look({ by: value as By })} data={ways.map((value) => ({ value, label: t(`revenue.by.${value}`) }))} />
      </Group>
      {isPending && <RowsLoading />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && rows.length === 0 && <EmptyState icon={IconReportMoney} title={t('revenue.none')} text={t('revenue.noneText')} />}
      {rows.length > 0 && (
        <div className={`${classes.card} ${classes.scroll}`} role="region" aria-label={t('nav.revenue')} tabIndex={0}>
          <table className={classes.lines}>
            <caption className={classes.hidden}>{t('nav.revenue')}</caption>
            <thead>
              <tr>
                <th scope="col">{t(`revenue.head.${by}`)}</th>
                {by !== 'method' && <th scope="col" data-right>{t('revenue.invoiced')}</th>}
                {by !== 'method' && <th scope="col" data-right>{t('revenue.credited')}</th>}
                <th scope="col" data-right>{t('revenue.received')}</th>
                <th scope="col" data-right>{t('revenue.refunded')}</th>
              </tr>
            </thead>
            <tbody>{rows.map((row) => <Figures key={`${row.key} ${row.received.currency}`} row={row} by={by} label={row.label} />)}</tbody>
            <tfoot>{totals(rows).map((row) => <Figures key={row.key} row={row} by={by} label={t('revenue.sum')} />)}</tfoot>
          </table>
        </div>
      )}
    </>
  );
}
