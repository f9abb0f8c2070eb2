import type { Schema } from '@/shared/api';
import { addDays, formatDate, weekStart, type Day } from '@/shared/time';
import { fullName } from '@/shared/ui';
import type { Practitioner, Visit } from '@/shared/visit';
import type { Plan } from '../plans';
import { openingOn, receivingOn } from '../grid/hours';
import type { Column } from '../grid/place';
import { united } from '../grid/spans';

interface Clinic {
  site: Schema['Site'];
  closures: Schema['Closure'][];
  holidays: Schema['PublicHoliday'][];
  practitioners: Practitioner[];
  /** In the order of the practitioners. */
  plans: (Plan | undefined)[];
}

const holidayOn = ({ holidays }: Clinic, day: Day) => holidays.find((one) => one.day === day);

function openFor(clinic: Clinic, practitioner: Practitioner, day: Day) {
  const { site, closures, practitioners, plans } = clinic;
  const opening = openingOn(site, closures, day);
  const plan = plans[practitioners.indexOf(practitioner)];
  return plan ? receivingOn(site, opening, plan.plan, plan.exceptions, day, holidayOn(clinic, day) !== undefined) : opening;
}

/** A column per practitioner. */
export function dayColumns(clinic: Clinic, shown: Practitioner[], day: Day): Column[] {
  return shown.map((practitioner) => ({
    key: practitioner.id,
    day,
    practitioner,
    title: fullName(practitioner),
    subtitle: practitioner.specialty,
    open: openFor(clinic, practitioner, day),
  }));
}

/** Who is not in and has no visit goes last: the columns in use stand together. */
export function presentFirst(columns: Column[], visits: Visit[]): Column[] {
  const busy = new Set(visits.map(({ practitioner_id }) => practitioner_id));
  const isIn = ({ open, practitioner }: Column) => open.length > 0 || (practitioner !== undefined && busy.has(practitioner.id));
  return [...columns.filter(isIn), ...columns.filter((column) => !isIn(column))];
}

/** A column per day of the week, of one practitioner or of all; a weekend only if something is on. */
export function weekColumns(clinic: Clinic, one: Practitioner | undefined, day: Day, busyDays: ReadonlySet<Day>): Column[] {
  const monday = weekStart(day);
  const people = one ? [one] : clinic.practitioners;
  return [0, 1, 2, 3, 4, 5, 6].flatMap((offset) => {
    const at = addDays(monday, offset);
    const open = united(people.flatMap((practitioner) => openFor(clinic, practitioner, at)));
    if (offset > 4 && open.length === 0 && !busyDays.has(at)) return [];
    return [{ key: at, day: at, practitioner: one, title: formatDate(at, 'column'), subtitle: holidayOn(clinic, at)?.name ?? '', open }];
  });
}

/** Cancelled visits are shown only when asked for: their time is free. */
export const shownVisits = (visits: Visit[], withCancelled: boolean) => (withCancelled ? visits : visits.filter(({ status }) => status !== 'cancelled'));
