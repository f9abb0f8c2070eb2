import { ActionIcon, Alert, Button, Group, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconPlayerTrackNext } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, dayOf, today, useFormats, type Day } from '@/shared/time';
import { ErrorState, RowsLoading, toastProblem } from '@/shared/ui';
import type { Wish } from '../api';
import { useT } from '../i18n';
import { timesByDay, type Slot } from '../slots';
import { useCatalogue, useSource } from '../source';
import { DayStrip } from './DayStrip';
import { WeekColumns } from './WeekColumns';
import classes from './booking.module.css';

interface Props {
  wish: Wish;
  /** How far ahead the visit type can be booked. */
  horizonDays: number;
  /** The first of the seven days on screen; today without one. */
  week: Day | undefined;
  onWeek: (day: Day) => void;
  onPick: (slot: Slot) => void;
}

export interface WeekProps {
  days: Day[];
  times: ReturnType<typeof timesByDay>;
  zoneOf: (site: string) => string;
  onPick: (slot: Slot) => void;
}

/** The free slots of seven days: as columns, or a strip of days on a phone. */
export function SlotPicker({ wish, horizonDays, week, onWeek, onPick }: Props) {
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  const { useFree } = useSource();
  const { site, zone } = useCatalogue();
  const now = today(zone);
  const start = week && week > now ? week : now;
  const { data, error, isPending, refetch } = useFree(wish, start, addDays(start, 6));

  const zoneOf = (id: string) => site(id)?.time_zone ?? zone;
  const days = Array.from({ length: 7 }, (_, index) => addDays(start, index));
  const times = timesByDay(data?.items ?? [], zoneOf);
  const some = days.some((day) => times.has(day));
  const View = phone ? DayStrip : WeekColumns;
  return (
    <section>
      <WeekBar start={start} now={now} horizonDays={horizonDays} wish={wish} onWeek={onWeek} zoneOf={zoneOf} />
      {isPending && <RowsLoading rows={5} height={44} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && (some ? <View key={start} days={days} times={times} zoneOf={zoneOf} onPick={onPick} /> : <NoneThisWeek />)}
    </section>
  );
}

function NoneThisWeek() {
  const t = useT();
  return <Alert variant="default" role="status">{t('slots.none')}</Alert>;
}

interface BarProps {
  start: Day;
  now: Day;
  horizonDays: number;
  wish: Wish;
  onWeek: (day: Day) => void;
  zoneOf: (site: string) => string;
}

function WeekBar({ start, now, horizonDays, wish, onWeek, zoneOf }: BarProps) {
  const t = useT();
  const { date } = useFormats();
  const { findFirst } = useSource();
  const [searching, setSearching] = useState(false);
  const [nothing, setNothing] = useState(false);

  const first = async () => {
    setSearching(true);
    try {
      const found = await findFirst(wish, now);
      setNothing(found === undefined);
      if (found) onWeek(dayOf(found.starts_at, zoneOf(found.site_id)));
    } catch (error) {
      toastProblem(error);
    }
    setSearching(false);
  };

  return (
    <>
      <div className={classes.weekBar}>
        <Title order={2} aria-live="polite">{t('slots.week', { from: date(start, 'medium'), until: date(addDays(start, 6), 'medium') })}</Title>
        <Button variant="default" loading={searching} leftSection={<IconPlayerTrackNext size={16} />} onClick={() => void first()}>
          {t('slots.first')}
        </Button>
        <Group gap={4} wrap="nowrap">
          <ActionIcon variant="default" size={36} aria-label={t('slots.before')} disabled={start <= now} onClick={() => onWeek(addDays(start, -7))}>
            <IconChevronLeft size={18} />
          </ActionIcon>
          <ActionIcon variant="default" size={36} aria-label={t('slots.after')} disabled={addDays(start, 7) > addDays(now, horizonDays)} onClick={() => onWeek(addDays(start, 7))}>
            <IconChevronRight size={18} />
          </ActionIcon>
        </Group>
      </div>
      {nothing && <Alert mb="sm" variant="default" role="status">{t('slots.nothing', { count: horizonDays })}</Alert>}
    </>
  );
}
