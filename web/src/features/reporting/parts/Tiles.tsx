import { IconArrowDownRight, IconArrowUpRight, IconEqual } from '@tabler/icons-react';
import { changeText, pointsText } from '../figures';
import { useT } from '../i18n';
import { change, points } from '../periods';
import classes from './reports.module.css';

export interface Tile {
  label: string;
  value: string;
  /** What the change is told by; undefined: nothing to compare. */
  now?: number;
  then?: number;
  /** More of it is worse (no-shows). */
  bad?: boolean;
  /** It is itself a share of something: what has changed is told in points. */
  rate?: boolean;
}

/** The figures of the period, each beside that of the period before. */
export function Tiles({ tiles }: { tiles: Tile[] }) {
  return (
    <dl className={classes.tiles}>
      {tiles.map((tile) => (
        <div key={tile.label} className={classes.tile}>
          <dt>{tile.label}</dt>
          <dd>{tile.value}<Change {...tile} /></dd>
        </div>
      ))}
    </dl>
  );
}

function Change({ now, then, bad = false, rate = false }: Tile) {
  const t = useT();
  const by = rate ? points(now, then) : change(now, then);
  if (by === undefined) return <small>{t('change.none')}</small>;
  const same = Math.abs(by) < (rate ? 0.0005 : 0.005);
  const Arrow = same ? IconEqual : by > 0 ? IconArrowUpRight : IconArrowDownRight;
  return (
    <small data-worse={(!same && by > 0 === bad) || undefined}>
      <Arrow size={14} aria-hidden /> {same ? t('change.same') : t('change', { by: rate ? t('change.points', { count: by * 100, by: pointsText(by) }) : changeText(by) })}
    </small>
  );
}
