import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { invalidate, toProblem, useApiForm, type Schema } from '@/shared/api';
import { given, typedDay } from '@/shared/editing';
import { language } from '@/shared/i18n';
import { FormDrawer, patientName, toast } from '@/shared/ui';
import { addPatient, useDuplicates } from '../api';
import { givenPatient, patientRules, patientValues, type PatientValues } from '../form';
import { useT } from '../i18n';
import { Duplicates } from './Duplicates';
import { IdentityFields, MoreFields } from './PatientFields';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** What was searched for in vain: most likely the name. */
  typed: string;
}

/** Registers a patient; tells of likely duplicates while typing, and once more when the server has found one. */
export function NewPatientDrawer({ opened, onClose, typed }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const confirmed = useRef(false);
  const [candidates, setCandidates] = useState<Schema['PatientLine'][]>();

  const add = async (values: PatientValues, headers: Record<string, string>) => {
    const confirm_duplicate = confirmed.current || undefined;
    confirmed.current = false;
    // Another request than the refused one, so it must not be taken for a repeat of it.
    return addPatient({ ...givenPatient(values), confirm_duplicate }, confirm_duplicate ? {} : headers);
  };
  const api = useApiForm<PatientValues>({
    initialValues: { ...patientValues(undefined), language: language() },
    validate: patientRules,
    submit: async (values, headers) => {
      try {
        const patient = await add(values, headers);
        setCandidates(undefined);
        api.form.reset();
        void invalidate('patients');
        toast({ text: t('added', { name: patientName(patient) }) });
        void navigate({ to: '/patients/$id', params: { id: patient.id } });
      } catch (error) {
        setCandidates(candidatesOf(error));
        throw error;
      }
    },
  });
  const { form } = api;
  const refused = api.problem?.code === 'possible_duplicate' ? candidates : undefined;
  const likely = useLikely(form.values, opened && !refused);
  const begin = typed && !form.isDirty() && /^\p{L}/u.test(typed);

  return (
    <FormDrawer
      draft="patients.new"
      title={t('new')}
      opened={opened}
      onClose={onClose}
      size={560}
      submitLabel={t('add')}
      api={{ ...api, problem: refused ? undefined : api.problem }}
      actions={begin && <Button variant="subtle" onClick={() => form.setFieldValue('birth_name', typed)}>{t('useTyped', { name: typed })}</Button>}
    >
      {refused && (
        <Duplicates title={t('duplicates.refused')} lines={refused} alert>
          <Button mt="xs" size="xs" type="submit" variant="default" onClick={() => (confirmed.current = true)}>
            {t('duplicates.anyway')}
          </Button>
        </Duplicates>
      )}
      <IdentityFields form={form}>{likely.length > 0 && <Duplicates title={t('duplicates.likely')} lines={likely} />}</IdentityFields>
      <MoreFields form={form} />
    </FormDrawer>
  );
}

/** Whom the server takes for the same person; undefined when that was not why it refused. */
function candidatesOf(error: unknown) {
  const problem = toProblem(error) as ReturnType<typeof toProblem> & { candidates?: Schema['PatientLine'][] };
  return problem.code === 'possible_duplicate' ? (problem.candidates ?? []) : undefined;
}

function useLikely({ first_name, birth_name, birth_date, phone }: PatientValues, wanted: boolean) {
  const now = JSON.stringify({ first_name: first_name.trim(), birth_name: birth_name.trim(), birth_date: typedDay(birth_date), phone: given(phone) });
  const [settled] = useDebouncedValue(now, 300);
  const query = JSON.parse(settled) as Parameters<typeof useDuplicates>[0];
  const { data } = useDuplicates(wanted ? query : { first_name: '', birth_name: '' });
  const begun = query.first_name.length >= 2 && query.birth_name.length >= 2;
  return wanted && begun ? (data?.items ?? []) : [];
}
