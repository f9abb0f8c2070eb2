import { step, type Placed } from './place';
import { dayLength } from './spans';

/** Where the keyboard stands in the grid: a free quarter of an hour, or on a visit. */
export interface Spot {
  column: number;
  minute: number;
  visit?: string;
}

const onRhythm = (minute: number) => Math.floor(minute / step) * step;

/** What is at a time of a column: the visit that covers it, else the time itself. */
export function spotAt(placed: Placed[], column: number, minute: number): Spot {
  const at = Math.max(0, Math.min(dayLength - step, minute));
  const found = placed.find((one) => one.column === column && one.from < onRhythm(at) + step && one.until > at);
  return found ? { column, minute: found.from, visit: found.visit.id } : { column, minute: onRhythm(at) };
}

/** The next spot down or up: beside visits that share a time, through them lane by lane. */
function along(placed: Placed[], spot: Spot, direction: 1 | -1): Spot {
  const inColumn = placed.filter(({ column }) => column === spot.column);
  const index = inColumn.findIndex(({ visit }) => visit.id === spot.visit);
  const here = inColumn[index];
  if (!here) return spotAt(placed, spot.column, spot.minute + direction * step);
  const neighbour = inColumn[index + direction];
  const overlaps = neighbour && neighbour.from < here.until && here.from < neighbour.until;
  if (overlaps) return { column: spot.column, minute: neighbour.from, visit: neighbour.visit.id };
  // The quarter beside this visit that none of it covers, unless its neighbour lies before that.
  const next = direction > 0 ? Math.ceil(here.until / step) * step : onRhythm(here.from) - step;
  const between = neighbour && (direction > 0 ? neighbour.from < next : neighbour.until > next + step);
  if (between) return { column: spot.column, minute: neighbour.from, visit: neighbour.visit.id };
  return spotAt(placed, spot.column, next);
}

/** Where an arrow, page, home or end key leads; undefined for other keys. */
export function walked(key: string, placed: Placed[], columns: number, spot: Spot): Spot | undefined {
  const first = placed.find(({ column }) => column === spot.column);
  const last = placed.filter(({ column }) => column === spot.column).at(-1);
  switch (key) {
    case 'ArrowDown': return along(placed, spot, 1);
    case 'ArrowUp': return along(placed, spot, -1);
    case 'ArrowRight': return spot.column + 1 < columns ? spotAt(placed, spot.column + 1, spot.minute) : spot;
    case 'ArrowLeft': return spot.column > 0 ? spotAt(placed, spot.column - 1, spot.minute) : spot;
    case 'PageDown': return spotAt(placed, spot.column, spot.minute + 60);
    case 'PageUp': return spotAt(placed, spot.column, spot.minute - 60);
    case 'Home': return first && { column: spot.column, minute: first.from, visit: first.visit.id };
    case 'End': return last && { column: spot.column, minute: last.from, visit: last.visit.id };
    default: return undefined;
  }
}
