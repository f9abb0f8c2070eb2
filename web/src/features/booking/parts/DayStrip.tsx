import { VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '@/shared/time';
import { useT } from '../i18n';
import { halves } from '../slots';
import type { WeekProps } from './SlotPicker';
import { TimeButton } from './TimeButton';
import classes from './booking.module.css';

/** For thumbs: the days of the week in a row, below them the times of one. */
export function DayStrip({ days, times, zoneOf, onPick }: WeekProps) {
  const t = useT();
  const { date } = useFormats();
  const [chosen, setChosen] = useState(() => days.find((day) => times.has(day)) ?? '');
  const [morning, afternoon] = halves(times.get(chosen) ?? [], zoneOf);
  return (
    <>
      <div className={classes.strip} role="group" aria-label={t('slots.days')}>
        {days.map((day) => {
          const count = times.get(day)?.length ?? 0;
          const [name = '', number = ''] = date(day, 'column').split(' ');
          return (
            <button
              key={day}
              type="button"
              className={classes.chip}
              aria-pressed={day === chosen}
              disabled={count === 0}
              onClick={() => setChosen(day)}
            >
              {name.replace('.', '')}{' '}
              <strong>{number}</strong>{' '}
              <small aria-hidden>{count || '–'}</small>
              <VisuallyHidden>{t('slots.count', { count })}</VisuallyHidden>
            </button>
          );
        })}
      </div>
      {[{ title: t('slots.morning'), list: morning }, { title: t('slots.afternoon'), list: afternoon }].map(({ title, list }) =>
        list.length === 0 ? null : (
          <section key={title}>
            <h3 className={classes.half}>{title}</h3>
            <ul className={classes.thumbTimes}>
              {list.map((time) => (
                <li key={time.starts_at}>
                  <TimeButton time={time} day={chosen} zoneOf={zoneOf} onPick={onPick} />
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
    </>
  );
}
