import type { CSSProperties } from 'react';
import { useT } from '../i18n';
import classes from './Grid.module.css';
import type { Column, Placed } from './place';

/** The columns' names: they stay in view while the hours scroll. */
export function Heads({ columns, placed, today }: { columns: Column[]; placed: Placed[]; today: string }) {
  const t = useT();
  return (
    <>
      <div className={classes.corner} />
      <div className={classes.heads}>
        {columns.map((column, index) => {
          const count = placed.filter((one) => one.column === index && one.visit.status !== 'cancelled').length;
          const away = column.practitioner && column.open.length === 0;
          return (
            <div
              key={column.key}
              className={classes.headCell}
              data-today={(!column.practitioner && column.day === today) || undefined}
              style={{ '--hue': column.practitioner?.colour } as CSSProperties}
            >
              <b>{column.title}</b>
              <span>{away && count === 0 ? t('away') : [away ? t('away') : column.subtitle, t('visits', { count })].filter(Boolean).join(' · ')}</span>
            </div>
          );
        })}
      </div>
    </>
  );
}
