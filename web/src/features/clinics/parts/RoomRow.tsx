import { ActionIcon, Button, Group, NativeSelect, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { ifMatch, invalidate, type Schema } from '@/shared/api';
import { required, StaleNotice, useRowForm } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { FormProblem, useDeed, withUndo } from '@/shared/ui';
import { readRoom, removeRoom, saveRoom } from '../api';
import { useT } from '../i18n';
import classes from './clinics.module.css';

type Room = Schema['Room'];
export type RoomKind = NonNullable<Room['kind']>;

export function useKinds() {
  const t = useT();
  return (['room', 'device'] as const).map((value) => ({ value, label: t(`rooms.${value}`) }));
}

/** One room or device; what is switched off is taken by no new visit, and keeps those that it has. */
export function RoomRow({ room }: { room: Room }) {
  const t = useT();
  const deed = useDeed('clinics');
  const [editing, setEditing] = useState(false);
  const { id, site_id, name, kind = 'room', active = true } = room;
  const remove = async () => {
    await removeRoom(room);
    withUndo(t('rooms.removed', { name }), () => saveRoom(site_id, id, { name, kind, active, archived: false }).finally(() => invalidate('clinics')));
  };
  if (editing) return <li className={classes.item}><Fields room={room} onClose={() => setEditing(false)} /></li>;
  return (
    <li className={classes.item} data-past={!active || undefined}>
      <span className={classes.grow}>{name} <span className={classes.soft}>· {t(`rooms.${kind}`)}</span></span>
      <Switch
        size="xs"
        label={t('rooms.active')}
        aria-label={t('rooms.activeOf', { name })}
        checked={active}
        disabled={deed.busy}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          void deed.run(() => saveRoom(site_id, id, { name, kind, active: checked }, ifMatch(room)));
        }}
      />
      <Group gap={0} wrap="nowrap">
        <Tooltip label={t('edit')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('rooms.edit', { name })} onClick={() => setEditing(true)}>
            <IconPencil size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('remove')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('remove.of', { what: name })} onClick={() => void deed.run(remove)}>
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </li>
  );
}

const values = (room: Room | undefined) => ({ name: room?.name ?? '', kind: (room?.kind ?? 'room') as string });

function Fields({ room, onClose }: { room: Room; onClose: () => void }) {
  const t = useT();
  const shared = useShared();
  const kinds = useKinds();
  const first = useRef<HTMLInputElement>(null);
  // The button that was pressed is gone: whoever types goes on here.
  useEffect(() => first.current?.select(), []);
  const api = useRowForm({
    row: room,
    values,
    validate: { name: required },
    reread: () => readRoom(room),
    submit: ({ name, kind }, headers) => saveRoom(room.site_id, room.id, { name: name.trim(), kind: kind as RoomKind, active: room.active }, headers),
    onDone: () => {
      void invalidate('clinics');
      onClose();
    },
  });
  return (
    <form onSubmit={api.onSubmit} noValidate aria-label={t('rooms.edit', { name: room.name })} className={classes.grow}>
      <StaleNotice stale={api.stale} reload={api.reload} />
      <div className={classes.inline}>
        <TextInput ref={first} label={t('rooms.name')} flex="1 1 140px" {...api.form.getInputProps('name')} />
        <NativeSelect label={t('rooms.kind')} data={kinds} {...api.form.getInputProps('kind')} />
        <Button type="submit" loading={api.busy}>{shared('action.save')}</Button>
        <Button variant="subtle" onClick={onClose}>{shared('action.cancel')}</Button>
      </div>
      <FormProblem problem={api.problem} />
    </form>
  );
}
