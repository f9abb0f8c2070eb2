import { useLanguage } from '@/shared/i18n';
import { useFormats } from '@/shared/time';
import { ErrorState, PageTitle, RowsLoading } from '@/shared/ui';
import { useStats } from '../api';
import { bytesText, uptimeText } from '../figures';
import { useT } from '../i18n';
import { EventsCard } from '../parts/EventsCard';
import classes from '../parts/admin.module.css';

const engines = { sqlite: 'SQLite', postgresql: 'PostgreSQL' };

/** How the clinic's server is doing; renewed by itself. */
export default function SystemPage() {
  const t = useT();
  const { data, error, isPending, refetch } = useStats();
  return (
    <>
      <PageTitle title={t('nav.system')} text={t('system.text')} />
      {isPending && <RowsLoading rows={2} height={84} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && <Tiles stats={data} />}
      <EventsCard />
    </>
  );
}

function Tiles({ stats }: { stats: NonNullable<ReturnType<typeof useStats>['data']> }) {
  const t = useT();
  const language = useLanguage();
  const { number } = useFormats();
  const count = (value: number | undefined) => (value === undefined ? '–' : number(value));
  const tiles: [string, string, string?][] = [
    [t('system.patients'), count(stats.patients)],
    [t('system.today'), count(stats.appointments_today)],
    [t('system.users'), count(stats.users)],
    [t('system.uptime'), uptimeText(stats.uptime_seconds, language)],
    [t('system.database'), bytesText(stats.database_bytes, language), engines[stats.database]],
    [t('system.memory'), bytesText(stats.memory_bytes, language)],
    [t('system.version'), stats.version],
  ];
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
