import { Button, Card, Group, Text, TextInput, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useUser, type Schema } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { DataTable, EmptyState, PageTitle, toast, useDeed, type Column } from '@/shared/ui';
import { clearAlert, useAlerts, useOpenAlerts } from '../api';
import { useT } from '../i18n';
import classes from '../parts/admin.module.css';

type Alert = Schema['Alert'];

/** Who read more records than work asks for, and what it turned out to be. */
export default function AlertsPage() {
  const t = useT();
  const { dateTime } = useFormats();
  const open = useOpenAlerts();
  const columns: Column<Alert>[] = [
    { id: 'at', header: t('audit.at'), cell: ({ raised_at }) => <span className={classes.nowrap}>{dateTime(raised_at)}</span> },
    { id: 'who', header: t('audit.who'), cell: ({ user_id, user_name }) => <Link to="/admin/audit" search={{ actor: user_id, kind: 'read' }}>{user_name}</Link> },
    { id: 'count', header: t('alerts.patients'), align: 'right', cell: ({ patients }) => patients },
    { id: 'end', header: t('alerts.outcome'), cell: ({ cleared_at, cleared_name, note }) => (cleared_at ? <>{note} <span className={classes.soft}>{cleared_name}, {dateTime(cleared_at)}</span></> : <span className={classes.refused}>{t('alerts.open')}</span>) },
  ];
  return (
    <>
      <PageTitle title={t('nav.alerts')} text={t('alerts.text')} />
      {(open.data?.items ?? []).map((alert) => <Open key={alert.id} alert={alert} />)}
      <DataTable caption={t('nav.alerts')} columns={columns} pages={useAlerts()} rowKey={({ id }) => id} empty={<EmptyState icon={IconShieldCheck} title={t('alerts.none')} />} />
    </>
  );
}

function Open({ alert }: { alert: Alert }) {
  const t = useT();
  const { dateTime, time } = useFormats();
  const user = useUser();
  const heading = useId();
  const [note, setNote] = useState('');
  const { busy, run } = useDeed('admin/alerts');
  const own = user.id === alert.user_id;
  const end = async () => {
    await clearAlert(alert.id, note.trim());
    toast({ text: t('alerts.ended') });
  };
  return (
    <Card component="section" mb="md" aria-labelledby={heading}>
      <Title order={2} size="h3" id={heading}>{alert.user_name}</Title>
      <Text my="xs">{t('alerts.span', { count: alert.patients, from: dateTime(alert.since), until: time(alert.raised_at) })} {t('alerts.proof')}</Text>
      <p><Link to="/admin/audit" search={{ actor: alert.user_id, kind: 'read' }}>{t('alerts.readings')}</Link></p>
      {own ? (
        <Text c="dimmed">{t('alerts.own')}</Text>
      ) : (
        <form onSubmit={(event) => { event.preventDefault(); void run(end); }}>
          <Group align="flex-end">
            <TextInput label={t('alerts.note')} placeholder={t('alerts.noteHint')} required minLength={5} maxLength={500} className={classes.note} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
            <Button type="submit" loading={busy} disabled={note.trim().length < 5}>{t('alerts.end')}</Button>
          </Group>
        </form>
      )}
    </Card>
  );
}
