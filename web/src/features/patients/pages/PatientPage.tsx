import { Anchor } from '@mantine/core';
import { IconArrowLeft, IconUserOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { hasRole, toProblem, useUser, type Schema } from '@/shared/api';
import { useKey } from '@/shared/keys/registry';
import { EmptyState, ErrorState, PageLoading } from '@/shared/ui';
import { usePatient } from '../api';
import { useT } from '../i18n';
import { Banner } from '../parts/Banner';
import { EditPatientDrawer } from '../parts/EditPatientDrawer';
import { PatientTabs } from '../parts/PatientTabs';
import { GlassPanel } from '../record/GlassPanel';
import { patientRoute } from '../routes';

export default function PatientPage() {
  const t = useT();
  const { id } = patientRoute.useParams();
  const { data, error, isPending, refetch } = usePatient(id);
  const mayOpen = hasRole(useUser(), 'practitioner');
  if (isPending) return <PageLoading />;
  if (data) return <Shown key={id} patient={data} />;
  if (toProblem(error).status === 404) {
    return (
      <EmptyState page icon={IconUserOff} title={t('missing')} text={t('missing.text')}>
        <BackToList />
        {mayOpen && <GlassPanel patientId={id} />}
      </EmptyState>
    );
  }
  return <ErrorState error={error} retry={() => void refetch()} />;
}

function BackToList() {
  const t = useT();
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to="/patients" {...props} />}>
      <IconArrowLeft size={14} aria-hidden /> {t('title')}
    </Anchor>
  );
}

function Shown({ patient }: { patient: Schema['Patient'] }) {
  const t = useT();
  const mayEdit = hasRole(useUser(), 'receptionist', 'admin');
  const [editing, setEditing] = useState(false);
  const edit = mayEdit ? () => setEditing(true) : undefined;
  useKey('e', () => t('edit'), () => edit?.());
  return (
    <>
      <Banner patient={patient} onEdit={edit} />
      <PatientTabs patientId={patient.id} />
      {mayEdit && <EditPatientDrawer patient={patient} opened={editing} onClose={() => setEditing(false)} />}
    </>
  );
}
