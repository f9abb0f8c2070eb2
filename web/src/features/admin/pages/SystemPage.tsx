import { lazy, Suspense } from 'react';
import { useLanguage } from '@/shared/i18n';
import { useFormats } from '@/shared/time';
import { ErrorState, PageTitle, RowsLoading } from '@/shared/ui';
import { useStats } from '../api';
import { bytesText, millisecondsText, uptimeText } from '../figures';
import { useT } from '../i18n';
import { EventsCard } from '../parts/EventsCard';
import { SafekeepingCard } from '../parts/SafekeepingCard';
import { Sparkline } from '../parts/Sparkline';
import classes from '../parts/admin.module.css';
import { useHistory, type Sample } from '../parts/useHistory';

const Charts = lazy(() => import('../parts/Charts'));

const engines = { sqlite: 'SQLite', postgresql: 'PostgreSQL' };

type Stats = NonNullable<ReturnType<typeof useStats>['data']>;

/** How the clinic's server is doing; renewed by itself. */
export default function SystemPage() {
  const t = useT();
  const { data, error, isPending, refetch } = useStats();
  const history = useHistory(data);
  return (
    <>
      <PageTitle title={t('nav.system')} text={t('system.text')} />
      {isPending && <RowsLoading rows={2} height={84} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && <Tiles stats={data} />}
      {data && <Courses stats={data} history={history} />}
      {history.length > 1 && <Suspense fallback={<RowsLoading rows={1} height={240} />}><Charts history={history} /></Suspense>}
      <SafekeepingCard />
      <EventsCard />
    </>
  );
}

function Tiles({ stats }: { stats: Stats }) {
  const t = useT();
  const language = useLanguage();
  const { number } = useFormats();
  const count = (value: number | undefined) => (value === undefined ? '–' : number(value));
  const tiles: [string, string, string?][] = [
    [t('system.patients'), count(stats.patients)],
    [t('system.today'), count(stats.appointments_today)],
    [t('system.users'), count(stats.users)],
    [t('system.sessions'), count(stats.sessions)],
    [t('system.sockets'), count(stats.live_sockets)],
    [t('system.uptime'), uptimeText(stats.uptime_seconds, language)],
    [t('system.database'), bytesText(stats.database_bytes, language), engines[stats.database]],
    [t('system.version'), stats.version],
  ];
  if (stats.documents_bytes !== undefined) tiles.push([t('system.documents'), bytesText(stats.documents_bytes, language)]);
  return (
    <dl className={classes.tiles}>
      {tiles.map(([label, value, more]) => (
        <div key={label} className={classes.tile}>
          <dt>{label}</dt>
          <dd>{value}{more && <small>{more}</small>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Figures that move: the last value, and how it went while this page was open. */
function Courses({ stats, history }: { stats: Stats; history: Sample[] }) {
  const t = useT();
  const language = useLanguage();
  const { number } = useFormats();
  const now = history.at(-1);
  const ms = (value: number | undefined) => (value === undefined ? '–' : millisecondsText(value, language));
  const course = (pick: (sample: Sample) => number | undefined) => history.map((sample) => pick(sample) ?? 0);
  const waiting = stats.writes_waiting + (stats.slow_waiting ?? 0);
  const rows: [string, string, string, number[]][] = [
    [t('system.requests'), t('system.perSecond', { rate: number(round(now?.requests)) }), t('system.inAll', { count: stats.requests }), course(({ requests }) => requests)],
    [t('system.latency'), ms(now?.p95), `${t('system.half')} ${ms(now?.p50)} · 99\u00a0% ${ms(now?.p99)}`, course(({ p95 }) => p95)],
    [t('system.failures'), number(now?.failures ?? 0), t('system.inAll', { count: stats.failures }), course(({ failures }) => failures)],
    [t('system.writes'), t('system.perSecond', { rate: number(round(now?.writes)) }), t('system.inAll', { count: stats.writes }), course(({ writes }) => writes)],
    [t('system.waiting'), number(waiting), t('system.waitingText'), course((sample) => sample.waiting)],
    [t('system.memory'), bytesText(stats.memory_bytes, language), '', course(({ memory }) => memory)],
  ];
  return (
    <dl className={classes.tiles}>
      {rows.map(([label, value, more, values]) => (
        <div key={label} className={classes.tile}>
          <dt>{label}</dt>
          <dd>{value}<small>{more}</small></dd>
          <Sparkline values={values} />
        </div>
      ))}
    </dl>
  );
}

const round = (value: number | undefined) => Math.round((value ?? 0) * 10) / 10;
