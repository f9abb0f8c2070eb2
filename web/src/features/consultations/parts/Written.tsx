import { Alert, Button, Card, Group, Title } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { hasRole, useUser } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { fullName } from '@/shared/ui';
import { actsOn, perform, useVisit } from '@/shared/visit';
import { useFormats } from '@/shared/time';
import type { Consultation } from '../draft/values';
import { useT } from '../i18n';
import { Addenda } from './Addenda';
import classes from './consultation.module.css';
import { NoteText } from './NoteText';
import { PrintButton } from './PrintButton';

/** A note to read: signed, or a colleague's draft. */
export function Written({ row }: { row: Consultation }) {
  const t = useT();
  const { dateTime } = useFormats();
  const directory = useDirectory();
  const practitioner = directory.practitioner(row.practitioner_id);
  const by = practitioner ? fullName(practitioner) : '';
  return (
    <div className={classes.readable}>
      <Card component="section" className={classes.note} aria-label={t('note')}>
        <div className={classes.noteBar}>
          <Title order={2}>{t('note')}</Title>
          {row.signed_at && <span className={classes.soft}>{t('signedBy', { name: by, when: dateTime(row.signed_at, directory.site(row.site_id)?.time_zone) })}</span>}
          <Group gap={8}>
            <EndVisit row={row} />
            <PrintButton row={row} />
          </Group>
        </div>
        {!row.signed_at && <Alert variant="default" icon={<IconInfoCircle size={18} />}>{t('colleaguesDraft', { name: by })}</Alert>}
        <NoteText row={row} />
      </Card>
      {row.signed_at && <Addenda row={row} />}
    </div>
  );
}

/** The visit is still going on when its note is signed: one more press ends it. */
function EndVisit({ row }: { row: Consultation }) {
  const t = useT();
  const user = useUser();
  const visit = useVisit(row.appointment_id && hasRole(user, 'practitioner') ? row.appointment_id : '').data;
  const [busy, setBusy] = useState(false);
  if (!row.signed_at || !visit || !actsOn(visit, user).includes('complete')) return null;
  const run = async () => {
    setBusy(true);
    await perform(visit, 'complete');
    setBusy(false);
  };
  return <Button loading={busy} onClick={() => void run()}>{t('endVisit')}</Button>;
}
