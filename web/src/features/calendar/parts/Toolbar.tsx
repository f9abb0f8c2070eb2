import { ActionIcon, Button, Group, NativeSelect, Popover, SegmentedControl } from '@mantine/core';
import { IconCalendarEvent, IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { fullName } from '@/shared/ui';
import { DayPicker } from '@/shared/ui/dates';
import type { Day } from '@/shared/time';
import { useT } from '../i18n';
import classes from './Calendar.module.css';
import type { Calendar } from './useCalendar';

interface Props {
  calendar: Calendar;
  title: string;
  onDay: (day: Day) => void;
  onStep: (direction: 1 | -1) => void;
  onToday: () => void;
  onView: (view: 'day' | 'week') => void;
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
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus withinPortal shadow="md" radius="md">
      <Popover.Target>
        <ActionIcon variant="default" size={36} aria-label={t('pickDay')} aria-expanded={opened} onClick={() => setOpened(!opened)}>
          <IconCalendarEvent size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <DayPicker
          defaultDate={day}
          value={day}
          onChange={(picked) => {
            setOpened(false);
            if (picked) onDay(picked);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Which day, whose, how: and the one thing that the front desk does most. */
export function Toolbar(props: Props) {
  const { calendar, title, onDay, onStep, onToday, onView, onPractitioner, onNew, inView, phone, room } = props;
  const t = useT();
  const { view, day, today, sites, site, choose, practitioners, shown, one } = calendar;
  const week = view === 'week';
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
        <ActionIcon variant="default" size={36} aria-label={t(week ? 'previousWeek' : 'previousDay')} onClick={() => onStep(-1)}><IconChevronLeft size={18} /></ActionIcon>
        <ActionIcon variant="default" size={36} aria-label={t(week ? 'nextWeek' : 'nextDay')} onClick={() => onStep(1)}><IconChevronRight size={18} /></ActionIcon>
        <DayButton key={day} day={day} onDay={onDay} />
        {day !== today && (
          <Button variant="default" px={phone ? 8 : 'sm'} onClick={onToday}>{t(phone ? 'todayShort' : 'today')}</Button>
        )}
      </Group>
      <Group gap={8} className={classes.choices}>
        {sites.length > 1 && (
          <NativeSelect aria-label={t('site')} value={site?.id} onChange={(event) => choose(event.currentTarget.value)} data={sites.map(({ id, name }) => ({ value: id, label: name }))} />
        )}
        {(week || phone) && (
          <NativeSelect
            aria-label={t('practitioner')}
            value={(week ? one?.id : inView) ?? ''}
            onChange={(event) => onPractitioner(event.currentTarget.value || undefined)}
            data={week ? [{ value: '', label: t('everyone') }, ...options] : options}
          />
        )}
        <SegmentedControl
          aria-label={t('view')}
          value={view}
          onChange={(chosen) => onView(chosen === 'week' ? 'week' : 'day')}
          data={[{ value: 'day', label: t('view.day') }, { value: 'week', label: t('view.week') }]}
        />
        {room}
      </Group>
    </div>
  );
}
