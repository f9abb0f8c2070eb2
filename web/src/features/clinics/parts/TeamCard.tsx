import { ActionIcon, Card, Select, Text, Title, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { invalidate, type Schema } from '@/shared/api';
import { RolesHere } from '@/shared/duty';
import { useT as useShared } from '@/shared/i18n/shared';
import { ErrorState, fullName, RowsLoading, toast, toastProblem, withUndo } from '@/shared/ui';
import { leaveTeam, saveDuty, useAccounts, useTeam } from '../api';
import { useT } from '../i18n';
import classes from './clinics.module.css';

type Member = Schema['StaffMember'];
const atDesk: Schema['Role'][] = ['receptionist', 'accountant', 'admin'];

/** Who works at the front desk of this site, and as what. Saved with each change. */
export function TeamCard({ siteId }: { siteId: string }) {
  const t = useT();
  const team = useTeam(siteId);
  const accounts = useAccounts();
  const error = team.error ?? accounts.error;
  return (
    <Card component="section">
      <Title order={2} mb="xs">{t('team')}</Title>
      <Text size="sm" c="dimmed" mb="sm">{t('team.text')}</Text>
      {(team.isPending || accounts.isPending) && <RowsLoading rows={1} />}
      {error && <ErrorState error={error} retry={() => void Promise.all([team.refetch(), accounts.refetch()])} />}
      <ul className={classes.list}>{team.data?.items.map((one) => <One key={one.user_id} siteId={siteId} member={one} />)}</ul>
      {team.data && accounts.data && <Newcomer siteId={siteId} members={team.data.items} accounts={accounts.data.items} />}
    </Card>
  );
}

function One({ siteId, member }: { siteId: string; member: Member }) {
  const t = useT();
  const [chosen, setChosen] = useState<Schema['Role'][]>();
  const name = fullName(member);
  const put = (roles: Schema['Role'][]) => saveDuty(siteId, member.user_id, roles).finally(() => invalidate('clinics'));
  const change = async (roles: Schema['Role'][]) => {
    setChosen(roles);
    try {
      await put(roles);
      withUndo(t('team.saved'), () => put(member.roles_here));
    } catch (problem) {
      toastProblem(problem);
    }
    setChosen(undefined);
  };
  const remove = async () => {
    try {
      await leaveTeam(siteId, member.user_id);
      withUndo(t('team.removed', { name }), () => put(member.roles_here));
    } catch (problem) {
      toastProblem(problem);
    }
    void invalidate('clinics');
  };
  return (
    <li className={classes.item}>
      <div>
        {name}
        <RolesHere quiet label={t('team.roles', { name })} roles={member.roles} value={chosen ?? member.roles_here} onChange={(roles) => void change(roles)} />
      </div>
      <Tooltip label={t('remove')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('remove.of', { what: name })} onClick={() => void remove()}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

function Newcomer({ siteId, members, accounts }: { siteId: string; members: Member[]; accounts: Schema['UserLine'][] }) {
  const t = useT();
  const shared = useShared();
  const others = accounts.filter(({ id, roles, status }) => !members.some(({ user_id }) => user_id === id) && status !== 'disabled' && roles.some((role) => atDesk.includes(role)));
  const add = async (id: string) => {
    try {
      await saveDuty(siteId, id, []);
      toast({ text: t('team.saved') });
    } catch (problem) {
      toastProblem(problem);
    }
    void invalidate('clinics');
  };
  return (
    <Select
      mt="sm"
      aria-label={t('team.hint')}
      placeholder={t('team.hint')}
      searchable
      data={others.map((one) => ({ value: one.id, label: `${fullName(one)} · ${one.roles.map((role) => shared(`role.${role}`)).join(', ')}` }))}
      value={null}
      onChange={(id) => id && void add(id)}
    />
  );
}
