import { ActionIcon, Button } from '@mantine/core';
import { IconCalendarOff, IconChevronLeft, IconChevronRight, IconLinkOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { hasRole, useUser } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useDrawer } from '@/shared/editing';
import { useKey } from '@/shared/keys/registry';
import { useSites } from '@/shared/site';
import { addDays, dayOf, instantAt, useFormats, weekStart } from '@/shared/time';
import { EmptyState, ErrorState, PageLoading, PageTitle, RowsLoading } from '@/shared/ui';
import { isActive, useNow, useVisits, VisitDrawer, type Practitioner, type Visit } from '@/shared/visit';
import { useT } from '../i18n';
import { nextVisit, weekGlance } from '../parts/agenda';
import classes from '../parts/Day.module.css';
import { DayList } from '../parts/DayList';
import { NextButton } from '../parts/NextButton';
import { NextCard } from '../parts/NextCard';
import { ToSign } from '../parts/ToSign';
import { Week } from '../parts/Week';
import { myDayRoute } from '../routes';

const none: Visit[] = [];

function useSummary(visits: Visit[]): string {
  const t = useT();
  const active = visits.filter(isActive);
  const at = (status: Visit['status']) => active.filter((visit) => visit.status === status).length;
  return [t('count', { count: active.length }), at('arrived') > 0 && t('countWaiting', { count: at('arrived') }), at('fulfilled') > 0 && t('countDone', { count: at('fulfilled') })]
    .filter(Boolean).join(' · ');
}

function MyDay({ me, zone }: { me: Practitioner; zone: string }) {
  const t = useT();
  const { date } = useFormats();
  const navigate = useNavigate();
  const search = myDayRoute.useSearch();
  const today = dayOf(new Date(useNow()), zone);
  const day = search.day ?? today;
  const monday = weekStart(day);
  const week = useVisits({ from: instantAt(monday, '00:00', zone), until: instantAt(addDays(monday, 7), '00:00', zone), practitioner_id: me.id });
  const all = week.data ?? none;
  const visits = all.filter(({ starts_at, status }) => dayOf(starts_at, zone) === day && status !== 'cancelled');
  const next = day === today ? nextVisit(visits) : undefined;
  const drawer = useDrawer<string>();
  const summary = useSummary(visits);
  const writes = hasRole(useUser(), 'practitioner');

  const go = (change: typeof search) => void navigate({ to: '/my-day', search: { ...search, ...change }, replace: true });
  const show = (at: string) => go({ day: at === today ? undefined : at });
  const open = (id: string) => go({ visit: id });
  useEffect(() => {
    if (search.visit) drawer.open(search.visit);
    else drawer.close();
  }, [search.visit]);
  useKey('t', () => t('today'), () => go({ day: undefined }));
  useKey('j', () => t('nextDay'), () => show(addDays(day, 1)));
  useKey('k', () => t('previousDay'), () => show(addDays(day, -1)));

  return (
    <>
      <PageTitle title={date(day)} text={week.data && summary}>
        {day === today && <NextButton visits={visits} />}
        {day !== today && <Button variant="default" onClick={() => go({ day: undefined })}>{t('today')}</Button>}
        <ActionIcon variant="default" size={36} aria-label={t('previousDay')} onClick={() => show(addDays(day, -1))}><IconChevronLeft size={18} /></ActionIcon>
        <ActionIcon variant="default" size={36} aria-label={t('nextDay')} onClick={() => show(addDays(day, 1))}><IconChevronRight size={18} /></ActionIcon>
      </PageTitle>
      {week.error && <ErrorState error={week.error} retry={() => void week.refetch()} />}
      {week.isPending && <RowsLoading rows={8} height={52} />}
      {week.data && (
        <div className={classes.page}>
          <div className={classes.main}>
            {day === today && visits.length > 0 && <NextCard visit={next} zone={zone} onOpen={open} />}
            {visits.length === 0
              ? <EmptyState icon={IconCalendarOff} title={t('empty')} text={t('emptyText')} />
              : <DayList visits={visits} zone={zone} label={t('list', { day: date(day) })} current={next?.id} onOpen={open} />}
          </div>
          <div className={classes.aside}>
            {writes && <ToSign zone={zone} />}
            <Week days={weekGlance(all, day, zone)} day={day} today={today} zone={zone} onDay={show} />
          </div>
        </div>
      )}
      <VisitDrawer id={drawer.subject} opened={drawer.opened} onClose={() => go({ visit: undefined })} />
    </>
  );
}

/** The day of a practitioner or coach: who is next, what is done, how the week looks. */
export default function MyDayPage() {
  const t = useT();
  const user = useUser();
  const directory = useDirectory();
  const { site } = useSites();
  const me = directory.practitioners.find(({ user_id }) => user_id === user.id);
  if (directory.error) return <ErrorState error={directory.error} retry={() => void directory.refetch()} />;
  if (directory.isPending) return <PageLoading />;
  if (!me) return <EmptyState page icon={IconLinkOff} title={t('noProfile')} text={t('noProfileText')} />;
  // The clock of the place where they work: the chosen site if it is theirs, else their first.
  const own = me.site_ids.includes(site?.id ?? '') ? site : directory.sites.find(({ id }) => me.site_ids.includes(id));
  return <MyDay me={me} zone={(own ?? site)?.time_zone ?? 'Europe/Paris'} />;
}
