import { ActionIcon, Button, Card, Text, TextInput, Title, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { invalidate, useApiForm, type Schema } from '@/shared/api';
import { required } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { ErrorState, FormProblem, RowsLoading, toastProblem, withUndo } from '@/shared/ui';
import { addRoom, removeRoom, useRooms } from '../api';
import { useT } from '../i18n';
import classes from './clinics.module.css';

export function RoomsCard({ siteId }: { siteId: string }) {
  const t = useT();
  const shared = useShared();
  const { data, error, isPending, refetch } = useRooms(siteId);
  const api = useApiForm({
    initialValues: { name: '' },
    validate: { name: required },
    submit: async ({ name }) => {
      await addRoom(siteId, { name: name.trim() });
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
      <ul className={classes.list}>{data?.items.map((room) => <One key={room.id} room={room} />)}</ul>
      <form onSubmit={api.onSubmit} noValidate className={classes.inline}>
        <TextInput label={t('rooms.name')} placeholder={t('rooms.nameHint')} flex={1} {...api.form.getInputProps('name')} />
        <Button type="submit" variant="default" loading={api.busy}>{shared('action.add')}</Button>
      </form>
      <FormProblem problem={api.problem} />
    </Card>
  );
}

function One({ room: { id, site_id, name } }: { room: Schema['Room'] }) {
  const t = useT();
  const remove = async () => {
    try {
      await removeRoom(site_id, id);
      withUndo(t('rooms.removed', { name }), () => addRoom(site_id, { name }).finally(() => invalidate('clinics')));
    } catch (problem) {
      toastProblem(problem);
    }
    void invalidate('clinics');
  };
  return (
    <li className={classes.item}>
      {name}
      <Tooltip label={t('remove')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('remove.of', { what: name })} onClick={() => void remove()}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
