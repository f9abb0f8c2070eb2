import { hasRole, useUser } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { ErrorState, RowsLoading } from '@/shared/ui';
import { useTakings, useToday } from '../api';
import { count, percent } from '../figures';
import { useT } from '../i18n';
import classes from './reports.module.css';

/** The day so far, in figures; renewed by itself. */
export function TodayStrip({ day }: { day: string }) {
  const t = useT();
  const { date, money } = useFormats();
  const takings = useTakings(day, hasRole(useUser(), 'admin', 'accountant')).data?.totals ?? [];
  const { data, error, isPending, refetch } = useToday(day);
  if (isPending) return <RowsLoading rows={1} height={72} />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  const { totals } = data;
  const figures: [string, string, boolean?][] = [
    [t('today.expected'), count(totals.pending + totals.booked + totals.confirmed)],
    [t('today.waiting'), count(totals.arrived), totals.arrived > 0],
    [t('today.inside'), count(totals.in_progress)],
    [t('today.done'), count(totals.fulfilled)],
    [t('today.missed'), count(totals.no_show)],
    [t('today.occupancy'), percent(totals.occupancy, 0)],
    ...takings.map(({ net }): [string, string] => [t('today.taken'), money(net)]),
  ];
  return (
    <section className={classes.today} aria-labelledby="reports-today">
      <h2 id="reports-today">{t('today', { day: date(day, 'long') })}</h2>
      <dl>
        {figures.map(([label, value, waiting]) => (
          <div key={`${label} ${value}`} data-waiting={waiting || undefined}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
