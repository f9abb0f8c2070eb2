import type { CSSProperties } from 'react';
import { useFormats, type Day } from '@/shared/time';
import { useT } from '../i18n';
import type { DayGlance } from './agenda';
import classes from './Day.module.css';

/** How full the week is; each day opens. */
export function Week({ days, day, today, zone, onDay }: { days: DayGlance[]; day: Day; today: Day; zone: string; onDay: (day: Day) => void }) {
  const t = useT();
  const { date, time } = useFormats();
  const most = Math.max(8, ...days.map(({ count }) => count));
  return (
    <section className={classes.week} aria-label={t('week')}>
      <h2>{t('week')}</h2>
      <ul>
        {days.map(({ day: at, count, first, last }) => (
          <li key={at}>
            <button type="button" className={classes.weekDay} aria-current={at === day ? 'date' : undefined} data-today={at === today || undefined} onClick={() => onDay(at)}>
              <b>{date(at, 'column')}</b>
              <span className={classes.bar} aria-hidden style={{ '--part': `${(count / most) * 100}%` } as CSSProperties} />
              <span>{count > 0 ? t('count', { count }) : t('weekNone')}</span>
              {first && last && <span className={classes.soft}>{t('weekSpan', { from: time(first, zone), until: time(last, zone) })}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
