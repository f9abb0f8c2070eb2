import { memo } from 'react';
import classes from './Grid.module.css';
import type { Column } from './place';
import { without, type Span } from './spans';

interface Props {
  columns: Column[];
  span: Span;
  scale: number;
  today: string;
  now: number;
}

/** What lies behind the visits: lines, closed hours, and the present. */
export const Backdrop = memo(function Backdrop({ columns, span, scale, today, now }: Props) {
  const height = (minutes: number) => minutes * scale;
  return (
    <div className={classes.backdrop} aria-hidden style={{ '--hour': `${height(60)}px` } as React.CSSProperties}>
      {columns.map((column) => (
        <div key={column.key} className={classes.column} data-today={column.day === today || undefined}>
          {without([span], column.open).map(({ from, until }) => (
            <i key={from} className={classes.closed} style={{ top: height(from - span.from), height: height(until - from) }} />
          ))}
          {column.day === today && now >= span.from && now <= span.until && (
            <>
              <i className={classes.now} style={{ top: height(now - span.from) }} />
              <i className={classes.nowOver} style={{ top: height(now - span.from) }} />
            </>
          )}
        </div>
      ))}
    </div>
  );
});
