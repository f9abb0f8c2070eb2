import { Button } from '@mantine/core';
import { IconClockHour4 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { invalidate, type Schema } from '@/shared/api';
import { StaleNotice, useRowForm } from '@/shared/editing';
import { FormDrawer, fullName, toast } from '@/shared/ui';
import { addPractitioner, archivePractitioner, readPractitioner, savePractitioner } from '../api';
import { givenPractitioner, practitionerRules, practitionerValues } from '../forms';
import { useT } from '../i18n';
import { ArchiveButton } from './ArchiveButton';
import { PractitionerFields } from './PractitionerFields';
import { RestoreButton } from './RestoreButton';

interface Props {
  row: Schema['Practitioner'] | undefined;
  opened: boolean;
  onClose: () => void;
}

async function restore(id: string) {
  const fresh = await readPractitioner(id);
  const again = { ...givenPractitioner(practitionerValues(fresh)), archived: false };
  return savePractitioner(id, again, {});
}

export function PractitionerDrawer({ row, opened, onClose }: Props) {
  const t = useT();
  const api = useRowForm({
    row,
    values: practitionerValues,
    validate: practitionerRules,
    reread: row && (() => readPractitioner(row.id)),
    submit: (values, headers) => (row ? savePractitioner(row.id, givenPractitioner(values), headers) : addPractitioner(givenPractitioner(values), headers)),
    onDone: () => {
      void invalidate('clinics');
      toast({ text: t('saved') });
      onClose();
    },
  });
  return (
    <FormDrawer
      draft={`staff.${row?.id ?? 'new'}`}
      title={row ? fullName(row) : t('staff.new')}
      opened={opened}
      onClose={onClose}
      size={520}
      api={api}
      actions={row && <Actions row={row} onClose={onClose} />}
    >
      <StaleNotice stale={api.stale} reload={api.reload} />
      <PractitionerFields form={api.form} />
    </FormDrawer>
  );
}

function Actions({ row, onClose }: { row: Schema['Practitioner']; onClose: () => void }) {
  const t = useT();
  if (row.archived) return <RestoreButton restore={() => restore(row.id)} onDone={onClose} />;
  return (
    <>
      <ArchiveButton done={t('staff.archived', { name: fullName(row) })} archive={() => archivePractitioner(row.id, {})} restore={() => restore(row.id)} onDone={onClose} />
      <Button variant="subtle" leftSection={<IconClockHour4 size={16} />} renderRoot={(props) => <Link to="/admin/hours" search={{ practitioner: row.id }} {...props} />}>
        {t('nav.hours')}
      </Button>
    </>
  );
}
