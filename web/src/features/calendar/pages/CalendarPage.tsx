import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArmchair, IconBuildingHospital, IconUserOff } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useUser } from '@/shared/api';
import { useDrawer } from '@/shared/editing';
import { useKey } from '@/shared/keys/registry';
import { language } from '@/shared/i18n';
import { addDays, clock, formatDate, useFormats, weekStart, type Day } from '@/shared/time';
import { EmptyState, ErrorState, fullName, PageLoading, RowsLoading, whenOpened } from '@/shared/ui';
import { useRoomNames } from '@/shared/directory/rooms';
import { actsOn, moveVisit, perform, prefetchVisits, useVisits, VisitDrawer, type Visit } from '@/shared/visit';
import { Grid } from '../grid/Grid';
import { useT } from '../i18n';
import type { BookingDrawerProps, BookingStart } from '../parts/BookingDrawer';
import classes from '../parts/Calendar.module.css';
import type { GroupDrawerProps } from '../parts/GroupDrawer';
import type { RoomDrawerProps } from '../parts/RoomDrawer';
import { colourOf } from '../parts/colours';
import { spanOf, stepOf } from '../parts/spanOf';
import { Toolbar } from '../parts/Toolbar';
import { useCalendar, windowOf, type Calendar } from '../parts/useCalendar';
import { byArrival, WaitingRoom } from '../parts/WaitingRoom';
import { calendarRoute, type CalendarSearch } from '../routes';

const BookingDrawer = whenOpened<BookingDrawerProps>(() => import('../parts/BookingDrawer'));
const GroupDrawer = whenOpened<GroupDrawerProps>(() => import('../parts/GroupDrawer'));
const MonthView = lazy(() => import('../parts/MonthView'));
const AgendaView = lazy(() => import('../parts/AgendaView'));
const Filter = lazy(() => import('../parts/Filter'));
const RoomDrawer = whenOpened<RoomDrawerProps>(() => import('../parts/RoomDrawer'));

/** The visit that has the keyboard's focus in the grid. */
function focusedVisit(visits: Visit[]): Visit | undefined {
  const id = document.activeElement?.closest<HTMLElement>('[data-visit]')?.dataset.visit;
  return visits.find((visit) => visit.id === id);
}

