import type { Schema } from '@/shared/api';
import { dayOf, minuteOf, type Day } from '@/shared/time';

/** Of one kind of visit, which who asked knows. */
export type Slot = Omit<Schema['Slot'], 'visit_type_id'>;

/** Instants at which one can come, with everyone who is free then. */
export interface Time {
  starts_at: string;
  slots: Slot[];
}

/** The slots of each day, on the clock of their site; a time at which several people are free comes once. */
export function timesByDay(slots: Slot[], zoneOf: (site: string) => string): Map<Day, Time[]> {
  const days = new Map<Day, Time[]>();
  for (const slot of [...slots].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at))) {
    const day = dayOf(slot.starts_at, zoneOf(slot.site_id));
    const times = days.get(day) ?? [];
    const last = times.at(-1);
    if (last?.starts_at === slot.starts_at) last.slots.push(slot);
    else times.push({ starts_at: slot.starts_at, slots: [slot] });
    days.set(day, times);
  }
  return days;
}

/** Morning and afternoon of a day's times. */
export function halves(times: Time[], zoneOf: (site: string) => string): [Time[], Time[]] {
  const isMorning = ({ starts_at, slots: [slot] }: Time) => minuteOf(starts_at, zoneOf(slot?.site_id ?? '')) < 12 * 60;
  return [times.filter(isMorning), times.filter((time) => !isMorning(time))];
}
