import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { toProblem, type Problem } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useRooms } from '@/shared/directory/rooms';
import { siteZone } from '@/shared/site/current';
import { dayOf, instantAt, timeOf } from '@/shared/time';
import { FormProblem, fullName } from '@/shared/ui';
import { DayInput } from '@/shared/ui/dates';
import { useT } from './i18n';
import type { Visit } from './list';
import { lengthOf, moveVisit } from './move';
import { holdersOf } from './people';
import { aboutTime } from './refusals';
import { SlotChips } from './SlotChips';
import type { Near } from './slots';
import { TimeInput } from './TimeInput';
import classes from './visit.module.css';

/** The rooms and devices among which its type chooses at its site. */
function useChoice({ site_id, visit_type_id, mode }: Visit) {
  const needs = useDirectory().visitType(visit_type_id)?.needs ?? [];
  const choosy = mode === 'on_site' && needs.length > 0;
  const rooms = useRooms(site_id, choosy) ?? [];
  if (!choosy) return [];
  return rooms.filter(({ id, kind, active, archived }) => active && !archived && needs.some(({ kind: wanted, room_ids = [] }) => (room_ids.length > 0 ? room_ids.includes(id) : wanted === kind)));
}

/** Moves a visit by typing where to, or by picking one of the free times; its length is typed as well. */
export function MoveForm({ visit, onMoved }: { visit: Visit; onMoved: () => void }) {
  const t = useT();
  const directory = useDirectory();
  const zone = directory.site(visit.site_id)?.time_zone ?? siteZone();
  const [day, setDay] = useState<string | null>(dayOf(visit.starts_at, zone));
  const [time, setTime] = useState(timeOf(visit.starts_at, zone));
  const [minutes, setMinutes] = useState(String(lengthOf(visit)));
  const [practitioner, setPractitioner] = useState(visit.practitioner_id);
  const [refused, setRefused] = useState<{ problem: Problem; wished: Near | undefined }>();
  const [override, setOverride] = useState('');
  const [busy, setBusy] = useState(false);
  const [room, setRoom] = useState('');
  const rooms = useChoice(visit);
  const people = holdersOf(directory.practitioners, directory.visitType(visit.visit_type_id), visit.site_id);

  const move = async (event: FormEvent) => {
    event.preventDefault();
    if (!day || !time) return;
    const starts_at = instantAt(day, time, zone);
    setBusy(true);
    setRefused(undefined);
    try {
      await moveVisit(visit, { starts_at, practitioner_id: practitioner, duration_minutes: Number(minutes), room_ids: room ? [room] : undefined, override_reason: override.trim() || undefined }, 'throw');
      onMoved();
    } catch (error) {
      const problem = toProblem(error);
      setRefused({ problem, wished: aboutTime(problem) ? { starts_at, practitioner_id: practitioner } : undefined });
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className={classes.inset} onSubmit={(event) => void move(event)} aria-label={t('moveTitle')} noValidate>
      <Stack gap="sm">
        <FormProblem problem={refused?.problem} />
        <Group grow align="flex-start">
          <DayInput label={t('day')} value={day} onChange={setDay} clearable={false} />
          <TimeInput label={t('time')} value={time} onChange={setTime} />
          {!visit.group_id && <TextInput label={t('length')} type="number" min={5} max={480} step={5} value={minutes} onChange={(event) => setMinutes(event.currentTarget.value)} />}
        </Group>
        <NativeSelect
          label={t('practitioner')}
          value={practitioner}
          onChange={(event) => setPractitioner(event.currentTarget.value)}
          data={people.map((one) => ({ value: one.id, label: fullName(one) }))}
        />
        {rooms.length > 1 && (
          <NativeSelect
            label={t('room')}
            value={room}
            onChange={(event) => setRoom(event.currentTarget.value)}
            data={[{ value: '', label: t('room.free') }, ...rooms.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        )}
        <SlotChips
          wish={day ? { visit_type_id: visit.visit_type_id, practitioner_id: practitioner, site_id: visit.site_id, from: day } : undefined}
          near={refused?.wished}
          zone={zone}
          count={4}
          onPick={(slot) => {
            setDay(dayOf(slot.starts_at, zone));
            setTime(timeOf(slot.starts_at, zone));
            setPractitioner(slot.practitioner_id);
            setOverride('');
          }}
        />
        {(refused?.wished || override) && <TextInput label={t('override')} maxLength={300} value={override} onChange={(event) => setOverride(event.currentTarget.value)} />}
        <Button type="submit" loading={busy} disabled={!day || !time || !minutes} w="fit-content">{t('moveSubmit')}</Button>
      </Stack>
    </form>
  );
}
