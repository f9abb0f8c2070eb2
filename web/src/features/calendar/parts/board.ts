import type { Act } from '@/shared/visit';
import type { BoardVisit } from '../api';

export type Place = BoardVisit['place'];

/** Left to right as the day goes. */
export const places: Place[] = ['expected', 'waiting', 'with_practitioner', 'done', 'missing'];

/** One key for each act. */
export const actKeys = { a: 'arrive', s: 'start', c: 'complete', x: 'no-show' } satisfies Record<string, Act>;

/** Who is where: who waits longest in front, the others by begin. */
export function byPlace(visits: BoardVisit[]): Map<Place, BoardVisit[]> {
  const at = new Map<Place, BoardVisit[]>(places.map((place) => [place, []]));
  for (const visit of visits) at.get(visit.place)?.push(visit);
  at.get('waiting')?.sort((a, b) => Date.parse(a.since ?? a.starts_at) - Date.parse(b.since ?? b.starts_at));
  return at;
}

/** The visit that the arrows lead to; the columns are of different lengths. */
export function neighbour(columns: BoardVisit[][], id: string | undefined, key: string): BoardVisit | undefined {
  const full = columns.filter((column) => column.length > 0);
  const at = full.findIndex((column) => column.some((one) => one.id === id));
  if (at < 0) return full[0]?.[0];
  const row = full[at]?.findIndex((one) => one.id === id) ?? 0;
  const to = key === 'ArrowRight' ? at + 1 : key === 'ArrowLeft' ? at - 1 : at;
  const column = full[to];
  if (!column) return undefined;
  if (to !== at) return column[Math.min(row, column.length - 1)];
  return column[row + (key === 'ArrowDown' ? 1 : -1)];
}
