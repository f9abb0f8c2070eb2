import { Button, Select, Stack, Textarea } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { api, hasRole, useApiForm, useUser, type Schema } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { given, required } from '@/shared/editing';
import { chosen, PatientField } from '@/shared/patient';
import { useSites } from '@/shared/site';
import { EmptyState, ErrorState, FormProblem, PageLoading, PageTitle, patientName } from '@/shared/ui';
import { draftInvoice, refresh, useActList } from '../api';
import { useT } from '../i18n';
import { draftValues, emptyLine, givenLines, lineRules, type DraftValues } from '../lines';
import classes from '../parts/billing.module.css';
import { CareFields } from '../parts/CareFields';
import { LineFields } from '../parts/LineFields';
import { newInvoiceRoute } from '../routes';

type Values = DraftValues & { site_id: string };

export default function NewInvoicePage() {
  const { patient = '', visit = '' } = newInvoiceRoute.useSearch();
  const person = api.useQuery('get', '/api/patients/{id}', { params: { path: { id: patient } } }, { enabled: Boolean(patient) });
  const seen = api.useQuery('get', '/api/appointments/{id}', { params: { path: { id: visit } } }, { enabled: Boolean(visit) });
  if (!patient) return <Whose />;
  const error = person.error ?? (visit ? seen.error : undefined);
  if (error) return <ErrorState error={error} retry={() => void Promise.all([person.refetch(), visit ? seen.refetch() : undefined])} />;
  if (!person.data || (visit && !seen.data)) return <PageLoading />;
  return <NewInvoice patient={person.data} visit={visit ? seen.data : undefined} />;
}

/** The register of patients is the front desk's. */
function Whose() {
  const t = useT();
  const user = useUser();
  const navigate = useNavigate();
  if (!hasRole(user, 'receptionist', 'admin')) return <EmptyState page icon={IconUserOff} title={t('new.whose')} text={t('new.whoseText')} />;
  return (
    <div className={classes.narrow}>
      <PageTitle title={t('new')} text={t('new.whose')} />
      <Stack gap="md" className={classes.card}>
        <PatientField chosen={null} onClear={() => undefined} onChoose={({ id }) => void navigate({ to: '/invoices/new', search: { patient: id }, replace: true })} />
      </Stack>
    </div>
  );
}

function NewInvoice({ patient, visit }: { patient: Schema['Patient']; visit: Schema['Appointment'] | undefined }) {
  const t = useT();
  const navigate = useNavigate();
  const acts = useActList();
  const { sites } = useDirectory();
  const { site } = useSites();
  const currency = acts[0]?.price.currency ?? 'EUR';
  const form = useApiForm<Values>({
    initialValues: { ...draftValues(undefined), lines: [emptyLine()], practitioner_id: visit?.practitioner_id ?? '', site_id: visit?.site_id ?? site?.id ?? '' },
    validate: { site_id: required, ...lineRules },
    submit: async ({ lines, note, practitioner_id, site_id, visited_on }, headers) => {
      const made = await draftInvoice(
        { patient_id: patient.id, site_id, practitioner_id: given(practitioner_id), appointment_id: visit?.id, visited_on: visited_on ?? undefined, note: given(note), lines: givenLines(lines, currency) },
        headers,
      );
      void refresh();
      await navigate({ to: '/invoices/$id', params: { id: made.id }, replace: true });
    },
  });
  return (
    <form className={classes.narrow} onSubmit={form.onSubmit} noValidate>
      <PageTitle title={t('new')} text={patientName(patient)} />
      <FormProblem problem={form.problem} />
      <Stack gap="md" className={classes.card}>
        {!visit && <PatientField chosen={chosen(patient)} onClear={() => void navigate({ to: '/invoices/new', replace: true })} onChoose={() => undefined} />}
        <LineFields form={form.form as never} acts={acts} currency={currency} />
        <Select label={t('field.site')} required allowDeselect={false} disabled={Boolean(visit)} data={sites.map(({ id, name }) => ({ value: id, label: name }))} {...form.form.getInputProps('site_id')} />
        <CareFields form={form.form as never} siteId={form.form.values.site_id} ofVisit={Boolean(visit)} />
        <Textarea label={t('field.note')} description={t('field.noteHint')} maxLength={500} autosize minRows={2} {...form.form.getInputProps('note')} />
        <Button type="submit" loading={form.busy}>{t('new.make')}</Button>
      </Stack>
    </form>
  );
}
