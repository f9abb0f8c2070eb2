import { Text } from '@mantine/core';
import { useLanguage } from '@/shared/i18n';
import { useT as useShared } from '@/shared/i18n/shared';
import { useFormats } from '@/shared/time';
import { useSeries } from './api';
import { useT } from './i18n';
import { saidRule } from './rule';
import classes from './series.module.css';

/** The series that a visit belongs to: its rule, which of it this is, and the dates of all. */
export function SeriesFacts({ id, visit, zone }: { id: string; visit: string; zone: string | undefined }) {
  const t = useT();
  const shared = useShared();
  const language = useLanguage();
  const { date, time } = useFormats();
  const { data } = useSeries(id);
  if (!data) return null;
  const position = data.visits.findIndex((one) => one.id === visit) + 1;
  return (
    <section className={classes.facts} aria-label={t('of')}>
      <Text size="sm"><b>{t('of')}</b> · {t('position', { rule: saidRule(data.rule, language), position, all: data.visits.length })}</Text>
      <details>
        <summary>{t('showDates')}</summary>
        <ol className={classes.list} tabIndex={0} aria-label={t('dates')}>
          {data.visits.map((one) => (
            <li key={one.id} data-free aria-current={one.id === visit || undefined}>
              <span>
                {date(one.starts_at, 'full', zone)}, <b>{time(one.starts_at, zone)}</b>
                <span className={classes.why}>{one.id === visit ? t('thisOne') : shared(`status.${one.status}`)}</span>
              </span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
