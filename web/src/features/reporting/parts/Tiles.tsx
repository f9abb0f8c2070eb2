import { IconArrowDownRight, IconArrowUpRight, IconEqual } from '@tabler/icons-react';
import { changeText } from '../figures';
import { useT } from '../i18n';
import { change } from '../periods';
import classes from './reports.module.css';

export interface Tile {
  label: string;
  value: string;
  /** What the change is told by; undefined: nothing to compare. */
  now?: number;
  then?: number;
  /** More of it is worse (no-shows). */
  bad?: boolean;
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

function Change({ now, then, bad = false }: Tile) {
  const t = useT();
  const by = change(now, then);
  if (by === undefined) return <small>{t('change.none')}</small>;
  const same = Math.abs(by) < 0.005;
  const Arrow = same ? IconEqual : by > 0 ? IconArrowUpRight : IconArrowDownRight;
  return (
    <small data-worse={(!same && by > 0 === bad) || undefined}>
      <Arrow size={14} aria-hidden /> {same ? t('change.same') : t('change', { by: changeText(by) })}
    </small>
  );
}
