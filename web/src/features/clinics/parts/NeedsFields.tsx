import { ActionIcon, Button, Fieldset, Group, MultiSelect, NativeSelect, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useRoomsOf } from '../api';
import type { VisitTypeValues } from '../forms';
import { useT } from '../i18n';
import type { RoomKind } from './RoomRow';

type Form = UseFormReturnType<VisitTypeValues>;
type Room = Schema['Room'];

/** As the server has it. */
const mostNeeds = 4;
const kinds = ['room', 'device'] as const;

/** Rooms of the kind, under their sites' names; an archived one only while it is named. */
function useChoices() {
  const t = useT();
  const { sites } = useDirectory();
  const rooms = useRoomsOf(sites);
  const label = ({ name, archived }: Room) => (archived ? t('needs.archived', { name }) : name);
  return (kind: RoomKind, named: string[]) =>
    sites
      .map((site) => ({
        group: site.name,
        items: rooms
          .filter((room) => room.site_id === site.id && room.kind === kind && (!room.archived || named.includes(room.id)))
          .map((room) => ({ value: room.id, label: label(room) })),
      }))
      .filter(({ items }) => items.length > 0);
}

/** What a visit takes on site besides the person: each line is one room or one device. */
export function NeedsFields({ form }: { form: Form }) {
  const t = useT();
  const choices = useChoices();
  const { needs } = form.values;
  return (
    <Fieldset legend={t('needs')} p="sm">
      <Text size="sm" c="dimmed" mb="xs">{t(needs.length === 0 ? 'needs.none' : 'needs.hint')}</Text>
      {needs.map(({ kind, room_ids = [] }, at) => (
        <Group key={at} gap="sm" align="flex-end" mb="sm">
          <NativeSelect
            label={t('needs.kind')}
            data={kinds.map((value) => ({ value, label: t(`needs.${value}`) }))}
            value={kind}
            error={form.errors[`needs.${at}.kind`]}
            onChange={(event) => form.setFieldValue(`needs.${at}`, { kind: event.currentTarget.value as RoomKind, room_ids: [] })}
          />
          <MultiSelect
            label={t('needs.which')}
            placeholder={room_ids.length === 0 ? t(`needs.any.${kind}`) : undefined}
            data={choices(kind, room_ids)}
            searchable
            flex="1 1 200px"
            {...form.getInputProps(`needs.${at}.room_ids`)}
          />
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('needs.remove', { number: at + 1 })} onClick={() => form.removeListItem('needs', at)}>
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      {needs.length < mostNeeds && (
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => form.insertListItem('needs', { kind: 'room', room_ids: [] })}>
          {t('needs.add')}
        </Button>
      )}
    </Fieldset>
  );
}
