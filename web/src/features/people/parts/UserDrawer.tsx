import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
import { IconLock, IconLockOpen, IconLogout, IconMailForward } from '@tabler/icons-react';
import { invalidate, toProblem, useUser, type Schema } from '@/shared/api';
import { required, Segments, StaleNotice, useRowForm } from '@/shared/editing';
import { useFormats } from '@/shared/time';
import { FormDrawer, fullName, StatusBadge, toast, toastProblem, useDeed, withUndo } from '@/shared/ui';
import { changeUser, inviteAgain, logOutUser, readUser, type UserRow } from '../api';
import { useT } from '../i18n';
import { someRole } from './InviteDrawer';
import { RolesField } from './RolesField';
import { UserKeys } from './UserKeys';

interface Values extends Record<string, unknown> {
  first_name: string;
  last_name: string;
  roles: Schema['Role'][];
  language: Schema['Language'];
}

const valuesOf = (user: UserRow | undefined): Values => ({
  first_name: user?.first_name ?? '',
  last_name: user?.last_name ?? '',
  roles: user?.roles ?? [],
  language: user?.language ?? 'fr',
});

/** One account: name, roles, language; shut, opened, invited again. */
export function UserDrawer({ user, opened, onClose }: { user: UserRow; opened: boolean; onClose: () => void }) {
  const t = useT();
  const { date, dateTime } = useFormats();
  const api = useRowForm({
    row: user,
    values: valuesOf,
    validate: { first_name: required, last_name: required, roles: someRole },
    reread: () => readUser(user.id),
    submit: (values, headers) => changeUser(user.id, values, headers),
    onDone: () => {
      toast({ text: t('saved') });
      void invalidate('users');
      onClose();
    },
  });
  const { form } = api;
  const lastAdmin = api.problem?.code === 'last_admin';
  return (
    <FormDrawer
      draft={`people.${user.id}`}
      title={fullName(user)}
      opened={opened}
      onClose={onClose}
      api={{ ...api, problem: lastAdmin ? undefined : api.problem }}
      actions={<Acts user={user} onDone={onClose} />}
    >
      <StaleNotice stale={api.stale} reload={api.reload} />
      {lastAdmin && <Alert variant="default" role="alert" title={t('lastAdmin')}>{t('lastAdmin.text')}</Alert>}
      <Group gap="xs">
        <StatusBadge status={user.status} />
        <Text size="sm" c="dimmed">{user.email}</Text>
      </Group>
      <Text size="sm" c="dimmed">
        {t('since', { date: date(user.created_at, 'medium') })} · {user.last_login_at ? t('lastLogin', { at: dateTime(user.last_login_at) }) : t('never')}
      </Text>
      <Group grow align="flex-start">
        <TextInput label={t('field.firstName')} required autoComplete="off" {...form.getInputProps('first_name')} />
        <TextInput label={t('field.lastName')} required autoComplete="off" {...form.getInputProps('last_name')} />
      </Group>
      <RolesField {...form.getInputProps('roles')} />
      <Segments label={t('field.language')} data={[{ value: 'fr', label: 'Français' }, { value: 'en', label: 'English' }]} {...form.getInputProps('language')} />
      <UserKeys id={user.id} />
    </FormDrawer>
  );
}

function Acts({ user, onDone }: { user: UserRow; onDone: () => void }) {
  const t = useT();
  const me = useUser();
  const { busy, run } = useDeed('users');
  const name = fullName(user);

  const refused = (error: unknown) => {
    if (toProblem(error).code === 'last_admin') toast({ text: t('lastAdmin.text'), tone: 'error' });
    else toastProblem(error);
  };
  const act = (work: () => Promise<void>) => run(() => work().then(onDone), refused);
  const status = (next: 'active' | 'disabled') => changeUser(user.id, { status: next }).finally(() => invalidate('users'));
  const disable = async () => {
    await status('disabled');
    withUndo(t('disabled', { name }), () => status('active'));
  };
  const enable = async () => {
    await status('active');
    toast({ text: t('enabled', { name }) });
  };
  const again = async () => {
    await inviteAgain(user.id);
    toast({ text: t('invited', { email: user.email ?? '' }) });
  };
  const logOut = async () => {
    await logOutUser(user.id);
    toast({ text: t('loggedOut', { name }) });
  };
  return (
    <Group gap={4}>
      {user.status === 'active' && user.id !== me.id && (
        <Button variant="subtle" color="gray" loading={busy} leftSection={<IconLogout size={16} />} onClick={() => void act(logOut)}>{t('logOut')}</Button>
      )}
      {user.status === 'invited' && <Button variant="default" loading={busy} leftSection={<IconMailForward size={16} />} onClick={() => void act(again)}>{t('inviteAgain')}</Button>}
      {user.status === 'disabled' && <Button variant="default" loading={busy} leftSection={<IconLockOpen size={16} />} onClick={() => void act(enable)}>{t('enable')}</Button>}
      {user.status !== 'disabled' && user.id !== me.id && (
        <Button variant="subtle" color="gray" loading={busy} leftSection={<IconLock size={16} />} onClick={() => void act(disable)}>{t('disable')}</Button>
      )}
    </Group>
  );
}
