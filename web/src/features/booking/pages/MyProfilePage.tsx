import '@mantine/core/styles/Fieldset.css';

import { Button, Card, Fieldset, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { invalidate, toProblem, type Schema } from '@/shared/api';
import { AddressFields, Segments, StaleNotice, useRowForm } from '@/shared/editing';
import { useAllTexts } from '@/shared/i18n';
import { useT as useShared } from '@/shared/i18n/shared';
import { EmptyState, ErrorState, FormProblem, PageLoading, PageTitle, toast } from '@/shared/ui';
import { readMe, saveMe, useMe } from '../api';
import { useT } from '../i18n';
import classes from '../parts/booking.module.css';
import { givenProfile, profileRules, profileValues } from '../profile';

const sexes = ['female', 'male', 'other', 'unknown'] as const;

export default function MyProfilePage() {
  useAllTexts();
  const t = useT();
  const { data, error, isPending, refetch } = useMe();
  if (isPending) return <PageLoading />;
  if (data) return <ProfileForm me={data} />;
  if (toProblem(error).status === 404) return <EmptyState page icon={IconUserOff} title={t('profile.none')} text={t('profile.noneText')} />;
  return <ErrorState error={error} retry={() => void refetch()} />;
}

function ProfileForm({ me }: { me: Schema['Patient'] }) {
  const t = useT();
  const shared = useShared();
  const api = useRowForm({
    row: me,
    values: profileValues,
    validate: profileRules,
    reread: readMe,
    submit: (values, headers) => saveMe(givenProfile(values, me), headers),
    onDone: () => {
      toast({ text: t('profile.saved') });
      void invalidate('patients');
    },
  });
  const { form } = api;
  return (
    <form className={classes.narrow} onSubmit={api.onSubmit} noValidate>
      <PageTitle title={t('nav.profile')} text={t('profile.text')} />
      <FormProblem problem={api.problem} />
      <Stack gap="md">
        <StaleNotice stale={api.stale} reload={api.reload} />
        <Card>
          <Title order={2} mb="xs">{me.first_name} {me.birth_name}</Title>
          <Text size="sm" c="dimmed" mb="sm">{t('profile.name')}</Text>
          <Stack gap="sm">
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <TextInput label={t('profile.usedName')} {...form.getInputProps('used_name')} />
              <TextInput
                label={t('profile.birthDate')}
                placeholder={t('profile.birthDateHint')}
                inputMode="numeric"
                autoComplete="bday"
                readOnly={me.birth_date !== undefined}
                variant={me.birth_date ? 'filled' : undefined}
                {...form.getInputProps('birth_date')}
              />
              <TextInput label={t('profile.phone')} type="tel" autoComplete="tel" {...form.getInputProps('phone')} />
              <TextInput label={t('profile.email')} type="email" autoComplete="email" {...form.getInputProps('email')} />
            </SimpleGrid>
            <Segments label={t('profile.sex')} data={sexes.map((value) => ({ value, label: shared(`sex.${value}`) }))} {...form.getInputProps('sex')} />
          </Stack>
        </Card>
        <Card><AddressFields form={form} current={form.values.address} own /></Card>
        <Card>
          <Fieldset variant="unstyled" legend={<Text span fw={650}>{t('profile.contact')}</Text>}>
            <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
              <TextInput label={t('profile.contactName')} {...form.getInputProps('emergency_contact.name')} />
              <TextInput label={t('profile.phone')} type="tel" {...form.getInputProps('emergency_contact.phone')} />
              <TextInput label={t('profile.relation')} placeholder={t('profile.relationHint')} {...form.getInputProps('emergency_contact.relation')} />
            </SimpleGrid>
          </Fieldset>
        </Card>
        <Group justify="flex-end">
          <Button type="submit" size="md" loading={api.busy}>{shared('action.save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
