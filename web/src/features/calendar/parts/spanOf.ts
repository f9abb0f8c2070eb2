import { addDays, weekStart, type Day } from '@/shared/time';
import type { View } from '../routes';

const monthStart = (day: Day): Day => `${day.slice(0, 8)}01`;
const weeksOfMonth = 6;

/** The first of the days that a view shows, and how many: a month is shown by whole weeks. */
export function spanOf(view: View, day: Day): { first: Day; days: number } {
  if (view === 'day') return { first: day, days: 1 };
  if (view === 'month') return { first: weekStart(monthStart(day)), days: 7 * weeksOfMonth };
  return { first: weekStart(day), days: 7 };
}

/** The day that a step of the view leads to. */
export function stepOf(view: View, day: Day, direction: 1 | -1): Day {
  if (view === 'day') return addDays(day, direction);
  if (view !== 'month') return addDays(day, 7 * direction);
  const first = monthStart(day);
  return direction < 0 ? monthStart(addDays(first, -1)) : monthStart(addDays(first, 31));
}
