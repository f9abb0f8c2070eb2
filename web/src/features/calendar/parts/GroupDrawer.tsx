import { Button, Drawer, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { toProblem, useUser, type Problem, type Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useT as useShared } from '@/shared/i18n/shared';
import { dayOf, instantAt, timeOf, useFormats } from '@/shared/time';
import { ErrorState, FormProblem, fullName, RowsLoading, StatusBadge, toast, useDeed } from '@/shared/ui';
import { DayInput } from '@/shared/ui/dates';
import { actsOn, isMovable, perform, TimeInput, type Visit } from '@/shared/visit';
import { cancelGroup, moveGroup, useGroup } from '../api';
import { useT } from '../i18n';
import type { BookingStart } from './BookingDrawer';
import classes from './Calendar.module.css';

type Members = Schema['GroupSession'];

export interface GroupDrawerProps {
  /** The group to show; it stays while the drawer closes. */
  id: string | undefined;
  zone: string;
  opened: boolean;
  onClose: () => void;
  onVisit: (id: string) => void;
  onAdd: (start: BookingStart) => void;
}

/** One who takes part: whether they came, and their own visit. */
function Participant({ visit, onOpen }: { visit: Visit; onOpen: () => void }) {
  const t = useT();
  const user = useUser();
  const { busy, run } = useDeed();
  const acts = actsOn(visit, user).filter((act) => act === 'arrive' || act === 'no-show');
  return (
    <li className={classes.participant}>
      <Group gap={8} justify="space-between">
        <Text fw={600}>{visit.patient_name}</Text>
        <StatusBadge status={visit.status} />
      </Group>
      <Group gap={6}>
        {acts.map((act) => (
          <Button key={act} size="compact-sm" variant="default" loading={busy} onClick={() => void run(() => perform(visit, act))} aria-label={t(`group.${act}`, { name: visit.patient_name })}>
            {t(`group.${act}Short`)}
          </Button>
        ))}
        <Button size="compact-sm" variant="subtle" onClick={onOpen} aria-label={t('group.openOne', { name: visit.patient_name })}>{t('group.open')}</Button>
      </Group>
    </li>
  );
}

function Move({ group, zone, onDone }: { group: Members; zone: string; onDone: () => void }) {
  const t = useT();
  const [day, setDay] = useState<string | null>(dayOf(group.starts_at, zone));
  const [time, setTime] = useState(timeOf(group.starts_at, zone));
  const [problem, setProblem] = useState<Problem>();
  const { busy, run } = useDeed('appointments');
  const move = (event: FormEvent) => {
    event.preventDefault();
    if (!day || !time) return;
    setProblem(undefined);
    void run(async () => {
      await moveGroup(group, instantAt(day, time, zone));
      toast({ text: t('group.moved') });
      onDone();
    }, (error) => setProblem(toProblem(error)));
  };
  return (
    <form className={classes.inset} onSubmit={move} aria-label={t('group.move')} noValidate>
      <Stack gap="sm">
        <FormProblem problem={problem} />
        <Group grow align="flex-start">
          <DayInput label={t('book.day')} value={day} onChange={setDay} clearable={false} />
          <TimeInput label={t('book.time')} value={time} onChange={setTime} />
        </Group>
        <Button type="submit" loading={busy} disabled={!day || !time} w="fit-content">{t('group.moveSubmit')}</Button>
      </Stack>
    </form>
  );
}

function CallOff({ group, onDone }: { group: Members; onDone: () => void }) {
  const t = useT();
  const [reason, setReason] = useState('');
  const { busy, run } = useDeed('appointments');
  const cancel = () => void run(async () => {
    await cancelGroup(group, reason.trim());
    toast({ text: t('group.cancelled') });
    onDone();
  });
  return (
    <div className={classes.inset}>
      <Stack gap="xs">
        <TextInput data-autofocus label={t('group.reason')} maxLength={300} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Button color="red" loading={busy} onClick={cancel} w="fit-content">{t('group.cancel')}</Button>
      </Stack>
    </div>
  );
}

function Body({ group, zone, onClose, onVisit, onAdd }: Omit<GroupDrawerProps, 'id' | 'opened'> & { group: Members }) {
  const t = useT();
  const { date, time } = useFormats();
  const directory = useDirectory();
  const [open, setOpen] = useState<'move' | 'cancel'>();
  const practitioner = directory.practitioner(group.practitioner_id);
  const ahead = Date.parse(group.starts_at) > Date.now() && group.participants.some(isMovable);
  const toggle = (what: 'move' | 'cancel') => setOpen((now) => (now === what ? undefined : what));
  const add = () => onAdd({ day: dayOf(group.starts_at, zone), time: timeOf(group.starts_at, zone), practitioner_id: group.practitioner_id, visit_type_id: group.visit_type_id });
  return (
    <>
      <div>
        <Text fw={650} size="lg">{directory.visitType(group.visit_type_id)?.name} · {t('group.count', { taken: group.taken, capacity: group.capacity })}</Text>
        <Text>{date(group.starts_at, 'full', zone)}, <b>{time(group.starts_at, zone)} – {time(group.ends_at, zone)}</b></Text>
        <Text c="dimmed">{practitioner ? fullName(practitioner) : ''}</Text>
      </div>
      <Group gap={8}>
        {ahead && group.taken < group.capacity && <Button onClick={add}>{t('group.add')}</Button>}
        {ahead && <Button variant="default" aria-expanded={open === 'move'} onClick={() => toggle('move')}>{t('group.move')}</Button>}
        {ahead && <Button variant="subtle" color="red" px="xs" aria-expanded={open === 'cancel'} onClick={() => toggle('cancel')}>{t('group.cancel')}</Button>}
      </Group>
      {open === 'move' && <Move group={group} zone={zone} onDone={onClose} />}
      {open === 'cancel' && <CallOff group={group} onDone={onClose} />}
      <ul className={classes.participants} aria-label={t('group.participants')}>
        {group.participants.map((visit) => <Participant key={visit.id} visit={visit} onOpen={() => onVisit(visit.id)} />)}
      </ul>
    </>
  );
}

/** A group at the side of the page: who takes part, who came, and what can be done with the whole. */
export default function GroupDrawer({ id = '', opened, onClose, ...rest }: GroupDrawerProps) {
  const t = useT();
  const shared = useShared();
  const { data, error, refetch } = useGroup(id);
  return (
    <Drawer opened={opened} onClose={onClose} size={440} title={<Text component="span" fw={700} size="lg">{t('group.title')}</Text>} closeButtonProps={{ 'aria-label': shared('action.close') }}>
      <Stack gap="md">
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {data && <Body key={data.id} group={data} onClose={onClose} {...rest} />}
        {!data && !error && <RowsLoading rows={5} />}
      </Stack>
    </Drawer>
  );
}
