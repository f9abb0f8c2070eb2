import { Button, Menu } from '@mantine/core';
import { IconNotes, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { hasRole, useUser, type Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { useFormats } from '@/shared/time';
import { DataTable, EmptyState, fullName, toastProblem, type Column } from '@/shared/ui';
import { startWalkIn, useNotesOf } from '../api';
import { useT } from '../i18n';
import classes from './consultation.module.css';

/** Every note about a patient, newest first, and the beginning of one without a visit. */
export default function NotesPanel({ patientId }: { patientId: string }) {
  const t = useT();
  const { date, time } = useFormats();
  const directory = useDirectory();
  const navigate = useNavigate();
  const columns: Column<Schema['ConsultationLine']>[] = [
    {
      id: 'when',
      header: t('list.when'),
      cell: ({ id, started_at, site_id }) => {
        const zone = directory.site(site_id)?.time_zone;
        return <Link to="/consultations/$id" params={{ id }} className={classes.rowLink}>{date(started_at, 'medium', zone)}, {time(started_at, zone)}</Link>;
      },
    },
    { id: 'what', header: t('list.what'), cell: ({ diagnosis, reason }) => diagnosis ?? reason ?? <span className={classes.soft}>{t('noReason')}</span> },
    {
      id: 'who',
      header: t('list.who'),
      cell: ({ practitioner_id }) => {
        const practitioner = directory.practitioner(practitioner_id);
        return practitioner && fullName(practitioner);
      },
      wideOnly: true,
    },
    { id: 'state', header: t('list.state'), cell: ({ signed_at }) => (signed_at ? t('signed') : <b>{t('draft')}</b>) },
  ];
  return (
    <div>
      <div className={classes.panelBar}>
        <WalkIn patientId={patientId} onStarted={(id) => void navigate({ to: '/consultations/$id', params: { id } })} />
      </div>
      <DataTable
        caption={t('tab')}
        columns={columns}
        pages={useNotesOf(patientId)}
        rowKey={({ id }) => id}
        empty={<EmptyState icon={IconNotes} title={t('list.empty')} text={t('list.emptyText')} />}
      />
    </div>
  );
}

/** Somebody is here without a visit: at which site, when the practitioner works at several. */
function WalkIn({ patientId, onStarted }: { patientId: string; onStarted: (id: string) => void }) {
  const t = useT();
  const user = useUser();
  const directory = useDirectory();
  const [busy, setBusy] = useState(false);
  const me = directory.practitioners.find(({ user_id }) => user_id === user.id);
  if (!me || !hasRole(user, 'practitioner')) return null;
  const sites = directory.sites.filter(({ id }) => me.site_ids.includes(id));
  const run = async (site: string) => {
    setBusy(true);
    try {
      onStarted(await startWalkIn(patientId, site));
    } catch (error) {
      toastProblem(error);
    }
    setBusy(false);
  };
  const button = (onClick?: () => void) => (
    <Button loading={busy} leftSection={<IconPlus size={16} />} onClick={onClick}>{t('walkIn')}</Button>
  );
  const [only] = sites;
  if (!only) return null;
  if (sites.length === 1) return button(() => void run(only.id));
  return (
    <Menu position="bottom-start">
      <Menu.Target>{button()}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('walkIn.where')}</Menu.Label>
        {sites.map(({ id, name }) => <Menu.Item key={id} onClick={() => void run(id)}>{name}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}
