import { ErrorState, RowsLoading } from '@/shared/ui';
import { usePatients, type Question } from '../api';
import { count } from '../figures';
import { useT } from '../i18n';
import { ChartCard } from './ChartCard';
import { Csv } from './Csv';
import { Tiles } from './Tiles';

export function PatientsView({ now, then }: { now: Question; then: Question }) {
  const t = useT();
  const { data, error, isPending, refetch } = usePatients(now);
  const { data: old } = usePatients(then);
  if (isPending) return <RowsLoading rows={3} height={96} />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  const { totals, rows } = data;
  const days = rows.map(({ day }) => day);
  const whole = totals.registered !== undefined;
  return (
    <>
      <Tiles
        tiles={[
          ...(whole ? [{ label: t('registered'), value: count(totals.registered), now: totals.registered, then: old?.totals.registered }] : []),
          { label: t('seen'), value: count(totals.seen), now: totals.seen, then: old?.totals.seen },
          { label: t('first'), value: count(totals.first_visits), now: totals.first_visits, then: old?.totals.first_visits },
        ]}
      />
      <ChartCard
        title={t('seen')} text={t('seen.text')} days={days} by={now.by} format={count}
        series={[
          { label: t('seen'), colour: '--pine-soft', edge: '--pine', values: rows.map(({ seen }) => seen) },
          { label: t('first'), colour: '--pine', values: rows.map(({ first_visits }) => first_visits) },
        ]}
      >
        <Csv report="patients" query={now} />
      </ChartCard>
      {whole && (
        <ChartCard title={t('registered')} days={days} by={now.by} format={count} series={[{ label: t('registered'), colour: '--pine', values: rows.map(({ registered }) => registered) }]} />
      )}
    </>
  );
}
