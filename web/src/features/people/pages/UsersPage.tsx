import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconMailPlus, IconSearch, IconUsersGroup } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useUser, type Schema } from '@/shared/api';
import { useDrawer, walkRows } from '@/shared/editing';
import { useT as useShared } from '@/shared/i18n/shared';
import { useKey } from '@/shared/keys/registry';
import UserPicture from '@/shared/picture/UserPicture';
import { useFormats } from '@/shared/time';
import { DataTable, EmptyState, fullName, PageTitle, StatusBadge, type Column } from '@/shared/ui';
import { useUsers, type UserRow } from '../api';
import { useT } from '../i18n';
import { InviteDrawer } from '../parts/InviteDrawer';
import { UserDrawer } from '../parts/UserDrawer';
import classes from '../parts/people.module.css';
import { roles, usersRoute } from '../routes';

const states = ['active', 'invited', 'disabled'] as const;

function useColumns(): Column<UserRow>[] {
  const t = useT();
  const shared = useShared();
  const me = useUser();
  const { ago } = useFormats();
  return [
    { id: 'name', header: t('field.name'), cell: (user) => <span className={classes.person}><UserPicture person={user} size={28} /><span>{fullName(user)} {user.id === me.id && <span className={classes.soft}>{t('you')}</span>}</span></span> },
    { id: 'email', header: t('field.email'), cell: ({ email }) => email, wideOnly: true },
    { id: 'roles', header: t('field.roles'), cell: (user) => user.roles.map((role) => shared(`role.${role}`)).join(', ') },
    { id: 'status', header: t('field.status'), cell: ({ status }) => <StatusBadge status={status} /> },
    { id: 'login', header: t('field.lastLogin'), cell: ({ last_login_at }) => (last_login_at ? ago(last_login_at) : <span className={classes.soft}>{t('never')}</span>), wideOnly: true },
  ];
}

export default function UsersPage() {
  const t = useT();
  const navigate = useNavigate();
  const { invite = false, ...wanted } = usersRoute.useSearch();
  const pages = useUsers(wanted);
  const columns = useColumns();
  const drawer = useDrawer<UserRow>();
  const look = (change: Partial<typeof wanted> & { invite?: true }) => void navigate({ to: '/admin/users', search: { ...wanted, ...change }, replace: true });
  const open = () => look({ invite: true });
  useKey('n', () => t('invite'), open);
  const filtered = Boolean(wanted.q || wanted.role || wanted.status);
  return (
    <div onKeyDown={walkRows}>
      <PageTitle title={t('nav')} text={t('text')}>
        <Button leftSection={<IconMailPlus size={16} />} onClick={open}>{t('invite')}</Button>
      </PageTitle>
      <Filters wanted={wanted} look={look} />
      <DataTable
        caption={t('nav')}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        onOpen={drawer.open}
        dimmed={({ status }) => status === 'disabled'}
        empty={<EmptyState icon={IconUsersGroup} title={filtered ? t('none.found') : t('none')} text={filtered ? t('none.foundText') : undefined} />}
      />
      <InviteDrawer opened={invite} onClose={() => look({})} />
      {drawer.subject && <UserDrawer key={drawer.subject.id} user={drawer.subject} opened={drawer.opened} onClose={drawer.close} />}
    </div>
  );
}

function Filters({ wanted, look }: { wanted: { q?: string; role?: Schema['Role']; status?: UserRow['status'] }; look: (change: object) => void }) {
  const t = useT();
  const shared = useShared();
  const [typed, setTyped] = useState(wanted.q ?? '');
  const search = useDebouncedCallback((words: string) => look({ q: words.trim() || undefined }), 150);
  return (
    <div className={classes.filters} role="search">
      <TextInput
        type="search"
        className={classes.searchField}
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <Select
        aria-label={t('field.roles')}
        placeholder={t('allRoles')}
        clearable
        w={180}
        data={roles.map((role) => ({ value: role, label: shared(`role.${role}`) }))}
        value={wanted.role ?? null}
        onChange={(role) => look({ role: role ?? undefined })}
      />
      <Select
        aria-label={t('field.status')}
        placeholder={t('allStates')}
        clearable
        w={160}
        data={states.map((status) => ({ value: status, label: shared(`status.${status}`) }))}
        value={wanted.status ?? null}
        onChange={(status) => look({ status: status ?? undefined })}
      />
    </div>
  );
}
