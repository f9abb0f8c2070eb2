import { addDays, dayOf, formatDate, type Day } from '@/shared/time';
import { isActive, type Visit } from '@/shared/visit';
import { useT } from '../i18n';
import classes from './Views.module.css';

interface Props {
  first: Day;
  /** The month is this day's. */
  day: Day;
  today: Day;
  zone: string;
  visits: Visit[];
  onDay: (day: Day) => void;
}

const weeks = [0, 1, 2, 3, 4, 5];
const weekdays = [0, 1, 2, 3, 4, 5, 6];

/** How many visits each day of a month has; a day opens. */
export default function MonthView({ first, day, today, zone, visits, onDay }: Props) {
  const t = useT();
  const counts = new Map<Day, number>();
  for (const visit of visits.filter(isActive)) {
    const at = dayOf(visit.starts_at, zone);
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  const most = Math.max(1, ...counts.values());
  return (
    <table className={classes.month}>
      <thead>
        <tr>{weekdays.map((offset) => <th key={offset} scope="col">{formatDate(addDays(first, offset), 'weekday')}</th>)}</tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week}>
            {weekdays.map((offset) => {
              const at = addDays(first, 7 * week + offset);
              const count = counts.get(at) ?? 0;
              return (
                <td key={at} data-outside={at.slice(0, 7) !== day.slice(0, 7) || undefined}>
                  <button type="button" className={classes.day} aria-current={at === today ? 'date' : undefined} aria-label={`${formatDate(at, 'long')}, ${t('visitsLong', { count })}`} onClick={() => onDay(at)}>
                    <b>{Number(at.slice(8))}</b>
                    {count > 0 && <span className={classes.count}>{count}</span>}
                    <span className={classes.load} style={{ width: `${(100 * count) / most}%` }} />
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
