import { ActionIcon, Button, Group } from '@mantine/core';
import { IconCalendarEvent, IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { fullName } from '@/shared/ui';
import type { Day } from '@/shared/time';
import { useT } from '../i18n';
import classes from './Calendar.module.css';
import { Choice, Segments } from './choices';
import type { View } from '../routes';
import type { Calendar } from './useCalendar';

const views: View[] = ['day', 'week', 'month', 'agenda'];
const stepNames = { day: 'Day', week: 'Week', month: 'Month', agenda: 'Week' } as const;

const DayPopover = lazy(() => import('./DayPopover'));

interface Props {
  calendar: Calendar;
  title: string;
  onDay: (day: Day) => void;
  onStep: (direction: 1 | -1) => void;
  onToday: () => void;
  onView: (view: View) => void;
  onPractitioner: (id: string | undefined) => void;
  onNew: () => void;
  /** Phones: the practitioner in view. */
  inView?: string;
  phone: boolean;
  /** Opens the waiting room where there is no place for it beside the grid. */
  room: ReactNode;
}

function DayButton({ day, onDay }: { day: Day; onDay: (day: Day) => void }) {
  const t = useT();
  const [opened, setOpened] = useState<boolean>();
  const target = useRef<HTMLButtonElement>(null);
  const toggle = (open: boolean) => {
    setOpened(open);
    if (!open) requestAnimationFrame(() => target.current?.focus());
  };
  const button = (
    <ActionIcon ref={target} variant="default" size={36} aria-label={t('pickDay')} aria-haspopup="dialog" aria-expanded={opened === true} onClick={() => toggle(!opened)}>
      <IconCalendarEvent size={18} />
    </ActionIcon>
  );
  if (opened === undefined) return button;
  return (
    <Suspense fallback={button}>
      <DayPopover day={day} opened={opened} onChange={toggle} onDay={onDay}>{button}</DayPopover>
    </Suspense>
  );
}

/** Which day, whose, how: and the one thing that the front desk does most. */
export function Toolbar(props: Props) {
  const { calendar, title, onDay, onStep, onToday, onView, onPractitioner, onNew, inView, phone, room } = props;
  const t = useT();
  const { view, day, today, sites, site, choose, practitioners, shown, one } = calendar;
  const week = view !== 'day';
  const people = week ? practitioners : shown;
  const options = people.map((person) => ({ value: person.id, label: fullName(person) }));
  return (
    <div className={classes.toolbar}>
      <h1 className={classes.title} aria-live="polite">{title}</h1>
      {phone ? (
        <ActionIcon className={classes.phoneNew} size={52} radius="xl" variant="filled" aria-label={t('new')} onClick={onNew}><IconPlus size={24} /></ActionIcon>
      ) : (
        <Button className={classes.new} leftSection={<IconPlus size={16} />} rightSection={<span className={classes.key} aria-hidden>N</span>} onClick={onNew}>{t('new')}</Button>
      )}
      <Group gap={4} wrap="nowrap" className={classes.steps}>
        <ActionIcon variant="default" size={36} aria-label={t(`previous${stepNames[view]}`)} onClick={() => onStep(-1)}><IconChevronLeft size={18} /></ActionIcon>
        <ActionIcon variant="default" size={36} aria-label={t(`next${stepNames[view]}`)} onClick={() => onStep(1)}><IconChevronRight size={18} /></ActionIcon>
        <DayButton day={day} onDay={onDay} />
        {day !== today && (
          <Button variant="default" px={phone ? 8 : 'sm'} onClick={onToday}>{t(phone ? 'todayShort' : 'today')}</Button>
        )}
      </Group>
      <Group gap={8} className={classes.choices}>
        {site && sites.length > 1 && (
          <Choice label={t('site')} value={site.id} onChange={choose} options={sites.map(({ id, name }) => ({ value: id, label: name }))} />
        )}
        {(week || phone) && (
          <Choice
            label={t('practitioner')}
            value={(week ? one?.id : inView) ?? ''}
            onChange={(id) => onPractitioner(id || undefined)}
            options={week ? [{ value: '', label: t('everyone') }, ...options] : options}
          />
        )}
        <Segments label={t('view')} value={view} onChange={onView} options={views.map((value) => ({ value, label: t(`view.${value}`) }))} />
        {room}
      </Group>
    </div>
  );
}
