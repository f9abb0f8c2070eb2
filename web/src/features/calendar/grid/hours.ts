import type { Schema } from '@/shared/api';
import { minutes, weekday, type Day } from '@/shared/time';
import { dayLength, shared, united, without, wholeDay, type Span } from './spans';

type Site = Schema['Site'];
type Availability = Schema['Availability'];
type Exception = Schema['Exception'];
type Closure = Schema['Closure'];

/** `00:00` as an end is the end of the day. */
const span = (opens: string, closes: string): Span => ({ from: minutes(opens), until: minutes(closes) || dayLength });
const within = (day: Day, first: Day | undefined, last: Day | undefined) => (!first || day >= first) && (!last || day <= last);

/** When a site is open on a day; all day long while no hours were set. */
export function openingOn(site: Site, closures: Closure[], day: Day): Span[] {
  if (closures.some(({ first_day, last_day }) => within(day, first_day, last_day))) return [];
  if (site.opening_hours.length === 0) return [wholeDay];
  return united(site.opening_hours.filter((hours) => hours.weekday === weekday(day)).map(({ opens, closes }) => span(opens, closes)));
}

/**
 * When a practitioner receives at a site on a day: the usual week, which may rest on a public holiday, plus extra hours, less leave,
 * while the site is open.
 */
export function receivingOn(site: Site, opening: Span[], plan: Availability, exceptions: Exception[], day: Day, holiday = false): Span[] {
  const here = exceptions.filter(({ site_id, first_day, last_day }) => (!site_id || site_id === site.id) && within(day, first_day, last_day));
  const spansOf = (kind: Exception['kind']) =>
    here.filter((one) => one.kind === kind).map(({ opens, closes }) => (opens && closes ? span(opens, closes) : wholeDay));
  const usual = plan.weekly
    .filter((row) => !(holiday && plan.closed_on_holidays) && row.site_id === site.id && row.weekday === weekday(day) && within(day, row.valid_from, row.valid_until))
    .map(({ opens, closes }) => span(opens, closes));
  return shared(without([...usual, ...spansOf('extra')], spansOf('off')), opening);
}
