import { Button, Card, Group, Text, Title } from '@mantine/core';
import { invalidate, type Schema } from '@/shared/api';
import { logOut } from '@/shared/api/logout';
import { useFormats } from '@/shared/time';
import { ErrorState, RowsLoading, toast, toastProblem } from '@/shared/ui';
import { endSession, useSessions } from '../api';
import { useT } from '../i18n';
import classes from './lines.module.css';

function Device({ session }: { session: Schema['DeviceSession'] }) {
  const t = useT();
  const { ago } = useFormats();
  const { id, device, address, current, last_used_at } = session;
  const end = async () => {
    try {
      await endSession(id);
      toast({ text: t('account.sessionEnded') });
    } catch (error) {
      toastProblem(error);
    }
    void invalidate('auth/sessions');
  };
  return (
    <li className={classes.line}>
      <div>
        <Text fw={600} size="sm">{device}</Text>
        <Text size="xs" c="dimmed">{t('account.sessionUsed', { ago: ago(last_used_at), address })}</Text>
      </div>
      {current ? (
        <Text size="sm" fw={600} c="var(--pine)">{t('account.sessionCurrent')}</Text>
      ) : (
        <Button size="xs" variant="default" aria-label={t('account.sessionEndOf', { device })} onClick={() => void end()}>
          {t('account.sessionEnd')}
        </Button>
      )}
    </li>
  );
}

export function SessionsCard() {
  const t = useT();
  const { data, error, isPending, refetch } = useSessions();
  return (
    <Card>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('account.sessions')}</Title>
        <Button size="compact-sm" variant="subtle" onClick={() => void logOut(true)}>
          {t('account.logOutEverywhere')}
        </Button>
      </Group>
      {isPending && <RowsLoading rows={2} height={44} />}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <Text c="dimmed">{t('account.noSessions')}</Text>}
      <ul className={classes.list}>{data?.items.map((session) => <Device key={session.id} session={session} />)}</ul>
    </Card>
  );
}