/** `23–29 novembre 2026`, as the language writes it. */
function weekTitle(monday: Day): string {
  const format = new Intl.DateTimeFormat(language() === 'fr' ? 'fr-FR' : 'en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.formatRange(new Date(monday), new Date(addDays(monday, 6)));
}

function useTitle({ view, day, holiday }: Calendar): string {
  const { date } = useFormats();
  const span = view === 'month' ? formatDate(day, 'month') : weekTitle(weekStart(day));
  const title = view === 'day' ? [date(day), holiday].filter(Boolean).join(' · ') : span;
  useEffect(() => {
    document.title = `${title} · Monoclinic`;
  }, [title]);
  return title;
}

function Notice({ calendar }: { calendar: Calendar }) {
  const t = useT();
  const { directory, site, practitioners, shown, view, showAll } = calendar;
  if (directory.error) return <ErrorState error={directory.error} retry={() => void directory.refetch()} />;
  if (directory.isPending) return <PageLoading />;
  if (!site) return <EmptyState page icon={IconBuildingHospital} title={t('noSites')} text={t('noSitesText')} />;
  if (practitioners.length === 0) return <EmptyState icon={IconUserOff} title={t('noPractitioners')} text={t('noPractitionersText')} />;
  if (view === 'day' && shown.length === 0) {
    return <EmptyState icon={IconUserOff} title={t('allHidden')} text={t('allHiddenText')}><Button onClick={showAll}>{t('showAll')}</Button></EmptyState>;
  }
  return null;
}

function Board({ calendar }: { calendar: Calendar }) {
  const t = useT();
  const user = useUser();
  const navigate = useNavigate();
  const search = calendarRoute.useSearch();
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const { site, zone, today, day, view, directory, read, visits, columns } = calendar;
  const title = useTitle(calendar);
  const [inView, setInView] = useState<string>();
  const [room, setRoom] = useState(false);
  const booking = useDrawer<BookingStart>();
  const visit = useDrawer<string>();
  const group = useDrawer<string>();
  const todays = useVisits(site && windowOf(site.id, zone, today, 1)).data ?? none;

  const go = (change: Partial<CalendarSearch>) => void navigate({ to: '/calendar', search: { ...search, ...change }, replace: true });
  const step = (direction: 1 | -1) => go({ day: stepOf(view, day, direction) });
  const openNew = (start: Partial<BookingStart> = {}) => booking.open({ day: day < today ? today : day, ...start });
  const openVisit = (id: string) => go({ visit: id, group: undefined });
  const nameOf = (id: string) => {
    const person = directory.practitioner(id);
    return person ? fullName(person) : '';
  };
  const roomOf = useRoomNames(site?.id ?? '', visits);
  const typeOf = (one: Visit) => [directory.visitType(one.visit_type_id)?.name, roomOf(one)].filter(Boolean).join(' · ');

  // The address bar is what is true: a link to a visit opens it, Back closes it.
  useEffect(() => {
    if (search.visit) visit.open(search.visit);
    else visit.close();
  }, [search.visit]);
  useEffect(() => {
    if (search.group) group.open(search.group);
    else group.close();
  }, [search.group]);
  useEffect(() => {
    if (!search.new) return;
    openNew();
    go({ new: undefined });
  }, [search.new]);
  // J and K turn pages that are already here.
  useEffect(() => {
    if (site && view === 'day') for (const by of [1, -1]) prefetchVisits(windowOf(site.id, zone, addDays(day, by), 1));
  }, [site?.id, zone, day, view]);

  useKey('t', () => t('today'), () => go({ day: undefined }));
  useKey('j', () => t(stepNames[view][1]), () => step(1));
  useKey('k', () => t(stepNames[view][0]), () => step(-1));
  useKey('d', () => t('view.day'), () => go({ view: undefined }));
  useKey('w', () => t('view.week'), () => go({ view: 'week' }));
  useKey('m', () => t('view.month'), () => go({ view: 'month' }));
  useKey('l', () => t('view.agenda'), () => go({ view: 'agenda' }));
  useKey('n', () => t('new'), () => openNew());
  useKey('a', () => t('key.arrive'), () => {
    const chosen = focusedVisit(visits);
    if (chosen && !chosen.group_id && actsOn(chosen, user).includes('arrive')) void perform(chosen, 'arrive');
  });

  const side = (
    <>
      <WaitingRoom visits={todays} zone={zone} nameOf={nameOf} typeOf={typeOf} onOpen={(one) => { setRoom(false); openVisit(one.id); }} />
      <Suspense><Filter calendar={calendar} /></Suspense>
    </>
  );
  const waitingCount = byArrival(todays).length;
  const gridded = view === 'day' || view === 'week';
  return (
    <div className={classes.page} data-view={view}>
      <div className={classes.main}>
        <Toolbar
          calendar={calendar}
          title={title}
          phone={phone}
          inView={inView ?? columns[0]?.practitioner?.id}
          onDay={(picked) => go({ day: picked })}
          onStep={step}
          onToday={() => go({ day: undefined })}
          onView={(chosen) => go({ view: chosen === 'day' ? undefined : chosen })}
          onPractitioner={(id) => (view === 'day' ? setInView(id) : go({ practitioner: id }))}
          onNew={() => openNew()}
          room={
            <Button className={classes.roomButton} variant="default" px="sm" leftSection={<IconArmchair size={16} />} title={t('room.open', { count: waitingCount })} onClick={() => setRoom(true)}>
              {t('room.short', { count: waitingCount })}
            </Button>
          }
        />
        {read.error && <ErrorState error={read.error} retry={() => void read.refetch()} />}
        <Notice calendar={calendar} />
        {read.isPending && view !== 'month' && columns.length > 0 && <RowsLoading rows={10} height={44} />}
        <Suspense fallback={<RowsLoading rows={10} height={44} />}>
          {view === 'month' && site && calendar.practitioners.length > 0 && (
            <MonthView first={spanOf(view, day).first} day={day} today={today} site={site.id} shows={calendar.shows} onDay={(picked) => go({ view: undefined, day: picked })} />
          )}
          {view === 'agenda' && read.data && calendar.practitioners.length > 0 && (
            <AgendaView visits={visits} zone={zone} typeOf={typeOf} nameOf={nameOf} onOpen={(one) => openVisit(one.id)} />
          )}
        </Suspense>
        {read.data && calendar.practitioners.length > 0 && gridded && columns.length > 0 && (
          <Grid
            label={t(view === 'week' ? 'grid.week' : 'grid.day', { day: title })}
            columns={columns}
            visits={visits}
            zone={zone}
            typeName={typeOf}
            practitionerName={nameOf}
            colourOf={(one, practitioner) => colourOf(one, practitioner, calendar.colouring, directory)}
            shownColumn={phone ? inView : undefined}
            onColumn={phone && view === 'day' ? setInView : undefined}
            onOpen={(one) => (one.group_id ? go({ group: one.group_id }) : openVisit(one.id))}
            onNew={(column, minute) => openNew({ day: column.day, time: clock(minute), practitioner_id: column.practitioner?.id })}
            onMove={(one, place) => void moveVisit(one, place)}
          />
        )}
      </div>
      <aside className={classes.side} aria-label={t('room.title')}>
        {side}
      </aside>
      <RoomDrawer opened={room} onClose={() => setRoom(false)}>{side}</RoomDrawer>
      <GroupDrawer
        id={group.subject}
        zone={zone}
        opened={group.opened}
        onClose={() => go({ group: undefined })}
        onVisit={openVisit}
        onAdd={(start) => {
          go({ group: undefined });
          booking.open(start);
        }}
      />
      <VisitDrawer id={visit.subject} opened={visit.opened} onClose={() => go({ visit: undefined })} />
      {booking.subject && site && <BookingDrawer start={booking.subject} opened={booking.opened} onClose={booking.close} site={site} />}
    </div>
  );
}
const none: Visit[] = [];
const stepNames = {
  day: ['previousDay', 'nextDay'],
  week: ['previousWeek', 'nextWeek'],
  month: ['previousMonth', 'nextMonth'],
  agenda: ['previousWeek', 'nextWeek'],
} as const;

export default function CalendarPage() {
  const calendar = useCalendar(calendarRoute.useSearch());
  return calendar.site && !calendar.directory.isPending ? <Board calendar={calendar} /> : <Notice calendar={calendar} />;
}
