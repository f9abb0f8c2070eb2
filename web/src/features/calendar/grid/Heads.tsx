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
          const quiet = away && count === 0;
          const lead = quiet ? undefined : away ? t('away') : column.subtitle;
          return (
            <div
              key={column.key}
              className={classes.headCell}
              data-today={(!column.practitioner && column.day === today) || undefined}
              style={{ '--hue': column.practitioner?.colour } as CSSProperties}
            >
              <b>{column.title}</b>
              <span>
                {(lead || quiet) && <i>{quiet ? t('away') : lead}</i>}
                {lead && ' · '}
                {!quiet && <em>{t('visits', { count })}</em>}
              </span>
            </div>
          );
        })}
      </div>
    </>
  );
}
