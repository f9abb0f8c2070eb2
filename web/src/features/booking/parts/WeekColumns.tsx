import { Button } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '@/shared/time';
import { useT } from '../i18n';
import type { WeekProps } from './SlotPicker';
import { TimeButton } from './TimeButton';
import classes from './booking.module.css';

const atFirst = 8;

export function WeekColumns({ days, times, zoneOf, onPick }: WeekProps) {
  const t = useT();
  const { date } = useFormats();
  const [all, setAll] = useState(false);
  const more = days.some((day) => (times.get(day)?.length ?? 0) > atFirst);
  return (
    <>
      <div className={classes.week}>
        {days.map((day) => {
          const free = times.get(day) ?? [];
          return (
            <div key={day} className={classes.day} data-empty={free.length === 0 || undefined}>
              <h3>{date(day, 'column')}</h3>
              {free.length === 0 && <p className={classes.none} aria-label={t('slots.noneDay')} role="note">–</p>}
              {free.length > 0 && (
                <ul className={classes.times}>
                  {free.slice(0, all ? undefined : atFirst).map((time) => (
                    <li key={time.starts_at}>
                      <TimeButton time={time} day={day} zoneOf={zoneOf} onPick={onPick} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
          );
        })}
      </div>
      {more && !all && (
        <Button mt="xs" fullWidth variant="subtle" onClick={() => setAll(true)}>
          {t('slots.all')}
        </Button>
      )}
    </>
  );
}
