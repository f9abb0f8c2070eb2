import { Card, MultiSelect, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { invalidate, type Schema } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { ErrorState, fullName, RowsLoading, toast, toastProblem, withUndo } from '@/shared/ui';
import { saveTeam, useAccounts, useTeam } from '../api';
import { useT } from '../i18n';

const atDesk: Schema['Role'][] = ['receptionist', 'accountant', 'admin'];

/** Who works at the front desk of this site: they see its plannings. Saved with each change. */
export function TeamCard({ siteId }: { siteId: string }) {
  const t = useT();
  const shared = useShared();
  const team = useTeam(siteId);
  const accounts = useAccounts();
  const [shown, setShown] = useState<string[]>();
  const ids = shown ?? team.data?.items.map(({ user_id }) => user_id) ?? [];
  const members = team.data?.items ?? [];
  const people = (accounts.data?.items ?? []).filter(({ id, roles, status }) => ids.includes(id) || (status !== 'disabled' && roles.some((role) => atDesk.includes(role))));
  const known = people.map((one) => ({ value: one.id, label: `${fullName(one)} · ${one.roles.map((role) => shared(`role.${role}`)).join(', ')}` }));
  const unlisted = members.filter(({ user_id }) => !people.some(({ id }) => id === user_id)).map((one) => ({ value: one.user_id, label: fullName(one) }));

  const save = async (next: string[]) => {
    setShown(next);
    try {
      await saveTeam(siteId, next);
      if (next.length < ids.length) withUndo(t('team.saved'), () => saveTeam(siteId, ids).finally(() => invalidate('clinics')));
      else toast({ text: t('team.saved') });
    } catch (problem) {
      toastProblem(problem);
    }
    await invalidate('clinics');
    setShown(undefined);
  };
  const error = team.error ?? accounts.error;
  return (
    <Card component="section">
      <Title order={2} mb="xs">{t('team')}</Title>
      <Text size="sm" c="dimmed" mb="sm">{t('team.text')}</Text>
      {(team.isPending || accounts.isPending) && <RowsLoading rows={1} />}
      {error && <ErrorState error={error} retry={() => void Promise.all([team.refetch(), accounts.refetch()])} />}
      {team.data && accounts.data && (
        <MultiSelect styles={{ inputField: { minHeight: 24 } }} aria-label={t('team')} placeholder={ids.length === 0 ? t('team.hint') : undefined} searchable data={[...known, ...unlisted]} value={ids} onChange={(next) => void save(next)} />
      )}
    </Card>
  );
}
