/**
 * Instants (RFC 3339, UTC) on one side; a site's calendar days (`2026-11-20`) and wall-clock times (`08:30`)
 * on the other. The browser's own zone never matters.
 */
export type Day = string;

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(instant: Date, zone: string): Record<string, string> {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** The day that an instant falls on, in a zone. */
export function dayOf(instant: string | Date, zone: string): Day {
  const { year, month, day } = parts(new Date(instant), zone);
  return `${year}-${month}-${day}`;
}

/** The wall-clock time of an instant in a zone: `08:30`. */
export function timeOf(instant: string | Date, zone: string): string {
  const { hour, minute } = parts(new Date(instant), zone);
  return `${hour}:${minute}`;
}

/** Minutes since the zone's midnight on the wall clock. */
export function minuteOf(instant: string | Date, zone: string): number {
  return minutes(timeOf(instant, zone));
}

/** `08:30` → 510. */
export function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** 510 → `08:30`. */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
function offset(at: number, zone: string): number {
  const { year, month, day, hour, minute, second } = parts(new Date(at), zone);
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) - Math.floor(at / 1000) * 1000;
}

/**
 * The instant at which a zone's clock shows a day and time. Of a time that comes twice (clocks go back) the
 * first; a time that is skipped (clocks go forward) is read with the offset that held before, thus one hour on.
 */
export function instantAt(day: Day, time: string, zone: string): string {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const before = offset(wall - 86_400_000, zone);
  const early = wall - before;
  const found = offset(early, zone) === before ? early : wall - offset(early, zone);
  const skipped = found + offset(found, zone) !== wall;
  return new Date(skipped ? early : found).toISOString().replace('.000', '');
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** 1 = Monday … 7 = Sunday, as in the API. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The Monday of a day's week. */
export function weekStart(day: Day): Day {
  return addDays(day, 1 - weekday(day));
}

export function today(zone: string): Day {
  return dayOf(new Date(), zone);
}

/** Whole years from a birth date to a day. */
export function ageOn(birth: Day, day: Day): number {
  return Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0);
}
