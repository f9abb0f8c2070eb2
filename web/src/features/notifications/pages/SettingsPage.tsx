import { Card, Switch, Table } from '@mantine/core';
import { hasRole, queries, toProblem, useUser, type Schema, type User } from '@/shared/api';
import { useAllTexts } from '@/shared/i18n';
import { ErrorState, PageTitle, RowsLoading, toastProblem } from '@/shared/ui';
import { preferencesKey, savePreference, usePreferences } from '../api';
import { useT } from '../i18n';
import classes from '../parts/Centre.module.css';

type Preference = Schema['Preference'];

/** Groups whose news somebody gets at all. */
function concerns(user: User, { group }: Preference): boolean {
  if (group === 'payments' || group === 'reminders') return hasRole(user, 'patient');
  if (group === 'documents') return hasRole(user, 'patient', 'practitioner');
  return true;
}
/** Mails go to patients; posts are never mailed. */
const mailed = (user: User, { group }: Preference) => hasRole(user, 'patient') && group !== 'community';

/** What somebody wants to hear of, and by which way. Each switch is kept at once. */
export default function SettingsPage() {
  useAllTexts();
  const t = useT();
  const user = useUser();
  const { data, error, isPending, refetch } = usePreferences();
  const rows = (data?.items ?? []).filter((row) => concerns(user, row));
  const withMail = rows.some((row) => mailed(user, row));
  return (
    <>
      <PageTitle title={t('settings')} text={t('settings.text')} />
      {isPending && <RowsLoading rows={3} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {rows.length > 0 && (
        <Card maw={640}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('settings.group')}</Table.Th>
                <Table.Th scope="col">{t('channel.in_app')}</Table.Th>
                {withMail && <Table.Th scope="col">{t('channel.email')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.group}>
                  <Table.Th scope="row" fw={400}>
                    {t(`group.${row.group}`)}
                    <span className={classes.hint}>{t(`group.${row.group}.text`)}</span>
                  </Table.Th>
                  <Table.Td><Choice row={row} channel="in_app" /></Table.Td>
                  {withMail && <Table.Td>{mailed(user, row) && <Choice row={row} channel="email" />}</Table.Td>}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <p className={classes.always}>{t('settings.always')}</p>
        </Card>
      )}
    </>
  );
}

function Choice({ row, channel }: { row: Preference; channel: 'in_app' | 'email' }) {
  const t = useT();
  const change = async (wanted: boolean) => {
    const put = (next: Preference) =>
      queries.setQueryData(preferencesKey, (old: Schema['Preferences'] | undefined) => old && { ...old, items: old.items.map((one) => (one.group === next.group ? next : one)) });
    const next = { ...row, [channel]: wanted };
    put(next);
    try {
      await savePreference(next);
    } catch (error) {
      put(row);
      toastProblem(toProblem(error));
    }
  };
  return (
    <Switch
      aria-label={t('settings.choice', { group: t(`group.${row.group}`), channel: t(`channel.${channel}`) })}
      checked={row[channel]}
      onChange={({ currentTarget }) => void change(currentTarget.checked)}
    />
  );
}
