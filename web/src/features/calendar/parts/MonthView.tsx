import { addDays, formatDate, type Day } from '@/shared/time';
import { ErrorState, RowsLoading } from '@/shared/ui';
import { useDayCounts } from '../api';
import { useT } from '../i18n';
import ui from '@/shared/ui/ui.module.css';
import classes from './Views.module.css';

interface Props {
  first: Day;
  /** The month is this day's. */
  day: Day;
  today: Day;
  site: string;
  /** Whose visits count. */
  shows: (practitioner: string) => boolean;
  onDay: (day: Day) => void;
}

const weeks = [0, 1, 2, 3, 4, 5];
const weekdays = [0, 1, 2, 3, 4, 5, 6];

/** How many visits each day of a month has; a day opens. */
export default function MonthView({ first, day, today, site, shows, onDay }: Props) {
  const t = useT();
  const { data, error, refetch } = useDayCounts(site, first, addDays(first, 7 * weeks.length - 1));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <RowsLoading rows={weeks.length} height={84} />;
  const counts = new Map<Day, number>();
  for (const line of data.items.filter((one) => shows(one.practitioner_id))) {
    counts.set(line.day, (counts.get(line.day) ?? 0) + line.visits);
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
                  <button type="button" className={classes.day} aria-current={at === today ? 'date' : undefined} onClick={() => onDay(at)}>
                    <span className={ui.unseen}>{`${formatDate(at, 'long')}, ${t('visitsLong', { count })}`}</span>
                    <b aria-hidden>{Number(at.slice(8))}</b>
                    {count > 0 && <span aria-hidden className={classes.count}>{count}</span>}
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
