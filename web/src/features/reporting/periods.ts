import { addDays, weekStart, type Day } from '@/shared/time';
import type { Period } from './routes';

/** Days, both included. */
export interface Span {
  from: Day;
  until: Day;
}
export type By = 'day' | 'week' | 'month';

const month = (day: Day, change = 0): Day => {
  const [year = 0, number = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + change, 1)).toISOString().slice(0, 10);
};
const months = (first: Day, count: number): Span => ({ from: first, until: addDays(month(first, count), -1) });
const quarter = (day: Day) => month(day, -((Number(day.slice(5, 7)) - 1) % 3));

export const length = ({ from, until }: Span) => (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1;

/** The period that a day lies in; for a custom one without ends, the last 30 days. */
export function spanOf(period: Period, today: Day, custom: Partial<Span> = {}): Span {
  if (period === 'week') return { from: weekStart(today), until: addDays(weekStart(today), 6) };
  if (period === 'month') return months(month(today), 1);
  if (period === 'quarter') return months(quarter(today), 3);
  const until = custom.until ?? today;
  const from = custom.from ?? addDays(until, -29);
  return from <= until ? { from, until } : { from: until, until: from };
}

/** What came before it, as long as it: the month before a month, 10 days before 10 days. */
export function before(period: Period, span: Span): Span {
  if (period === 'month') return months(month(span.from, -1), 1);
  if (period === 'quarter') return months(month(span.from, -3), 3);
  return { from: addDays(span.from, -length(span)), until: addDays(span.from, -1) };
}

/** So that a chart has neither three bars nor three hundred. */
export function byOf(span: Span): By {
  const days = length(span);
  return days <= 35 ? 'day' : days <= 200 ? 'week' : 'month';
}

/** By how much a figure has grown: 0.12 is 12 %. Nothing to compare with: undefined. */
export function change(now: number | undefined, then: number | undefined): number | undefined {
  return now === undefined || then === undefined || then === 0 ? undefined : (now - then) / then;
}

/** By how much a rate has grown, itself a share: 0.25 after 0.2 is 0.05. */
export function points(now: number | undefined, then: number | undefined): number | undefined {
  return now === undefined || then === undefined ? undefined : now - then;
}
