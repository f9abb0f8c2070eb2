import { IconBan, IconCheck, IconChecks, IconHelp, IconHome, IconProgress, IconUserOff, IconVideo, type Icon } from '@tabler/icons-react';
import type { CSSProperties, HTMLAttributes } from 'react';
import { useT as useShared } from '@/shared/i18n/shared';
import { clock } from '@/shared/time';
import { Waiting, type Visit } from '@/shared/visit';
import classes from './Grid.module.css';
import type { Placed } from './place';

const marks: Partial<Record<Visit['status'], Icon>> = {
  pending: IconHelp, confirmed: IconCheck, in_progress: IconProgress, fulfilled: IconChecks, no_show: IconUserOff, cancelled: IconBan,
};
const modes: Partial<Record<Visit['mode'], Icon>> = { video: IconVideo, home: IconHome };

interface Props extends HTMLAttributes<HTMLButtonElement> {
  placed: Placed;
  type: string;
  /** Named where a column is not a practitioner's own. */
  practitioner?: string;
  colour: string | undefined;
  style: CSSProperties;
  /** Too low for two lines. */
  low: boolean;
  movable: boolean;
  fresh: boolean;
  ghost?: 'origin' | 'landing' | 'conflict';
}

/** A visit in the grid. Its state is told by words, by a sign and by the style of its edge; the colour only repeats whose it is, what for, or its state. */
export function VisitCard({ placed, type, practitioner, colour, style, low, movable, fresh, ghost, ...rest }: Props) {
  const shared = useShared();
  const { visit, from, until } = placed;
  const Mark = marks[visit.status];
  const Mode = modes[visit.mode];
  const told = visit.status === 'arrived' || visit.status === 'booked' ? undefined : shared(`status.${visit.status}`);
  return (
    <button
      type="button"
      className={classes.card}
      data-visit={visit.id}
      data-status={visit.status}
      data-low={low || undefined}
      data-movable={movable || undefined}
      data-fresh={fresh || undefined}
      data-ghost={ghost}
      aria-keyshortcuts={movable ? 'Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight Shift+Alt+ArrowUp Shift+Alt+ArrowDown' : undefined}
      style={{ ...style, '--hue': colour } as CSSProperties}
      {...rest}
    >
      <span className={classes.line}>
        <b>{clock(from)}</b>{' '}
        <span className={ghost && ghost !== 'origin' ? undefined : classes.unseen}>– {clock(until)}</span>{' '}
        <span className={classes.who}>{visit.patient_name}</span>{' '}
        {low && <span className={classes.soft}>{type}</span>}
        <span className={classes.signs}>
          {Mode && <Mode size={14} aria-label={shared(`mode.${visit.mode}`)} role="img" />}
          {visit.status === 'arrived' && <Waiting visit={visit} />}
          {Mark && <Mark size={14} aria-hidden />}
        </span>
      </span>{' '}
      {low ? told && <span className={classes.unseen}>{told}</span> : (
        <span className={classes.line}>
          <span className={classes.soft}>{[type, practitioner].filter(Boolean).join(' · ')}</span>{' '}
          {told && <span className={classes.told}>{told}</span>}
        </span>
      )}
      {visit.status === 'arrived' && <span className={classes.unseen}> {shared('status.arrived')}</span>}
      {low && practitioner && <span className={classes.unseen}> {practitioner}</span>}
      {movable && <i className={classes.grip} data-grip aria-hidden />}
    </button>
  );
}
