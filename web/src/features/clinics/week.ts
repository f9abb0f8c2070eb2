import { clock, minutes } from '@/shared/time';

/** A span of hours on one weekday (1 = Monday … 7 = Sunday), on the wall clock of its site. */
export interface Span {
  weekday: number;
  opens: string;
  closes: string;
  site_id?: string;
  visit_type_ids?: string[];
  valid_from?: string;
  valid_until?: string;
  slot_step_minutes?: number;
}

/** Minutes from one slot's begin to the next's. */
export const slotSteps = [5, 10, 15, 20, 30, 60];
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type SpanFault = 'time' | 'order' | 'overlap' | 'site';

/** `9`, `9h`, `9h30`, `9:30`, `09.30`, `930`, `24` as `09:30`; undefined when it is no time of day. */
export function typedTime(typed: string): string | undefined {
  const found = /^(\d{1,2})(?:[h:. ]?(\d{2})?)?$/i.exec(typed.trim());
  if (!found) return undefined;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  return hour * 60 + minute <= 24 * 60 && minute < 60 ? clock(hour * 60 + minute) : undefined;
}

const isTime = (time: string) => /^\d\d:\d\d$/.test(time);
const sameSeason = (a: Span, b: Span) =>
  (a.valid_from ?? '') <= (b.valid_until ?? '9') && (b.valid_from ?? '') <= (a.valid_until ?? '9');
const clash = (a: Span, b: Span) =>
  isTime(b.opens) && isTime(b.closes) && a.weekday === b.weekday && sameSeason(a, b) && minutes(a.opens) < minutes(b.closes) && minutes(b.opens) < minutes(a.closes);

/** What is wrong with each span, by its place in the list. Nobody can be in two places at once. */
export function faultsOf(spans: Span[], withSites = false): Map<number, SpanFault> {
  const faults = new Map<number, SpanFault>();
  spans.forEach((span, index) => {
    if (!isTime(span.opens) || !isTime(span.closes)) faults.set(index, 'time');
    else if (minutes(span.opens) >= minutes(span.closes)) faults.set(index, 'order');
    else if (withSites && !span.site_id) faults.set(index, 'site');
    else if (spans.some((other, at) => at < index && clash(span, other))) faults.set(index, 'overlap');
  });
  return faults;
}

/** The same hours on other days as on one day; what those days had goes. */
export function copiedDay<S extends Span>(spans: S[], from: number, to: number[]): S[] {
  const model = spans.filter(({ weekday }) => weekday === from);
  const kept = spans.filter(({ weekday }) => !to.includes(weekday));
  return sorted([...kept, ...to.flatMap((weekday) => model.map((span) => ({ ...span, weekday })))]);
}

export function sorted<S extends Span>(spans: S[]): S[] {
  return [...spans].sort((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens));
}

/** A sensible next span for a day: the morning, then the afternoon, then one hour later. */
export function nextSpan(spans: Span[], weekday: number, site_id?: string): Span {
  const ends = spans.filter((span) => span.weekday === weekday && isTime(span.closes)).map(({ closes }) => minutes(closes));
  const last = Math.max(0, ...ends);
  const base = { weekday, ...(site_id && { site_id, visit_type_ids: [] }) };
  if (last === 0) return { ...base, opens: '09:00', closes: '12:00' };
  if (last <= 14 * 60) return { ...base, opens: '14:00', closes: '18:00' };
  const begin = Math.min(last + 60, 23 * 60);
  return { ...base, opens: clock(begin), closes: clock(Math.min(begin + 60, 24 * 60)) };
}

/** Minutes of all spans together, those with a fault aside. */
export function totalMinutes(spans: Span[]): number {
  const faults = faultsOf(spans);
  return spans.reduce((sum, span, index) => (faults.has(index) ? sum : sum + minutes(span.closes) - minutes(span.opens)), 0);
}

export const dayBegin = 6 * 60;
export const dayEnd = 22 * 60;

/** Where a span stands on a bar from 6 to 22 o'clock, in per cent; undefined when it has no sensible times. */
export function onBar({ opens, closes }: Span): { left: number; width: number } | undefined {
  if (!isTime(opens) || !isTime(closes) || minutes(opens) >= minutes(closes)) return undefined;
  const place = (minute: number) => ((Math.min(Math.max(minute, dayBegin), dayEnd) - dayBegin) / (dayEnd - dayBegin)) * 100;
  return { left: place(minutes(opens)), width: place(minutes(closes)) - place(minutes(opens)) };
}
