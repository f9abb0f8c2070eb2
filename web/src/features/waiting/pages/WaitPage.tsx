import { Button, Card, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { invalidate, useApiForm } from '@/shared/api';
import { useDirectory } from '@/shared/directory';
import { required } from '@/shared/editing';
import { useWards } from '@/shared/patient/wards';
import { useSiteZone } from '@/shared/site';
import { today } from '@/shared/time';
import { ErrorState, FormProblem, PageLoading, PageTitle, toast } from '@/shared/ui';
import { holdersOf } from '@/shared/visit';
import { makeWish } from '../api';
import { useT } from '../i18n';
import { WishFields } from '../parts/WishFields';
import classes from '../parts/waiting.module.css';
import { waitRoute } from '../routes';
import { freshWish, wishBody, wishRules } from '../wish';

/** « Prévenez-moi si une place se libère »: a patient says what would suit. */
export default function WaitPage() {
  const directory = useDirectory();
  if (directory.error) return <ErrorState error={directory.error} retry={() => void directory.refetch()} />;
  return directory.isPending ? <PageLoading /> : <WaitForm />;
}

function WaitForm() {
  const t = useT();
  const navigate = useNavigate();
  const directory = useDirectory();
  const zone = useSiteZone();
  const asked = waitRoute.useSearch();
  const whose = useWards().find(({ patient_id }) => patient_id === asked.for)?.name;
  const api = useApiForm({
    initialValues: {
      ...freshWish(today(zone)),
      visit_type_id: asked.type ?? '',
      site_id: asked.site ?? directory.sites[0]?.id ?? '',
      practitioner_ids: asked.practitioner ? [asked.practitioner] : [],
    },
    validate: { ...wishRules, visit_type_id: required, site_id: required },
    submit: async ({ visit_type_id, site_id, ...values }, headers) => {
      await makeWish({ ...wishBody(values), visit_type_id, site_id, patient_id: asked.for }, headers);
      toast({ text: t('wait.done') });
      void invalidate('waiting_list');
      void navigate({ to: '/my-wishes' });
    },
  });
  const { form } = api;
  const type = directory.visitType(form.values.visit_type_id);
  const people = holdersOf(directory.practitioners, type, form.values.site_id).filter(({ online_bookable }) => online_bookable);
  const choose = (field: 'visit_type_id' | 'site_id') => (event: { currentTarget: { value: string } }) => {
    form.setFieldValue(field, event.currentTarget.value);
    form.setFieldValue('practitioner_ids', []);
  };
  return (
    <form className={classes.narrow} onSubmit={api.onSubmit} noValidate>
      <PageTitle title={t('wait.title')} text={whose} />
      <FormProblem problem={api.problem} />
      <Card>
        <Stack gap="md">
          <Text c="dimmed">{t('wait.text')}</Text>
          <NativeSelect
            label={t('field.type')}
            data={[{ value: '', label: t('field.chooseType') }, ...directory.visitTypes.filter(({ online_bookable }) => online_bookable).map(({ id, name }) => ({ value: id, label: name }))]}
            {...form.getInputProps('visit_type_id')}
            onChange={choose('visit_type_id')}
          />
          {directory.sites.length > 1 && (
            <NativeSelect label={t('field.site')} data={directory.sites.map(({ id, name }) => ({ value: id, label: name }))} {...form.getInputProps('site_id')} onChange={choose('site_id')} />
          )}
          <WishFields form={form} people={people} />
          <Group justify="flex-end">
            <Button type="submit" size="md" loading={api.busy}>{t('wait.submit')}</Button>
          </Group>
        </Stack>
      </Card>
    </form>
  );
}
