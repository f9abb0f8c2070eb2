import { useMemo, useState } from 'react';
import { useUser } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useLanguage } from '@/shared/i18n';
import { remember, remembered } from '@/shared/remember';
import { oneOf } from '@/shared/routing';
import { useSites } from '@/shared/site';
import { addDays, dayOf, instantAt, type Day } from '@/shared/time';
import { useNow, useVisits, type VisitWindow } from '@/shared/visit';
import { useClosures, useHolidays, usePlans } from '../plans';
import type { CalendarSearch } from '../routes';
import { t } from '../i18n';
import { colourings, type Colouring } from './colours';
import { spanOf } from './spanOf';
import { dayColumns, presentFirst, shownVisits, weekColumns } from './columns';
import { gathered } from './groups';

/** The instants of whole days of a site. */
export const windowOf = (site: string, zone: string, from: Day, days: number): VisitWindow =>
  ({ from: instantAt(from, '00:00', zone), until: instantAt(addDays(from, days), '00:00', zone), site_id: site });

/** Which practitioners are not shown: a choice of this browser. */
function useHidden() {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => new Set(remembered('calendar.hidden')?.split(' ')));
  const keep = (next: ReadonlySet<string>) => {
    setHidden(next);
    remember('calendar.hidden', next.size > 0 ? [...next].join(' ') : undefined);
  };
  const toggle = (id: string) => keep(new Set(hidden.has(id) ? [...hidden].filter((one) => one !== id) : [...hidden, id]));
  return { hidden, toggle, showAll: () => keep(new Set()) };
}

/** What the colours tell: likewise. */
function useColouring() {
  const [colouring, setColouring] = useState<Colouring>(() => oneOf(remembered('calendar.colours'), ...colourings) ?? 'practitioner');
  const choose = (next: Colouring) => {
    setColouring(next);
    remember('calendar.colours', next);
  };
  return { colouring, setColouring: choose };
}

/** All that the calendar shows, from the address bar, this browser's choices and the server. */
export function useCalendar(search: CalendarSearch) {
  const language = useLanguage();
  const { sites, site, choose } = useSites();
  useUser();
  const directory = useDirectory();
  const zone = site?.time_zone ?? 'UTC';
  const now = useNow();
  const today = dayOf(new Date(now), zone);
  const view = search.view ?? 'day';
  const day = search.day ?? today;
  const { hidden, toggle, showAll } = useHidden();
  const colours = useColouring();
  const [withCancelled, setWithCancelled] = useState(false);

  const { practitioners: everyone } = directory;
  const siteId = site?.id ?? '';
  // The directory's lists are new with each render: what they say is what matters.
  const everyoneKey = everyone.map(({ id, version }) => `${id}:${version}`).join();
  const practitioners = useMemo(() => everyone.filter(({ site_ids }) => site_ids.includes(siteId)), [everyoneKey, siteId]);
  const shown = useMemo(() => practitioners.filter(({ id }) => !hidden.has(id)), [practitioners, hidden]);
  const one = practitioners.find(({ id }) => id === search.practitioner);
  const shows = (id: string) => (one ? id === one.id : !hidden.has(id));
  const plans = usePlans(practitioners);
  const closures = useClosures(siteId);
  const span = spanOf(view, day);
  const holidays = useHolidays(siteId, span.first, addDays(span.first, span.days - 1));

  // A month is told in numbers, which its view asks for itself.
  const window = site && view !== 'month' ? windowOf(site.id, zone, span.first, span.days) : undefined;
  const read = useVisits(window);
  const visits = useMemo(() => {
    const all = gathered(shownVisits(read.data ?? [], withCancelled), (taken, type) => t('group.count', { taken, capacity: directory.visitType(type)?.capacity ?? taken }));
    return view === 'day' ? all : all.filter(({ practitioner_id }) => shows(practitioner_id));
  }, [read.data, withCancelled, view, one, hidden, language, directory.isPending]);

  const plansKey = plans.map((plan) => `${plan?.plan.version ?? ''}:${plan?.exceptions.map(({ id }) => id).join('') ?? ''}`).join();
  const columns = useMemo(() => {
    if (!site) return [];
    const clinic = { site, closures, holidays, practitioners, plans };
    if (view === 'day') return presentFirst(dayColumns(clinic, shown, day), visits);
    return weekColumns(clinic, one, day, new Set(visits.map(({ starts_at }) => dayOf(starts_at, zone))));
  }, [site, closures, holidays, practitioners, plansKey, view, shown, one, day, visits, zone, language]);

  return { sites, site, choose, zone, today, view, day, directory, practitioners, shown, one, shows, hidden, toggle, showAll, ...colours, withCancelled, setWithCancelled, read, visits, columns, holiday: holidays.find((one) => one.day === day)?.name };
}
export type Calendar = ReturnType<typeof useCalendar>;
