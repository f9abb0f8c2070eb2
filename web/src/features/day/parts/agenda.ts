import { addDays, dayOf, weekStart, type Day } from '@/shared/time';
import { isActive, isExpected, type Visit } from '@/shared/visit';

const byBegin = (a: Visit, b: Visit) => Date.parse(a.starts_at) - Date.parse(b.starts_at);
const byArrival = (a: Visit, b: Visit) => Date.parse(a.arrived_at ?? a.starts_at) - Date.parse(b.arrived_at ?? b.starts_at);

/** Whom to turn to: who is in consultation, else who has waited longest, else who is expected next. */
export function nextVisit(visits: Visit[]): Visit | undefined {
  const at = (status: Visit['status']) => visits.filter((visit) => visit.status === status);
  return at('in_progress').sort(byBegin)[0] ?? at('arrived').sort(byArrival)[0] ?? visits.filter(isExpected).sort(byBegin)[0];
}

export interface DayGlance {
  day: Day;
  count: number;
  first?: string;
  last?: string;
}

/** How full each day of a week is; a weekend only if something is on. */
export function weekGlance(visits: Visit[], day: Day, zone: string): DayGlance[] {
  const active = visits.filter(isActive).sort(byBegin);
  return [0, 1, 2, 3, 4, 5, 6].flatMap((offset) => {
    const at = addDays(weekStart(day), offset);
    const here = active.filter(({ starts_at }) => dayOf(starts_at, zone) === at);
    if (offset > 4 && here.length === 0) return [];
    const last = [...here].sort((a, b) => Date.parse(a.ends_at) - Date.parse(b.ends_at)).at(-1);
    return [{ day: at, count: here.length, first: here[0]?.starts_at, last: last?.ends_at }];
  });
}
