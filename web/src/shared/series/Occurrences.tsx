import { Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useFormats } from '@/shared/time';
import type { Outlook } from './api';
import { useT } from './i18n';
import classes from './series.module.css';

/** Every date of a series, each with what stands in its way. */
export function Occurrences({ outlook, zone, moving = false }: { outlook: Outlook; zone: string; moving?: boolean }) {
  const t = useT();
  const { date, time } = useFormats();
  const { occurrences, free } = outlook;
  const all = occurrences.length;
  const summary = () => {
    if (all === 0) return t('move.nothing');
    if (free === all) return t('allFree', { count: all });
    if (free === 0) return t(moving ? 'move.noneFree' : 'noneFree');
    return t(moving ? 'move.someFree' : 'someFree', { free, all });
  };
  return (
    <section className={classes.dates} aria-label={t('dates')}>
      <Text size="sm" fw={650} role="status">{summary()}</Text>
      <ol className={classes.list} tabIndex={0} aria-label={t('dates')}>
        {occurrences.map((one) => (
          <li key={one.starts_at} data-free={one.free || undefined}>
            {one.free ? <IconCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
            <span>
              {date(one.starts_at, 'full', zone)}, <b>{time(one.starts_at, zone)}</b>
              <span className={classes.why}>{one.free ? t('free') : one.detail}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
