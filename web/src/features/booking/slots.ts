import type { Schema } from '@/shared/api';
import { addDays, dayOf, minuteOf, type Day } from '@/shared/time';

export type Slot = Schema['Slot'];

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

/** The earliest slot from a day on, asking for so many days at a time until the horizon. */
export async function firstSlot(
  read: (from: Day, until: Day) => Promise<Slot[]>, from: Day, horizonDays: number, stride = 60,
): Promise<Slot | undefined> {
  for (let done = 0; done <= horizonDays; done += stride) {
    const slots = await read(addDays(from, done), addDays(from, Math.min(done + stride - 1, horizonDays)));
    if (slots.length > 0) return slots.reduce((a, b) => (Date.parse(b.starts_at) < Date.parse(a.starts_at) ? b : a));
  }
  return undefined;
}
