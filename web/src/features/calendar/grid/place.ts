import { clock, dayOf, instantAt, minuteOf, type Day } from '@/shared/time';
import { lengthOf, type Practitioner, type Visit } from '@/shared/visit';
import { dayLength, type Span } from './spans';

/** The grid's rhythm, in minutes. */
export const step = 15;

/** A day of one practitioner, or of all. */
export interface Column {
  key: string;
  day: Day;
  practitioner?: Practitioner;
  title: string;
  subtitle: string;
  open: Span[];
}

/** A visit in its column; visits at the same time share the width in lanes. */
export interface Placed {
  visit: Visit;
  column: number;
  from: number;
  until: number;
  lane: number;
  lanes: number;
}

type Unlaned = Omit<Placed, 'lane' | 'lanes'>;

/** Lays out one column: each run of overlapping visits is split in as many lanes as it needs. */
function laned(visits: Unlaned[]): Placed[] {
  const result: Placed[] = [];
  let run: Placed[] = [];
  let ends: number[] = [];
  const close = () => {
    run.forEach((one) => (one.lanes = ends.length));
    result.push(...run);
    run = [];
    ends = [];
  };
  for (const one of [...visits].sort((a, b) => a.from - b.from || b.until - a.until)) {
    if (ends.length > 0 && one.from >= Math.max(...ends)) close();
    const free = ends.findIndex((end) => end <= one.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = one.until;
    run.push({ ...one, lane, lanes: 1 });
  }
  close();
  return result;
}

/** Where each visit stands: by the wall clock of the site at its begin, as long as it really lasts, clipped at midnight. */
export function placeVisits(visits: Visit[], columns: Column[], zone: string): Placed[] {
  const found = visits.flatMap((visit): Unlaned[] => {
    const day = dayOf(visit.starts_at, zone);
    const column = columns.findIndex((one) => one.day === day && (!one.practitioner || one.practitioner.id === visit.practitioner_id));
    if (column < 0) return [];
    const from = minuteOf(visit.starts_at, zone);
    return [{ visit, column, from, until: Math.min(dayLength, from + Math.max(5, lengthOf(visit))) }];
  });
  return columns.flatMap((_, index) => laned(found.filter(({ column }) => column === index)));
}

const usual: Span = { from: 8 * 60, until: 19 * 60 };

/** The whole hours that the grid must show; a usual working day at least where nothing says otherwise. */
export function shownHours(columns: Column[], placed: Placed[]): Span {
  const open = columns.flatMap((column) => column.open).filter(({ from, until }) => until - from < dayLength);
  const spans = [...open, ...placed, ...(open.length === 0 ? [usual] : [])];
  const from = Math.floor((Math.min(...spans.map((span) => span.from)) - 15) / 60) * 60;
  const until = Math.ceil((Math.max(...spans.map((span) => span.until)) + 15) / 60) * 60;
  return { from: Math.max(0, from), until: Math.min(dayLength, until) };
}

const clamped = (minute: number, length: number) => Math.max(0, Math.min(dayLength - Math.min(length, step), minute));

/** Where a visit lands that is dragged by so many minutes: on the rhythm; a tremble moves nothing. */
export function dragged(from: number, by: number, length: number): number {
  if (Math.abs(by) < step / 2) return from;
  return clamped(Math.round((from + by) / step) * step, length);
}

const nextLine = (minute: number, direction: 1 | -1) => (direction > 0 ? Math.floor(minute / step) * step + step : Math.ceil(minute / step) * step - step);

/** One step on, to the next line of the rhythm. */
export function nudged(from: number, direction: 1 | -1, length: number): number {
  return clamped(nextLine(from, direction), length);
}

// What the server takes, in minutes.
const longest = 480;
const finest = 5;

/** Where a visit ends that is to end at a time: a step after its begin at least, unless it is shorter now. */
function ended({ from, until }: Span, wanted: number): number {
  const length = Math.max(Math.min(step, until - from), Math.min(wanted - from, longest, dayLength - from));
  return from + Math.round(length / finest) * finest;
}

/** Where a visit ends whose lower edge is pulled by so many minutes, likewise. */
export const pulled = (one: Span, by: number) =>
  (Math.abs(by) < step / 2 ? one.until : ended(one, Math.round((one.until + by) / step) * step));

/** The end one step on, to the next line of the rhythm. */
export const lengthened = (one: Span, direction: 1 | -1) => ended(one, nextLine(one.until, direction));

/** The place of a visit that stays where it is, and lasts so long. */
export const lasting = ({ starts_at, practitioner_id }: Visit, duration_minutes: number) => ({ starts_at, practitioner_id, duration_minutes });

/** The instant and practitioner that a place in the grid stands for. */
export function placeAt(column: Column, minute: number, visit: Visit, zone: string) {
  return { starts_at: instantAt(column.day, clock(minute), zone), practitioner_id: column.practitioner?.id ?? visit.practitioner_id };
}

/** Visits that already hold a part of a stretch with that practitioner. */
export function takenBy(placed: Placed[], columns: Column[], column: number, span: Span, moving?: Visit): Placed | undefined {
  const practitioner = columns[column]?.practitioner?.id ?? moving?.practitioner_id;
  return placed.find(({ visit, column: at, from, until }) =>
    at === column && visit.id !== moving?.id && visit.status !== 'cancelled' && visit.status !== 'no_show' &&
    (!practitioner || visit.practitioner_id === practitioner) && from < span.until && span.from < until);
}
