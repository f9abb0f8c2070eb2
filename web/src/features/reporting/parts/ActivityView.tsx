import { Card, Table, Title } from '@mantine/core';
import type { Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { ErrorState, RowsLoading } from '@/shared/ui';
import { useActivity, type Question } from '../api';
import { count, hoursText, percent } from '../figures';
import { useT } from '../i18n';
import { ChartCard } from './ChartCard';
import { Csv } from './Csv';
import { Tiles } from './Tiles';
import classes from './reports.module.css';

type Row = Schema['ActivityReport']['rows'][number];
const expected = (row: Row) => row.pending + row.booked + row.confirmed + row.arrived + row.in_progress;

export function ActivityView({ now, then }: { now: Question; then: Question }) {
  const t = useT();
  const { data, error, isPending, refetch } = useActivity(now);
  const { data: old } = useActivity(then);
  if (isPending) return <RowsLoading rows={3} height={96} />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  const { totals, rows } = data;
  const days = rows.map(({ day }) => day);
  const of = (label: string, colour: string, pick: (row: Row) => number | undefined, more: { line?: boolean; edge?: string } = {}) => ({ label, colour, values: rows.map(pick), ...more });
  return (
    <>
      <Tiles
        tiles={[
          { label: t('visits'), value: count(totals.visits), now: totals.visits, then: old?.totals.visits },
          { label: t('fulfilled'), value: count(totals.fulfilled), now: totals.fulfilled, then: old?.totals.fulfilled },
          { label: t('noShowRate'), value: percent(totals.no_show_rate), now: totals.no_show_rate, then: old?.totals.no_show_rate, bad: true, rate: true },
          { label: t('occupancy'), value: percent(totals.occupancy), now: totals.occupancy, then: old?.totals.occupancy, rate: true },
          { label: t('cancelled'), value: count(totals.cancelled), now: totals.cancelled, then: old?.totals.cancelled, bad: true },
          { label: t('lead'), value: totals.lead_hours === undefined ? '–' : t('days', { count: Math.round(totals.lead_hours / 24) }), now: totals.lead_hours, then: old?.totals.lead_hours, bad: true },
        ]}
      />
      <ChartCard
        title={t('visits')} text={t('visits.text')} days={days} by={now.by} stacked format={count}
        series={[
          of(t('fulfilled'), '--pine', (row) => row.fulfilled),
          of(t('expected'), '--pine-soft', expected, { edge: '--pine' }),
          of(t('missed'), '--danger', (row) => row.no_show),
          of(t('cancelled'), '--hairline', (row) => row.cancelled, { edge: '--ink-soft' }),
        ]}
      >
        <Csv report="activity" query={now} />
      </ChartCard>
      <ChartCard title={t('occupancy')} text={t('occupancy.text')} days={days} by={now.by} format={(value) => percent(value, 0)} series={[of(t('occupancy'), '--pine', (row) => row.occupancy, { line: true })]} />
      <People rows={data.practitioners} />
    </>
  );
}

/** Who received how many. */
function People({ rows }: { rows: Schema['ActivityReport']['practitioners'] }) {
  const t = useT();
  const { practitioner } = useDirectory();
  if (rows.length < 2) return null;
  const name = (id: string) => {
    const found = practitioner(id);
    return found ? [found.title, found.first_name, found.last_name].filter(Boolean).join(' ') : '…';
  };
  return (
    <Card component="section" className={classes.card}>
      <Title order={2} mb="xs">{t('people')}</Title>
      <div className={classes.frame} tabIndex={0} role="region" aria-label={t('people')}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('practitioner')}</Table.Th>
              {(['visits', 'noShowRate', 'occupancy', 'bookedHours'] as const).map((key) => <Table.Th key={key} scope="col" ta="right">{t(key)}</Table.Th>)}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.practitioner_id}>
                <Table.Th scope="row" fw={400}>{name(row.practitioner_id)}</Table.Th>
                <Table.Td ta="right">{count(row.visits)}</Table.Td>
                <Table.Td ta="right">{percent(row.no_show_rate)}</Table.Td>
                <Table.Td ta="right">{percent(row.occupancy, 0)}</Table.Td>
                <Table.Td ta="right">{hoursText(row.booked_minutes)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Card>
  );
}
