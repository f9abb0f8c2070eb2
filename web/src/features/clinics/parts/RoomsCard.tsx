import { Button, Card, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { invalidate, useApiForm } from '@/shared/api';
import { required } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { ErrorState, FormProblem, RowsLoading } from '@/shared/ui';
import { addRoom, useRooms } from '../api';
import { useT } from '../i18n';
import { RoomRow, useKinds, type RoomKind } from './RoomRow';
import classes from './clinics.module.css';

/** Rooms and devices of a site: what visits take besides the person. */
export function RoomsCard({ siteId }: { siteId: string }) {
  const t = useT();
  const shared = useShared();
  const kinds = useKinds();
  const { data, error, isPending, refetch } = useRooms(siteId);
  const api = useApiForm({
    initialValues: { name: '', kind: 'room' as string },
    validate: { name: required },
    submit: async ({ name, kind }) => {
      await addRoom(siteId, { name: name.trim(), kind: kind as RoomKind });
      api.form.reset();
      void invalidate('clinics');
    },
  });
  return (
    <Card component="section">
      <Title order={2} mb="xs">{t('rooms')}</Title>
      {isPending && <RowsLoading rows={2} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <Text size="sm" c="dimmed">{t('rooms.none')}</Text>}
      <ul className={classes.list}>{data?.items.map((room) => <RoomRow key={room.id} room={room} />)}</ul>
      <form onSubmit={api.onSubmit} noValidate className={classes.inline}>
        <TextInput label={t('rooms.name')} placeholder={t('rooms.nameHint')} flex="1 1 140px" {...api.form.getInputProps('name')} />
        <NativeSelect label={t('rooms.kind')} data={kinds} {...api.form.getInputProps('kind')} />
        <Button type="submit" variant="default" loading={api.busy}>{shared('action.add')}</Button>
      </form>
      <FormProblem problem={api.problem} />
    </Card>
  );
}
