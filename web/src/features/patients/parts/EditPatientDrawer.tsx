import { invalidate, type Schema } from '@/shared/api';
import { StaleNotice, useRowForm } from '@/shared/editing';
import { FormDrawer, patientName, toast } from '@/shared/ui';
import { readPatient, savePatient } from '../api';
import { givenPatient, patientRules, patientValues } from '../form';
import { useT } from '../i18n';
import { IdentityFields, MoreFields } from './PatientFields';

export function EditPatientDrawer({ patient, opened, onClose }: { patient: Schema['Patient']; opened: boolean; onClose: () => void }) {
  const t = useT();
  const api = useRowForm({
    row: patient,
    values: patientValues,
    validate: patientRules,
    reread: () => readPatient(patient.id),
    submit: (values, headers) => savePatient(patient.id, givenPatient(values), headers),
    onDone: () => {
      void invalidate('patients');
      toast({ text: t('saved') });
      onClose();
    },
  });
  return (
    <FormDrawer draft={`patients.${patient.id}`} title={patientName(patient)} opened={opened} onClose={onClose} size={560} api={api}>
      <StaleNotice stale={api.stale} reload={api.reload} />
      <IdentityFields form={api.form} />
      <MoreFields form={api.form} />
    </FormDrawer>
  );
}
