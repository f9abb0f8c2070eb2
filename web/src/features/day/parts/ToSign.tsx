import { IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { api } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { ErrorState } from '@/shared/ui';
import { useT } from '../i18n';
import classes from './Day.module.css';

/** The notes that still wait for their writer's signature; nothing when there are none. */
export function ToSign({ zone }: { zone: string }) {
  const t = useT();
  const { date } = useFormats();
  const { data, error, refetch } = api.useQuery('get', '/api/consultations', { params: { query: { signed: false, limit: 50, count: true } } });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data || data.items.length === 0) return null;
  const title = t('toSign', { count: data.total ?? data.items.length });
  return (
    <section className={classes.toSign} aria-label={title}>
      <h2><IconPencil size={16} aria-hidden /> {title}</h2>
      <ul>
        {data.items.map(({ id, patient_name, started_at, diagnosis, reason }) => (
          <li key={id}>
            <Link to="/consultations/$id" params={{ id }}>{patient_name}</Link>
            <span className={classes.soft}>{date(started_at, 'medium', zone)} · {diagnosis ?? reason ?? t('toSign.noReason')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
